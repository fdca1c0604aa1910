"""What a predicate takes from the words around it: the subject of its light verb, the target of its deed."""

from __future__ import annotations

from collections.abc import Iterable

from detente.crisis import UNSPEC
from detente.reading.base import Predicate, Reading
from detente.reading.slots import verb_slots
from detente.reading.who import actors_of

REPLYING = frozenset({"answer", "respond", "reply", "react", "retaliate"})
PLACING = frozenset("put place keep hold set bring maintain".split())
LISTS = frozenset("list series set number string package host raft catalogue catalog".split())
HANDING = frozenset(
    "issue present make submit deliver hand send give raise voice publish level release".split()
)


def share(reading: Reading, predicate: Predicate) -> None:
    """Arguments from the governor: a noun takes the subject of its light verb, or of the deed it serves."""
    if predicate.pos == "n" and predicate.noun is None and not predicate.sources:
        predicate.sources = _subject_above(reading, predicate)
    above = predicate.governor
    if above is None:
        return
    under_light = predicate.link in {"dobj", "pobj", "prep", "attr"} and (
        above.flag("light") or above.flag("aux")
    )
    if not predicate.sources and predicate.pos == "n" and under_light:
        predicate.sources = list(above.sources)
        predicate.rules.append("sources:governor")
    if (
        predicate.pos == "n"
        and predicate.noun is None
        and predicate.link in {"prep", "pobj"}
        and _instrument(predicate)
    ):
        if not predicate.sources and above.sources:
            predicate.sources = list(above.sources)
            predicate.inferred["sources"] = "means of the deed"
        if not predicate.targets and (above.event == predicate.event or above.lemma in REPLYING):
            predicate.targets = list(above.targets)
            predicate.inferred["targets"] = "means of the deed"
    coordinated = predicate.pos == "v" and predicate.link == "conj" and above.link != "relcl"
    same = predicate.event is not None and above.event == predicate.event
    if coordinated and same and above.targets and not predicate.targets:
        predicate.targets = [id for id in above.targets if id not in predicate.sources]
        predicate.inferred["targets"] = "shared with the coordinated verb"


def _subject_above(reading: Reading, predicate: Predicate) -> list[str]:
    """ "Put its forces on alert", "issued a list of demands": the subject of the verb around the noun."""
    noun = predicate.token
    preposition = noun.head
    if noun.dep_ != "pobj":
        return []
    above = preposition.head
    listed = preposition.lower_ == "of" and above.lemma_.lower() in LISTS and above.dep_ == "dobj"
    verb = above.head if listed else above
    placed = preposition.lower_ in {"on", "in"} and verb.lemma_.lower() in PLACING
    if verb.pos_ != "VERB" or not (placed or (listed and verb.lemma_.lower() in HANDING)):
        return []
    if placed and predicate.event != "MOBILIZE":
        return []
    found = [id for token in verb_slots(verb).get("subj", ()) for id, _ in actors_of(reading, token)]
    if found:
        predicate.rules.append("sources:verb above")
    return unique(found)


def _instrument(predicate: Predicate) -> bool:
    """Whether the noun is the means of what governs it: "responded with airstrikes"."""
    preposition = predicate.token.head
    if preposition.lower_ == "with" and preposition.head.dep_ == "dobj":
        return preposition.head.head.pos_ == "VERB"  # "unleashed chaos with daily attacks"
    return preposition.lower_ in {"with", "by", "through", "via"} and preposition.head.pos_ == "VERB"


def unique(ids: Iterable[str]) -> list[str]:
    """Ids in their first order, each once, without the unspecified actor."""
    return [id for id in dict.fromkeys(ids) if id != UNSPEC]
