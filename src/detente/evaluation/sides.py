"""Who acts on whom by the conventions of pattern-based event coders, from the records of a crisis.

The reader's sources and targets count where it has any that the dictionaries code. Else the source is the
first actor named before the verb and the target the first one after it; actors coordinated with
one that counts do too; a passive without "by" is taken as it stands; what the reader supplied from the
context only ("the other side of the pair", "each other") does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from detente.crisis import Crisis, Event
from detente.evaluation.actor_codes import ActorCodes

_LISTED = re.compile(r"\s*(?:,|and|or|,\s*and)\s+(?:(?:the|a|an)\s+)?(?:\w+\s+){0,2}")
_AND = re.compile(r"\b(?:and|or)\b")
_FROM_CONTEXT = ("the other side", "each other")
_UNNAMED = ("pronoun", "possessive", "set", "reciprocal", "relational", "definite")


class Place(NamedTuple):
    """A mention of an actor by name or role."""

    start: int
    end: int
    id: str


def sentence_of(crisis: Crisis, event: Event) -> tuple[int, int]:
    """The bounds of the sentence of an event."""
    place = next((span for span in crisis.sentences if span.contains(event.trigger)), None)
    return (place.start, place.end) if place else (0, len(crisis.document.text))


class Sides:
    """The two sides of an event in codes."""

    def __init__(self, crisis: Crisis, event: Event, codes: ActorCodes) -> None:
        self._crisis, self._event, self._codes = crisis, event, codes
        self._text = crisis.document.text
        start, end = sentence_of(crisis, event)
        places = [
            Place(mention.start, mention.end, actor.id)
            for actor in crisis.actors
            for mention in actor.mentions
            if start <= mention.start < end and mention.how not in _UNNAMED
        ]
        # "Gondor" inside "Gondor's police" is not named itself.
        self._places = sorted(place for place in places if not any(_inside(place, other) for other in places))

    def both(self) -> tuple[list[str], list[str]]:
        """The codes of the sources and of the targets."""
        event, trigger = self._event, self._event.trigger
        stated_sources, stated_targets = event.sources, self._stated("targets", event.targets)
        if stated_targets and not stated_sources and self._all_before(stated_targets):
            # "was criticized over": without "by", the subject counts as the one who acts.
            stated_sources, stated_targets = stated_targets, ()
        sources = self._coded(stated_sources) or self._coded(self._run(0, trigger.start, stated_targets))
        targets = self._coded(stated_targets) or self._coded(
            self._run(trigger.end, self._clause_end(), stated_sources)
        )
        return sources, targets

    def _stated(self, side: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        return () if self._event.inferred.get(side, "").startswith(_FROM_CONTEXT) else ids

    def _coded(self, ids: Iterable[str]) -> list[str]:
        codes = [self._codes.of_actor(self._crisis, id, self._event.trigger) for id in self._with_listed(ids)]
        return [code for code in dict.fromkeys(codes) if code]

    def _with_listed(self, ids: Iterable[str]) -> list[str]:
        """The actors and those in one list with the mention of them next to the verb: "A, the B, and C"."""
        found = list(ids)
        for id in tuple(found):
            own = [place for place in self._places if place.id == id]
            nearest = min(own, key=self._gap, default=None)
            run = next((run for run in self._lists() if nearest in run), [])
            found += [place.id for place in run if place.id not in found]
        return found

    def _gap(self, place: Place) -> int:
        trigger = self._event.trigger
        return max(place.start - trigger.end, trigger.start - place.end, 0)

    def _lists(self) -> list[list[Place]]:
        """Runs of mentions with only commas, "and" and a few words between them, with an "and" somewhere."""
        runs: list[list[Place]] = []
        for place in self._places:
            last = runs[-1][-1] if runs else None
            if last and place.start >= last.end and _LISTED.fullmatch(self._text, last.end, place.start):
                runs[-1].append(place)
            elif last is None or place.start >= last.end:
                runs.append([place])
        return [run for run in runs if len(run) > 1 and _AND.search(self._text, run[0].end, run[-1].start)]

    def _run(self, start: int, end: int, other_side: tuple[str, ...]) -> list[str]:
        """The first actor named in a stretch who is not on the other side and whom the dictionaries code."""
        for place in self._places:
            if start <= place.start < end and place.id not in other_side and self._coded([place.id]):
                return [place.id]
        return []

    def _clause_end(self) -> int:
        """Where the search for a target stops: the comma before who says so (", an official said")."""
        after = self._event.trigger.end
        end = sentence_of(self._crisis, self._event)[1]
        events = self._crisis.events
        sayings = [e.trigger.start for e in events if e.layer == "say" and after < e.trigger.start < end]
        comma = self._text.rfind(",", after, min(sayings)) if sayings else -1
        return comma if comma >= 0 else end

    def _all_before(self, ids: tuple[str, ...]) -> bool:
        trigger = self._event.trigger
        return all(any(place.id == id and place.end <= trigger.start for place in self._places) for id in ids)


def _inside(place: Place, other: Place) -> bool:
    return other.start <= place.start and place.end <= other.end and other[:2] != place[:2]
