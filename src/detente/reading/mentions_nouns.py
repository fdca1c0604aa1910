"""Nouns that stand for actors: whose role they name, and what is to be resolved."""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import RoleEntry
from detente.reading.base import Reading, Sentence, at, end
from detente.reading.mentions_arms import only_things
from detente.reading.mentions_groups import WEAK_ROLES, collective
from detente.reading.mentions_kin import kin
from detente.reading.mentions_kinds import (
    COLLECTIVE,
    DESCRIBING,
    GENERIC,
    OFFICES,
    Referring,
    determiner,
    left_words,
    number_of,
    personal,
    plain,
    word_set,
)
from detente.reading.mentions_names import Covered, is_attributive
from detente.reading.mentions_phrases import (
    is_description,
    is_no_body,
    of_words,
    owner_tokens,
    phrase_mention,
    shared_owner,
)
from detente.reading.mentions_pronouns import pronoun
from detente.reading.mentions_sets import set_mention
from detente.reading.resolve_halves import half
from detente.reading.resolve_speaker import FIRST, in_quotes

WORLDWIDE = frozenset({"global", "international", "worldwide"})
VOICES = word_set(
    "call condemnation outcry appeal criticism pressure demand concern outrage opinion consensus "
    "sympathy support disapproval censure protest reaction mediation"
)
"""Nouns whose "international" stands for the international community as the one who speaks."""
ADJECTIVAL = word_set("terrorist extremist separatist militant islamist jihadist fundamentalist")
TOPICS = word_set(
    "intelligence security administration state crew power aircraft helicopter drone court public bank"
)
LOOSE = frozenset({"GROUP", "IGO", "BUS", "LAB", "NGO"})
LOOSE_OFFICES = frozenset({"ENVOY", "DIPL", "SPOX", "OFF", "ADV", "AGENT"})
"""Offices that "as" only says somebody served as ("acted as mediators")."""


