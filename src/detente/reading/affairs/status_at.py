"""Whose words a stretch is, and whether the account states it: read off the predicates around a word."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from detente.crisis import AUTHOR, UNSPEC
from detente.reading.base import Predicate, Reading
from detente.reading.mentions_kinds import word_set

COMPLEMENT = frozenset({"ccomp", "xcomp", "dobj", "pcomp", "pobj", "acl", "oprd", "attr", "nsubjpass"})
HEDGES = word_set("suspect suspected alleged reported purported supposed so-called apparent perceived")
HEARSAY = word_set("allegedly reportedly supposedly purportedly apparently")
DENIALS = word_set("deny reject refute dismiss disclaim repudiate dispute rebut")
HELD = word_set("have be provide give receive lend enjoy maintain offer get grant supply extend")
"""Verbs with which a negation bears on their object: "did not receive support"."""
_DEPTH = 12


@dataclass(frozen=True)
class Status:
    """Modality, polarity and speakers of what a word says."""

    modality: str = "asserted"
    polarity: str | None = None
    speaker: tuple[str, ...] = (AUTHOR,)

    @property
    def stated(self) -> bool:
        """Whether the account itself says that it is so."""
        return self.modality == "asserted" and self.polarity is None


def status_at(reading: Reading, token: Token) -> Status:
    """The status of what ``token`` says, from its own predicate or from the clauses above it."""
    own = reading.predicate_of(token)
    polarity = "negated" if is_negated(token) else None
    if own is not None:
        return Status(own.modality, own.polarity or polarity, own.speaker)
    if any(child.lower_ in HEDGES for child in token.children) or any(
        child.lower_ in HEARSAY for child in token.children
    ):
        return Status("claimed", polarity, (UNSPEC,))
    unreal = _own_mood(token)
    if unreal is not None:
        return Status(unreal, polarity, (AUTHOR,))
    modality, speaker = "asserted", (AUTHOR,)
    through, below = "", token
    for _ in range(_DEPTH):
        above = below.head
        if above == below:
            break
        through = below.dep_
        predicate = reading.predicate_of(above)
        if predicate is not None:
            found = _from_above(predicate, through, below)
            if found is not None:
                return Status(found.modality, found.polarity or polarity, found.speaker)
        below = above
    return Status(modality, polarity, speaker)


def _own_mood(token: Token) -> str | None:
    """What "if", "would", "may" or "will" make of a verb, or of the verb that a noun depends on."""
    verb = token
    if verb.pos_ not in {"VERB", "AUX"} and verb.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"}:
        verb = verb.head
    for _ in range(3):
        auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
        if {"would", "have"} <= auxiliaries or {"could", "have"} <= auxiliaries:
            return "counterfactual"
        if any(child.dep_ == "mark" and child.lower_ in {"if", "unless"} for child in verb.children):
            return "conditional"
        if not auxiliaries.isdisjoint({"may", "might", "would"}):
            return "hypothetical"
        if not auxiliaries.isdisjoint({"will", "shall"}):
            return "planned"
        if verb.dep_ not in {"xcomp", "conj"} or auxiliaries:
            return None
        verb = verb.head
    return None


def _from_above(predicate: Predicate, through: str, below: Token) -> Status | None:
    """What a predicate above says of its complement; ``None`` when that is for a higher one to say."""
    said = through in COMPLEMENT or (through == "prep" and below.lower_ in {"of", "for", "with", "about"})
    if predicate.layer == "say" and said and predicate.sources:
        if predicate.lemma in DENIALS:
            return Status("denied", None, tuple(predicate.sources))
        if through in {"ccomp", "xcomp", "pcomp"} or predicate.event == "ACCUSE":
            return Status("claimed", None, tuple(predicate.sources))
        return None
    if through in {"nsubj", "poss"}:
        return None
    if predicate.modality in {"claimed", "denied"}:
        return Status(predicate.modality, None, predicate.speaker)
    return None


def is_negated(token: Token) -> bool:
    """Whether a word or the verb that has it is negated ("has no ties", "did not support")."""
    if any(
        child.dep_ == "neg" or (child.dep_ == "det" and child.lower_ in {"no", "neither"})
        for child in token.children
    ):
        return True
    if token.dep_ in {"dobj", "attr", "acomp"} and token.head.pos_ in {"VERB", "AUX"}:
        verb = token.head.lemma_.lower()
        return verb == "lack" or (verb in HELD and any(child.dep_ == "neg" for child in token.head.children))
    return False
