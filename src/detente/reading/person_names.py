"""Where the text names persons: what the tagger, the code books and titles say, trimmed to the name."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from detente.reading.base import Sentence, at
from detente.reading.mentions_kinds import RANKS, tagged, word_set
from detente.reading.mentions_names import INSIDE, Covered, is_attributive
from detente.reading.titles import HONORIFICS, Titles

PARTICLES = word_set("al bin ibn abu ben el de von van der den del da dos du la le ul ur ud ould ag")
CALLED = word_set("operation exercise case mount camp lake fort cape port treaty hurricane operations plan")
"""Words after which a name is not a person's."""
NAMED_AFTER = word_set(
    "National Park Bridge Airport Island Islands University Strait Straits Bay Memorial Mountains "
    "River Square Hospital Accord Accords Doctrine Plan Line Formula Treaty Canal Agreement "
    "Declaration Pact Archipelago Peninsula Valley Heights Base Barracks Stadium Street Avenue Palace "
    "Hotel Initiative Proposal Desert Sea"
)
"""Words before which a name is what something is called after."""
AREAS = word_set("port city town village province region district island capital state bay gulf battle")
NEVER = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE", "LAW"})


class PersonNames:
    """Finds the names of persons in a sentence. ``covered`` are the tokens of names found so far."""

    def __init__(self, covered: Covered, titles: Titles) -> None:
        self.covered = covered
        self.titles = titles

    def full_names(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Token stretches ``[first, stop)`` of the parsed paragraph that are persons' names."""
        doc = sentence.tokens.doc
        spans = [(words[0].i, words[-1].i + 1) for words in tagged(sentence, frozenset({"PERSON"}))]
        spans += list(self._titled(sentence))
        for token in sentence.tokens:
            mention = self.covered.get(at(token))
            if mention is not None and mention.reference == "person":
                spans.append((token.i, token.i + 1))
        trimmed = [self._trimmed(doc, first, stop) for first, stop in spans]
        merged: list[tuple[int, int]] = []
        for first, stop in sorted(span for span in trimmed if span is not None):
            if merged and (first < merged[-1][1] or self._goes_with(doc, merged[-1], first)):
                merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
            else:
                merged.append((first, stop))
        return merged

    def _goes_with(self, doc: Doc, before: tuple[int, int], first: int) -> bool:
        """Whether a name goes on where the tagger broke it ("Anatoly" "Dobrynin", "U" "Thant")."""
        if first != before[1] or not doc[before[0]].is_alpha:
            return False
        known = self.covered.get(at(doc[before[0]]))
        if known is not None:
            return known is self.covered.get(at(doc[first]))
        return doc[first].text[:1].isupper()

    def _titled(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Capitalised words that follow a title ("Home Minister Rajnath Singh"), whatever the tagger says."""
        doc = sentence.tokens.doc
        for token in sentence.tokens:
            if token.i == sentence.tokens.start or not self.titles.is_title(doc[token.i - 1]):
                continue
            if self._can_start(token):
                stop = token.i + 1
                while stop < sentence.tokens.end and self._goes_on(doc[stop], sentence.tokens.end):
                    stop += 1
                yield token.i, stop

    def _can_start(self, token: Token) -> bool:
        if not (token.text[:1].isupper() and token.is_alpha) or token.ent_type_ in NEVER:
            return False
        if self.titles.is_title(token) or token.is_stop:
            return False
        known = self.covered.get(at(token))
        if known is not None and known.reference != "person":
            return False
        before = token.nbor(-1)
        if before.text[:1].isupper() or before.lower_ in RANKS | HONORIFICS:
            return token.pos_ == "PROPN"
        return token.pos_ == "PROPN" and (token.ent_type_ == "PERSON" or before.dep_ == "compound")

    def _goes_on(self, token: Token, limit: int) -> bool:
        known = self.covered.get(at(token))
        if known is not None and known.reference != "person":
            return False
        if token.ent_type_ in NEVER or token.lower_ in {"'s", "’s"}:
            return False
        if token.text[:1].isupper() and token.is_alpha and token.pos_ == "PROPN":
            return True
        follows = token.i + 1 < limit and token.nbor(1).text[:1].isupper() and token.nbor(1).pos_ == "PROPN"
        joined = token.text == "-" and not token.whitespace_ and not token.nbor(-1).whitespace_
        initial = token.text.endswith(".") and len(token.text) == 2
        return (follows and (token.lower_ in PARTICLES or joined or initial)) or (
            joined and token.i + 1 < limit
        )

    def _trimmed(self, doc: Doc, first: int, stop: int) -> tuple[int, int] | None:
        """A span without titles, possessive marks and other names; none when nothing is left."""
        while first < stop and not self._is_name_word(doc[first]):
            first += 1
        while stop > first and not self._is_name_word(doc[stop - 1]):
            stop -= 1
        words: list[Token] = [doc[i] for i in range(first, stop)]
        if not words or any(self.foreign(word) for word in words):
            return None
        if len(words) == 1 and sum(char.isupper() for char in words[0].text) > 1 and "-" not in words[0].text:
            return None
        role = self.titles.book.role(" ".join(word.text for word in words))
        if role is not None or (words[-1].i + 1 < len(doc) and self.titles.in_role(words[-1])):
            return None
        if len(words) == 1 and not self._title_before(words[0]) and _is_doubtful(words[0]):
            return None
        if first > 0 and doc[first - 1].lower_ in CALLED:
            return None
        if (stop < len(doc) and doc[stop].text in NAMED_AFTER) or any(w.text == "National" for w in words):
            return None
        if is_attributive(words[-1]) and not self._title_before(words[0]) and self._head_is_plain(words[-1]):
            return None
        return first, stop

    def _head_is_plain(self, last: Token) -> bool:
        return not last.head.text[:1].isupper()

    def _title_before(self, first: Token) -> bool:
        return first.i > 0 and self.titles.is_title(first.nbor(-1))

    def foreign(self, token: Token) -> bool:
        """Whether a word belongs to a name that is no person's."""
        known = self.covered.get(at(token))
        return known is not None and known.reference != "person"

    def _is_name_word(self, token: Token) -> bool:
        known = self.covered.get(at(token))
        if known is not None and known.reference != "person":
            return False
        if known is not None:
            return True
        return (
            token.text[:1].isupper()
            and token.pos_ in {"PROPN", "NOUN", "X", "ADJ"}
            and not (self.titles.is_title(token) and _more_follows(token))
        )


def _is_doubtful(token: Token) -> bool:
    """A single tagged name that is more likely a place or the first word of a sentence."""
    if (
        token.is_sent_start
        or token.tag_ == "NNS"
        or (token.i > 0 and token.nbor(-1).lower_ == "the")
        or (token.dep_ == "conj" and token.head.ent_type_ in {"GPE", "LOC"})
    ):
        return True
    if token.dep_ != "pobj":
        return False
    return token.head.lower_ in INSIDE or (
        token.head.lower_ == "of" and token.head.head.lemma_.lower() in AREAS
    )


def _more_follows(token: Token) -> bool:
    follower = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return follower is not None and follower.text[:1].isupper()


def name_words(tokens: TokenSpan) -> tuple[str, ...]:
    """The words of a name; parts joined by a hyphen count as one ("Amir-Abdollahian")."""
    words: list[str] = []
    join = False
    for token in tokens:
        if token.text == "-":
            join = bool(words)
        elif join:
            words[-1] += f"-{token.text}"
            join = False
        elif token.text not in {"'s", "’s", ".", ",", "'"}:
            words.append(token.text)
    return tuple(words)


def same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names may be one person's: same surname, and one's words among the other's."""
    first, second = [word.lower().rstrip(".") for word in one], [word.lower().rstrip(".") for word in other]
    if first[-1] != second[-1]:
        return False
    few, more = sorted((first, second), key=len)
    return all(
        any(word == each or (len(word) == 1 and each.startswith(word)) for each in more) for word in few
    )
