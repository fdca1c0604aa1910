"""What the trained coder sees of a reading (see ``detente.coder.views``)."""

from __future__ import annotations

from collections.abc import Sequence

from detente.coder import DocumentView, MentionView, SentenceView, TriggerView
from detente.reading.base import ActorMention, Predicate, Reading, Sentence
from detente.reading.pairs import parties_of

OF_ITS_OWN = frozenset({"armed group", "party", "international organisation", "population"})
"""Kinds of actors that take their own side where they have a name of their own."""


def side_of(reading: Reading, id: str) -> str:
    """The side an actor is on: a state for its organs, officials and soldiers, else the actor itself.

    A group with a name of its own ("Hezbollah") is no organ of the state that it is at home in; its leaders
    and fighters are on its side.
    """
    actor = reading.actors.get(id)
    if actor is None or actor.kind == "state" or actor.country is None or _of_its_own(reading, id):
        return id
    owner = id.partition("_")[0]
    return owner if owner != actor.country and _of_its_own(reading, owner) else actor.country


def _of_its_own(reading: Reading, id: str) -> bool:
    actor = reading.actors.get(id)
    return (
        actor is not None
        and actor.kind in OF_ITS_OWN
        and not actor.generic
        and not id.startswith(f"{actor.country}_")
    )


def view_of(reading: Reading) -> DocumentView:
    """The document as the coder sees it."""
    triggers: dict[int, list[Predicate]] = {}
    for predicate in reading.predicates:
        triggers.setdefault(predicate.sentence.index, []).append(predicate)
    kinds: dict[str, str] = {}
    for id, actor in reading.actors.items():
        side = side_of(reading, id)
        if side == id:
            kinds[side] = actor.kind
        else:
            kinds.setdefault(side, "state")
    return DocumentView(
        tuple(sentence_view(reading, each, triggers.get(each.index, [])) for each in reading.sentences),
        kinds,
        parties_of(reading),
    )


def sentence_view(reading: Reading, sentence: Sentence, triggers: Sequence[Predicate] = ()) -> SentenceView:
    """A sentence as the coder sees it; without triggers where they are still to be found."""
    mentions = reading.mentions_by_sentence.get(sentence.index, ())
    return SentenceView(
        reading.document.text[sentence.start : sentence.end],
        sentence.start,
        sentence.paragraph,
        tuple(_mention(reading, sentence, each) for each in mentions if _inside(sentence, each)),
        tuple(_trigger(reading, sentence, each) for each in triggers),
    )


def _inside(sentence: Sentence, mention: ActorMention) -> bool:
    return sentence.start <= mention.start < mention.end <= sentence.end


def _mention(reading: Reading, sentence: Sentence, mention: ActorMention) -> MentionView:
    kinds = [reading.actors[id].kind for id in mention.ids if id in reading.actors]
    return MentionView(
        mention.start - sentence.start,
        mention.end - sentence.start,
        _sides(reading, mention.ids),
        mention.how,
        kinds[0] if kinds else None,
        mention.attributive,
    )


def _trigger(reading: Reading, sentence: Sentence, predicate: Predicate) -> TriggerView:
    return TriggerView(
        predicate.start - sentence.start,
        predicate.end - sentence.start,
        predicate.layer,
        predicate.event,
        predicate.sense.leaf if predicate.sense else None,
        _sides(reading, predicate.sources),
        _sides(reading, predicate.targets),
        "sources" in predicate.inferred,
        "targets" in predicate.inferred,
    )


def _sides(reading: Reading, ids: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(side_of(reading, id) for id in ids))
