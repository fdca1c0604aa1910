"""What moved somebody, beside the clause that says what they did: "Fearing revenge, X closed its border".

The cue is a participle or an adjective of fear, hope, belief, anger, want or weakness that hangs loosely on
the clause of the deed or on its subject, or the verb of a relative clause on that subject ("the League,
whose members feared for their borders, declined").
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import ids_at
from detente.reading.affairs.cause_link import Link, link
from detente.reading.affairs.cause_sides import Side, Sides
from detente.reading.affairs.status_at import Status
from detente.reading.base import Predicate, Reading, Sentence, at, end

LOOSE_ON = frozenset({"advcl", "acl", "amod", "appos", "acomp", "advmod", "xcomp", "dep", "relcl"})
STIRRED_BY = frozenset({"by", "at", "over", "with", "from"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
OPENERS = frozenset({",", ";", ":", "-", "–", "—", "(", "and", "but"})
_DEPTH = 4


def mind(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "Fearing revenge, Spain closed its airspace", "emboldened by the vote, students marched"."""
    word = covered[0]
    host = _host(word)
    effect = _done(reading, sides, host, sentence) if host is not None else Side()
    if effect.event is None:
        return None
    agent = [child for child in covered[-1].children if child.dep_ == "pobj"]
    if len(covered) > 1 and agent and ids_at(reading, agent):
        return None  # "seized by soldiers": a deed
    cause = _what_moved(reading, sides, word, sentence, effect.event)
    said = effect.event
    status = Status(said.modality, None, said.speaker)
    return link(reading, sentence, cue, covered, cause, effect, status=status)


def deed(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "citing the killings, he cut off the trade": a deed that somebody acts upon or makes much of."""
    word = covered[0]
    host = _host(word)
    below = [*word.children, *(inner for each in word.children for inner in each.children)]
    things = [child for child in below if child.dep_ in {"dobj", "pobj"} and child.i > word.i]
    if host is None or not things or word.tag_ != "VBG":
        return None
    cause, effect = sides.of_token(things[0], sentence), _done(reading, sides, host, sentence)
    if effect.event is None or not cause.ids or cause.event is effect.event:
        return None
    status = Status(effect.event.modality, None, effect.event.speaker)
    return link(reading, sentence, cue, covered, cause, effect, status=status)


def _host(word: Token) -> Token | None:
    """The verb of the deed: what the word hangs on, or what its noun is subject of."""
    if word.tag_ in FINITE and word.dep_ == "ROOT":
        return _torn_off(word)
    if word.dep_ in {"compound", "amod", "csubj", "nsubj"} and word.tag_ == "VBG":
        return _before_comma(word)
    if not _is_aside(word):
        return None
    above = word.head
    if above.pos_ in {"VERB", "AUX"} and word.dep_ in {"advcl", "xcomp", "dep", "acomp", "advmod"}:
        return above
    for _ in range(_DEPTH):
        if above.dep_ in SUBJECTS and above.head.pos_ in {"VERB", "AUX"}:
            return above.head
        if above.dep_ not in {"appos", "conj", "poss", "compound"}:
            return None
        above = above.head
    return None


def _before_comma(word: Token) -> Token | None:
    """ "Fearing retaliation, Turkey halted flights": the parser takes the phrase for a subject."""
    noun = word.head if word.dep_ in {"compound", "amod"} else word
    opens = word.i == word.sent.start or word.nbor(-1).text in {",", ";", ":"}
    comma = noun.right_edge.i + 1 < len(word.doc) and word.doc[noun.right_edge.i + 1].text == ","
    if not opens or not comma or noun.head.pos_ not in {"VERB", "AUX"} or noun.head.i < noun.i:
        return None
    return noun.head


def _is_aside(word: Token) -> bool:
    """Whether the word opens a loose phrase (after a comma or first in its clause) or a "who" clause."""
    if word.dep_ == "relcl":
        subject = next((child for child in word.children if child.dep_ in SUBJECTS), None)
        left = subject.left_edge if subject is not None else word
        return word.tag_ in FINITE and left.i > 0 and left.nbor(-1).text == ","
    finite = word.tag_ in FINITE and not (word.tag_ == "VBD" and word.dep_ in {"advcl", "acl", "amod"})
    if word.dep_ not in LOOSE_ON or finite or any(
        child.dep_ in {*SUBJECTS, "aux", "mark"} for child in word.children
    ):  # fmt: skip
        return False
    left = word.left_edge
    while left.i > 0 and left.nbor(-1).pos_ == "ADV":
        left = left.nbor(-1)
    opens = left.i == left.sent.start or left.nbor(-1).text in OPENERS
    before = word.dep_ in {"amod", "advcl"} and word.i < word.head.i
    if before and not any(each.text == "," for each in word.doc[word.right_edge.i + 1 : word.head.i]):
        return False  # "embittered officers rose"
    return opens and word.pos_ in {"VERB", "ADJ", "ADV", "PROPN", "NOUN", "ADP", "AUX"}


def _torn_off(word: Token) -> Token | None:
    """ "Brussels, convinced that …, returned": the parser takes the participle for the verb."""
    if not word.i or word.nbor(-1).text != ",":
        return None
    for child in word.children:
        plain = not any(each.dep_ == "mark" for each in child.children)
        if child.dep_ in {"ccomp", "dep", "parataxis"} and child.i > word.i and plain:
            return child if child.tag_ in FINITE else None
    return None


def _done(reading: Reading, sides: Sides, host: Token, sentence: Sentence) -> Side:
    """The deed, when it is told as done (or somebody says that it was)."""
    if any(child.dep_ in {"mark"} and child.lower_ in {"if", "unless"} for child in host.children):
        return Side()
    side = sides.of_token(host, sentence)
    own = side.event
    if own is None or own.polarity or own.modality not in {"asserted", "claimed"}:
        return Side()
    return side


def _what_moved(reading: Reading, sides: Sides, word: Token, sentence: Sentence, deed: Predicate) -> Side:
    """What stirred them ("alarmed by the raid"), else the aim or pressure that the phrase tells, else it."""
    for child in word.children:
        if child.lower_ in STIRRED_BY and child.dep_ in {"agent", "prep"} and word.tag_ != "VBG":
            side = sides.of_token(next(iter(child.children), None), sentence)
            if side.event is not deed and side:
                return side
    span = at(word), end(word.doc[max(word.right_edge.i, word.i)])
    affairs = sides.affairs_in(span)
    if affairs:
        return Side(affairs)
    own = reading.predicate_of(word)
    if own is not None and own.id and own is not deed:
        return Side((own.id,), None, own)
    for child in word.children:
        if child.dep_ == "dobj":
            named = sides.of_token(child, sentence)
            if named.event is not None and named.event is not deed:
                return named
    return Side((), " ".join(reading.document.text[span[0] : span[1]].rstrip(" ,;.").split()))