class Nouns:
    """Finds the mentions of a sentence that are no names. ``covered`` are the tokens of names."""

    def __init__(self, reading: Reading, covered: Covered) -> None:
        self.reading = reading
        self.covered = covered
        self._roles: dict[str, RoleEntry | None] = {}

    def find(self, sentence: Sentence) -> None:
        used: set[int] = set()
        for token in reversed(list(sentence.tokens)):
            if token.i in used or token.is_space or token.is_punct:
                continue
            mention = pronoun(sentence, token) or self._said_or_half(sentence, token)
            if mention is None and token.pos_ in {"NOUN", "PROPN", "ADJ", "DET", "PRON", "NUM", "ADP"}:
                mention = self._noun(sentence, token, used)
            if mention is not None:
                self.reading.add_mention(mention)

    def _said_or_half(self, sentence: Sentence, token: Token) -> Referring | None:
        """ "We" in quoted speech, "the North" of a divided country."""
        word = token.lower_
        if word in FIRST and token.tag_ in {"PRP", "PRP$"}:
            if not in_quotes(self.reading.document.text, at(token)):
                return None
            how = "possessive" if token.tag_ == "PRP$" else "pronoun"
            return phrase_mention(sentence, token, "speaker", how, word, number=FIRST[word])
        return half(sentence, token) if self.covered.get(at(token)) is None else None

    def _noun(self, sentence: Sentence, head: Token, used: set[int]) -> Referring | None:
        if head.lower_ in WORLDWIDE and head.dep_ == "amod" and head.head.lemma_.lower() in VOICES:
            world = phrase_mention(
                sentence, head, "definite", "generic", "international community", definite=True
            )
            world.attributive = True
            return world
        known = self.covered.get(at(head))
        if head.pos_ not in {"NOUN", "PROPN", "ADJ"} or (
            known is not None and known.kind not in {"military", "government"}
        ):
            return None
        if known is not None and not self._spans_organ(head, known):
            return None
        words = left_words(head)
        role, size = self._role(words)
        if known is not None and (role is None or size < 2):
            return None
        if head.pos_ == "ADJ" and role is None:
            return None
        noun = plain(head)
        attributive = is_attributive(head)
        if attributive and (head.pos_ != "NOUN" or (role is not None and role.suffix in LOOSE)):
            return None
        if attributive and noun == "regime" and is_no_body(head, noun, role):
            return None
        if attributive and (
            (role is None and noun not in GENERIC)
            or noun in ADJECTIVAL
            or (role is not None and _is_topic(role))
        ):
            return None
        if role is not None and role.suffix in LOOSE and noun not in GENERIC and noun not in COLLECTIVE:
            role, size = None, 0
        mention = kin(sentence, head, noun) if not attributive and known is None else None
        if mention is None and not attributive:
            mention = set_mention(self.covered, sentence, head, noun)
        mention = mention or collective(self.covered, sentence, head, noun, words, role)
        if mention is None and role is not None and not role.generic:
            mention = self._of_role(sentence, head, noun, role)
        if mention is None:
            return None
        mention.attributive = attributive
        if mention.reference == "set" and mention.form in OFFICES:
            mention.role = role
        if role is not None:
            self._use(head, size, used)
        if mention.reference == "generic":
            used.update(word.i for word in words[:-1] if word.lower_ in DESCRIBING or word.lower_ in GENERIC)
        if mention.role is not None and mention.role.kind == "military":
            used.update(word.i for word in words[:-1] if self._is_force(word))
        return mention

    def _is_force(self, word: Token) -> bool:
        role = self._look_up(word.lower_)
        return role is not None and role.kind == "military" and word.pos_ == "NOUN"

    def _spans_organ(self, head: Token, known: Referring) -> bool:
        """Whether a longer role ("Pakistani Army chief") goes past the organ that was found as a name."""
        return known.end < end(head)

    def _use(self, head: Token, size: int, used: set[int]) -> None:
        number, left = head.i, size
        while left > 0 and number >= 0:
            token = head.doc[number]
            if not token.is_punct and not token.is_space:
                used.add(number)
                left -= 1
            number -= 1

    def _role(self, words: list[Token]) -> tuple[RoleEntry | None, int]:
        """The longest role whose words end at the head, and of how many words it is."""
        tail = words[-5:]
        lemma = plain(tail[-1])
        after = of_words(tail[-1])
        for size in range(len(tail), 0, -1):
            front = " ".join(token.lower_ for token in tail[len(tail) - size : -1])
            for last in (*(f"{tail[-1].lower_} {more}" for more in after), tail[-1].lower_, lemma):
                role = self._look_up(f"{front} {last}".strip())
                if role is not None:
                    return role, size
        return None, 0

    def _look_up(self, form: str) -> RoleEntry | None:
        if form not in self._roles:
            self._roles[form] = self.reading.books.actors.role(form)
        return self._roles[form]

    def _of_role(self, sentence: Sentence, head: Token, noun: str, role: RoleEntry) -> Referring | None:
        many = number_of(head) == "many"
        word = determiner(head)
        if noun in WEAK_ROLES or (head.tag_ == "JJ" and head.dep_ in {"amod", "acomp"}):
            return None
        if is_description(head) and role.suffix in LOOSE_OFFICES and not word:
            return None
        if is_no_body(head, noun, role) or self._inside_role(head) or only_things(head, noun):
            return None
        made = phrase_mention(sentence, head, "role", "role", role.form.lower(), kind=role.kind)
        made.role, made.owners = role, owner_tokens(head) or shared_owner(head)
        made.number = "many" if many else "one" if personal(role) else "either"
        made.definite = word in {"the", "this", "that", "these", "those"} or bool(made.owners)
        return made

    def _inside_role(self, head: Token) -> bool:
        """Whether a noun ends a longer office ("Chief" in "Commander in Chief")."""
        if head.i < 2 or head.nbor(-1).lower_ not in {"in", "of"}:
            return False
        before = head.nbor(-2)
        whole = f"{before.lower_} {head.nbor(-1).lower_} {head.lower_}"
        return before.is_alpha and self._look_up(whole) is not None


def _is_topic(role: RoleEntry) -> bool:
    """Whether a role noun before another noun names a field, not an actor ("intelligence operation")."""
    return role.form.lower() in TOPICS
