"""Acts done by saying so: an order, a vote or an announcement of sanctions, an expulsion, a closure.

Who has the power and orders such a measure has taken it; a cue of the construction ``decree`` in the cue book
names the verbs. An order to use force, to arrest or to move troops is carried out by others and stays planned,
and so does a measure that the text puts into the future.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import CueBook
from detente.reading.base import Predicate, Reading

DECREED = "status:decreed"
"""The rule that marks a deed done by decree."""
BY_OTHERS = frozenset({"arrest", "deport", "seize"})
"""Modes of coercion that somebody has to go and carry out."""
FUTURE = frozenset(
    "will would shall may might could should soon next upcoming coming future pending eventual possible "
    "potential planned proposed draft effective later preparation plan if unless until".split()
)
SINCE = frozenset({"from", "by", "as"})
NO_POWER = frozenset(
    "activist adviser advisor ally ambassador analyst bishop candidate committee critic deputy diplomat envoy "
    "expert exile house lawmaker legislator lobby member mp newspaper opponent opposition panel "
    "party protester rebel representative senate senator spokesman spokeswoman student subcommittee "
    "supporter".split()
)
"""Subjects that ask for measures and cannot take them."""
POWERLESS = frozenset({"party", "population", "media", "diplomat", "armed group"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
IN_TIME = ("DATE", "TIME")


def is_decreed(reading: Reading, predicate: Predicate, node: Token, link: str, verb: Token) -> bool:
    """Whether the verb above carries out the measure that the noun names: "ordered new sanctions"."""
    if not _is_measure(predicate) or verb.pos_ != "VERB" or not _knows(reading.books.cues, node, link, verb):
        return False
    words = [token for token in predicate.token.subtree if token.i > verb.i or link == "nsubjpass"]
    words += [token for child in verb.children if child.dep_ in {"prep", "advmod"} for token in child.subtree]
    if any(token.lower_ in FUTURE for token in words) or any(_from_then_on(token) for token in words):
        return False
    return not _is_powerless(reading, verb)


def _knows(cues: CueBook, node: Token, link: str, verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    if link in {"dobj", "nsubjpass"}:
        return cues.find(lemma, "v", "decree") is not None
    return link == "prep" and lemma == "vote" and node.lower_ == "for"


def _is_measure(predicate: Predicate) -> bool:
    sense = predicate.sense
    if sense is None or predicate.layer != "do" or predicate.token.tag_ not in NOUNS:
        return False
    if sense.event == "SANCTION":
        return True
    blockade = sense.leaf == "blockade"
    return sense.event == "COERCE" and sense.mode not in BY_OTHERS and (blockade or not sense.armed)


def _from_then_on(token: Token) -> bool:
    """ "from 1 June", "as of next month", "by the end of the year"."""
    return token.lower_ in SINCE and token.dep_ == "prep" and any(
        child.ent_type_ in IN_TIME for each in token.children for child in (each, *each.children)
    )


def _is_powerless(reading: Reading, verb: Token) -> bool:
    labels = {"agent"} if any(child.dep_ == "auxpass" for child in verb.children) else {"nsubj"}
    for child in verb.children:
        if child.dep_ not in labels:
            continue
        for noun in child.children if child.dep_ == "agent" else (child,):
            mention = reading.mention_of(noun)
            kinds = {reading.actors[id].kind for id in mention.ids if id in reading.actors} if mention else set()
            if noun.lemma_.lower() in NO_POWER or (kinds and kinds <= POWERLESS):
                return True
    return False
