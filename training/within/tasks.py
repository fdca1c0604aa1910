"""The questions, each as rows: what was known at a moment, and what came.

A moment's rows hold only acts dated up to it; the question about the next act also leaves out what is told
after the moment, so that neither the date nor the narrative runs ahead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from icbe import Story

from detente.dynamics.within.acts import CLASSES, Act
from detente.dynamics.within.features import features, known_at, main_pair
from detente.dynamics.within.text import told_by, words_of

Array = npt.NDArray[np.float64]
REPLY_WITHIN = 14
"""Coded steps within which the next step with the roles reversed counts as the reply."""


@dataclass(frozen=True)
class Moment:
    """One row: the crisis, the day, what is known, and what came (0/1, a class, or days)."""

    story: Story
    day: int
    known: list[Act]
    place: int | None
    came: float
    coming: Act | None = None

    def features(self) -> Array:
        return features(self.known, self.day)

    def words(self) -> str:
        """The masked words of all sentences that are told by now."""
        told = told_by(self.story.acts, self.known)
        return " ".join(word for at in told for word in words_of(self.story.texts.get(at, "")))


def next_act(stories: Sequence[Story]) -> Iterator[Moment]:
    """After each labelled act: does the next, on a later day and in another sentence, escalate?"""
    for story in stories:
        for at, act in enumerate(story.acts):
            if act.label is None:
                continue
            coming = next(
                (
                    later
                    for later in story.acts[at + 1 :]
                    if later.label is not None and later.day > act.day and later.sentence != act.sentence
                ),
                None,
            )
            if coming is not None and coming.label is not None:
                known = known_at(story.acts, act.day, act.place)
                yield Moment(story, act.day, known, act.place, float(coming.label), coming)


def who_is_next(stories: Sequence[Story]) -> Iterator[Moment]:
    """Who acts next on a later day: the side that acted last, the other, or a third (0, 1, 2)?"""
    for moment in next_act(stories):
        pair = main_pair(moment.known)
        last = next((a for act in reversed(moment.known) for a in act.sources if pair and a in pair), None)
        assert moment.coming is not None
        doers = set(moment.coming.sources)
        if pair and last and doers:
            came = 0 if last in doers else 1 if doers & pair else 2
            yield replace(moment, came=float(came))


def force_to_come(stories: Sequence[Story]) -> Iterator[Moment]:
    """At the end of each day but the last: is armed force used on a later day?"""
    for story in stories:
        for day in sorted({act.day for act in story.acts})[:-1]:
            came = any(act.force for act in story.acts if act.day > day)
            yield Moment(story, day, known_at(story.acts, day), None, float(came))


def onset(stories: Sequence[Story]) -> Iterator[Moment]:
    """As ``force_to_come``, on the days by which no force was used yet."""
    return (moment for moment in force_to_come(stories) if not any(act.force for act in moment.known))


def replies(stories: Sequence[Story]) -> Iterator[Moment]:
    """After each step of one actor on another: the class of the next step with the roles reversed."""
    for story in stories:
        steps = [act for act in story.acts if act.step is not None]
        for at, act in enumerate(steps):
            if not act.doers or not act.objects:
                continue
            back = next(
                (
                    later
                    for later in steps[at + 1 : at + 1 + REPLY_WITHIN]
                    if set(later.doers) & set(act.objects) and set(later.objects) & set(act.doers)
                ),
                None,
            )
            if back is not None and back.step is not None:
                known = [one for one in story.acts if one.place <= act.place]
                day = max(one.day for one in known)
                yield Moment(story, day, known, act.place, float(CLASSES.index(back.step)))
