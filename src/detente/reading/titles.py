"""Titles before names: "Mr", "General", "Prime Minister", "army chief"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from detente.codes import ActorBook, RoleEntry
from detente.reading.mentions_kinds import RANKS, personal, role_endings, word_set

HONORIFICS = word_set(
    "mr mr. mrs mrs. ms ms. dr dr. sir lord lady sheikh sheik emir prince princess sultan ayatollah "
    "mullah maulana imam professor prof. judge senator sen. representative rep. comrade count baron "
    "duke archbishop bishop cardinal rabbi hojatoleslam shah"
)
BEARERS = frozenset({"armed group", "person"})


class Titles:
    """Which words are titles, by the roles of an actor book."""

    def __init__(self, book: ActorBook) -> None:
        self.book = book
        self.endings = role_endings(book)

    def is_title(self, token: Token) -> bool:
        """Whether a word is, or ends, a rank, an honorific or the office of one person."""
        word = token.lower_
        if word in RANKS or word in HONORIFICS:
            return token.text[:1].isupper() or word in RANKS
        role = self.role_at(token)
        return (
            role is not None
            and not role.plural
            and (personal(role) or (role.generic and role.kind in BEARERS))
        )

    def role_at(self, last: Token) -> RoleEntry | None:
        """The role whose words end at ``last``, the longest first ("Prime Minister", "army chief")."""
        if last.pos_ not in {"NOUN", "PROPN", "ADJ"} or not last.is_alpha:
            return None
        if last.lower_ not in self.endings:
            return None
        words = [last.lower_]
        number = last.i - 1
        start = last.sent.start if last.sent is not None else 0
        while number >= start and len(words) < 5:
            token = last.doc[number]
            if token.text != "-":
                if not token.is_alpha:
                    break
                words.append(token.lower_)
            number -= 1
        words.reverse()
        for size in range(len(words)):
            role = self.book.role(" ".join(words[size:]))
            if role is not None:
                return role
        return None

    def kinds_before(self, doc: Doc, first: int) -> list[str]:
        """The kinds of title before a name: the role's suffix, or MIL for a rank."""
        found = []
        number = first - 1
        while number >= 0 and first - number < 7 and not doc[number + 1].is_sent_start:
            token: Token = doc[number]
            if token.lower_ in RANKS:
                found.append("MIL")
            else:
                role = self.role_at(token) if token.is_alpha else None
                if role is not None:
                    found.append(role.suffix)
                elif token.text not in {".", "-"} and token.lower_ not in HONORIFICS:
                    break
            number -= 1
        return found

    def in_role(self, token: Token) -> bool:
        """Whether a word belongs to the title that the next word ends ("Prime" in "Prime Minister")."""
        follower = token.nbor(1)
        if follower.lower_ not in self.endings or not (follower.is_alpha and token.is_alpha):
            return False
        return self.book.role(f"{token.text} {follower.text}") is not None

    def is_hyphen(self, token: Token, inside: bool) -> bool:
        """Whether a hyphen stands inside a title ("Secretary-General X")."""
        return (
            inside and token.text == "-" and not token.whitespace_ and self.role_at(token.nbor(1)) is not None
        )
