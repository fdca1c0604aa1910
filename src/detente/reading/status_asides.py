"""Whose words a clause is by an aside in it: "…, he said, …", "in the view of X", "by some accounts".

An aside stands between commas, or opens or closes its clause. One that closes a clause bears on what stands
before it, any other on what follows, as far as the clause goes. Parsers hang asides anywhere: words decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from detente.reading.attribution import speaker_of
from detente.reading.base import Predicate, Reading
from detente.reading.weighed import Weighed
from detente.reading.who import actors_of

REPORTING = frozenset(
    "add affirm allege argue assert believe claim complain contend declare estimate explain hint imply "
    "insist maintain note reckon remark repeat report say state suggest suppose suspect tell think "
    "whisper".split()
)
"""Verbs that stand in an aside without an object: "…, they claimed, …"."""
PUT = frozenset({"put", "see", "tell", "have", "describe", "phrase"})
"""… and those that do with "as" and "it": "as he put it"."""
IN_VIEW = frozenset(
    "belief estimation eye judgement judgment mind opinion phrase reading telling version view word".split()
)
BY_ACCOUNT = frozenset("account admission confession reckoning telling testimony".split())
WORDED = frozenset({"phrase", "reading", "version", "word"})
LONGEST = 14  # words of an aside
STOPS = frozenset({";", ":", "—", "–", "(", ")"})
JOINING = frozenset("and but or nor yet so".split())
SUBORDINATE = frozenset(
    "after although as because before if lest once since though unless until when whereas while".split()
)
INSIDE = frozenset(
    "that which who whom whose because if although while when where after before since unless and but or "
    "nor".split()
)
MARKED = frozenset({"ccomp", "dobj", "xcomp", "advcl", "relcl", "conj"})


class Aside(NamedTuple):
    """The words ``[first, last]`` of an aside (indices into the paragraph) and what names the speaker."""

    first: int
    last: int
    source: Token


def weigh_asides(reading: Reading, predicate: Predicate, found: Weighed) -> None:
    """What the clause's aside ascribes to somebody is claimed."""
    token = predicate.token
    for aside in _asides(predicate):
        if not _bears_on(predicate, aside, token):
            continue
        if found.weak is None:
            found.take("claimed", aside.source.lemma_.lower())
        if found.speaker is None:
            found.speaker = _speaker(reading, aside.source)
        return


def _asides(predicate: Predicate) -> Iterator[Aside]:
    for token in predicate.sentence.tokens:
        if token.lemma_.lower() in REPORTING | PUT and token.tag_ in {"VBD", "VBZ", "VBP", "VBN"}:
            aside = _spoken(predicate, token)
        elif token.lower_ in {"in", "by"}:
            aside = _viewed(predicate, token)
        else:
            continue
        if aside is not None and not aside.first <= predicate.token.i <= aside.last:
            yield aside


def _spoken(predicate: Predicate, verb: Token) -> Aside | None:
    """ "…, he said, …", "…, it was later stated in X, …", "as X put it, …"."""
    start, stop = predicate.sentence.tokens.start, predicate.sentence.tokens.end
    first, last = _bounds(verb, start, stop)
    doc = verb.doc
    words = doc[first : last + 1]
    with_as = words[0].lower_ == "as"
    if last - first > LONGEST or (first == start and not with_as) or verb.i - first > 8:
        return None
    if any(word.lower_ in INSIDE or word.tag_ == "MD" for word in words):
        return None
    if verb.lemma_.lower() in PUT - REPORTING and not (
        with_as and verb.i < last and doc[verb.i + 1].lower_ == "it"
    ):
        return None
    if with_as:
        return Aside(first, last, verb)
    subject = any(
        word.i < verb.i and word.dep_ in {"nsubj", "nsubjpass", "expl"} and word.head == verb
        for word in words
    )
    bare = not any(
        word.i > verb.i and (word.dep_ in MARKED or word.tag_ == "VBG") and word.head == verb
        for word in words
    )
    return Aside(first, last, verb) if subject and bare else None


def _viewed(predicate: Predicate, preposition: Token) -> Aside | None:
    """ "In the view of X, …", "by some accounts"."""
    known = IN_VIEW if preposition.lower_ == "in" else BY_ACCOUNT
    noun = next(
        (each for each in preposition.children if each.dep_ == "pobj" and each.lemma_.lower() in known), None
    )
    if noun is not None and noun.lemma_.lower() in WORDED and not _is_owned(noun):
        return None  # "in the words of the treaty"
    if noun is None or not any(child.dep_ in {"det", "poss"} for child in noun.children):
        return None
    start, stop = predicate.sentence.tokens.start, predicate.sentence.tokens.end
    first, last = _bounds(preposition, start, stop)
    return Aside(first, last, noun) if first == preposition.i and last - first <= LONGEST else None


def _is_owned(noun: Token) -> bool:
    """Whether the words are somebody's: a name or a pronoun owns them."""
    return any(
        token.pos_ in {"PROPN", "PRON"} and token.dep_ in {"poss", "pobj"} for token in noun.subtree
    ) or any(child.dep_ == "poss" for child in noun.children)


def _bounds(token: Token, start: int, stop: int) -> tuple[int, int]:
    """The words between the commas (or ends of the sentence) around a word."""
    first, last = token.i, token.i
    while first > start and not _parts(token.doc[first - 1]):
        first -= 1
    while last + 1 < stop and not _parts(token.doc[last + 1]):
        last += 1
    while first < token.i and token.doc[first].is_quote:
        first += 1
    while last > token.i and token.doc[last].is_quote:
        last -= 1
    return first, last


def _parts(token: Token) -> bool:
    return token.text in {",", ".", "?", "!", ";", ":", "—", "–"}


def _bears_on(predicate: Predicate, aside: Aside, token: Token) -> bool:
    """Whether the aside stands in the clause of this word and on the side that it bears on."""
    tokens = predicate.sentence.tokens
    doc = token.doc
    after = aside.last + 2
    closing = after >= tokens.end or doc[aside.last + 1].text in STOPS | {".", "?", "!"}
    closing = closing or doc[after].lower_ in SUBORDINATE | JOINING or doc[after].tag_ == "VBG"
    if token.i > aside.last:
        return not closing and not _parted(doc, aside.last + 2, token.i)
    next_to = token.i == aside.first - 2
    return next_to or (closing and aside.first > tokens.start and not _parted(doc, token.i, aside.first - 1))


def _parted(doc: object, first: int, last: int) -> bool:
    """Whether a clause ends between two words."""
    words = doc[first:last]  # type: ignore[index]
    return any(
        word.text in STOPS
        or (
            word.lower_ in JOINING | {"while", "whereas", "although", "though"}
            and word.i > first
            and word.nbor(-1).text == ","
        )
        for word in words
    )


def _speaker(reading: Reading, source: Token) -> tuple[str, ...]:
    if source.pos_ in {"VERB", "AUX"}:
        return speaker_of(reading.predicate_of(source), reading, source) or ("UNSPEC",)
    for token in source.subtree:
        if token is not source and (named := tuple(id for id, _ in actors_of(reading, token))):
            return named
    return ("UNSPEC",)
