"""The sides a sentence may speak of, and what is known of each before the encoder is asked.

Candidates of a sentence are the sides it mentions and those the document has made salient so far, so that
"it recalled its ambassador" can fall on a state named two sentences ago.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import NamedTuple

from detente.coder.views import DocumentView, MentionView, SentenceView

MOST = 14
"""Candidates of a sentence at most."""

ROLES = ("think_actors", "say_source", "say_target", "do_source", "do_target")
KINDS = (
    "state", "international organisation", "armed group", "party", "official", "person", "population",
    "military", "government", "diplomat",
)  # fmt: skip
_WAYS = {
    **dict.fromkeys(("name", "adjective", "acronym", "metonym", "people", "dropped"), 0),
    "role": 1, "pronoun": 2, "possessive": 2, "set": 3, "reciprocal": 3, "place": 4, "generic": 5,
}  # fmt: skip
_FAR = 4
_RULES = 7  # five roles, and whether source and target were inferred


class Candidate(NamedTuple):
    """A side that a sentence may speak of: its mentions there, and its features (``WIDTH`` numbers)."""

    side: str
    mentions: tuple[MentionView, ...]
    features: list[float]


class Candidates:
    """The candidates of each sentence, from counts over the whole document."""

    def __init__(self, view: DocumentView) -> None:
        self.view = view
        self.length = len(view.sentences)
        self.rules = [_rule_roles(sentence) for sentence in view.sentences]
        self.here = [_mentioned(*pair) for pair in zip(view.sentences, self.rules, strict=True)]
        self.counts: Counter[str] = Counter()
        self.places: dict[str, list[int]] = defaultdict(list)
        self.totals: dict[str, list[int]] = defaultdict(lambda: [0] * _RULES)
        for index, (here, rules) in enumerate(zip(self.here, self.rules, strict=True)):
            for side, mentions in here.items():
                self.counts[side] += len(mentions)
                self.places[side].append(index)
            for side, roles in rules.items():
                self.totals[side] = [a + b for a, b in zip(self.totals[side], roles, strict=True)]
        self.total = sum(self.counts.values()) or 1
        self.ranked = [side for side, _ in self.counts.most_common()]
        self.rank = {side: place for place, side in enumerate(self.ranked)}

    def of(self, index: int) -> list[Candidate]:
        """The candidates of a sentence, likeliest first."""
        return [
            Candidate(side, tuple(self.here[index].get(side, ())), self._features(index, side))
            for side in self._sides(index)
        ]

    def _sides(self, index: int) -> list[str]:
        here = self.here[index]
        earlier = [side for side in self.counts if side not in here and self.places[side][0] < index]
        earlier.sort(key=lambda side: -self._salience(index, side))
        later = [side for side in self.ranked[:4] if side not in here and side not in earlier]
        return ([*list(here)[:10], *earlier][: MOST - 2] + later)[:MOST]

    def _salience(self, index: int, side: str) -> float:
        gap = index - max(place for place in self.places[side] if place < index)
        return self.counts[side] / self.total + (0.3 if gap <= 1 else 0.15 if gap <= 3 else 0.0)

    def _features(self, index: int, side: str) -> list[float]:
        here = self.here[index]
        mentions = here.get(side, [])
        ways = [0.0] * 7
        for mention in mentions:
            ways[_WAYS.get(mention.how, 6)] = 1.0
        before = [place for place in self.places[side] if place < index]
        after = [place for place in self.places[side] if place > index]
        kind = self.view.kinds.get(side)
        kinds = [0.0] * (len(KINDS) + 1)
        kinds[KINDS.index(kind) if kind in KINDS else len(KINDS)] = 1.0
        return [
            float(side in here),
            math.log1p(len(mentions)),
            *ways,
            float(bool(mentions) and all(each.attributive for each in mentions)),
            float(any(not each.attributive for each in mentions)),
            *self._roles_at(index, side, _RULES),
            *self._roles_at(index - 1, side, len(ROLES)),
            *self._roles_at(index + 1, side, len(ROLES)),
            self.counts[side] / self.total * 3,
            *(float(self.rank.get(side, 9) == place) for place in range(3)),
            float(side in self.view.parties),
            *_distance(index - before[-1] - 1 if before else _FAR),
            *_distance(after[0] - index - 1 if after else _FAR),
            *(min(1.0, 3 * count / self.length) for count in self.totals[side][: len(ROLES)]),
            *kinds,
            len(here) / 6,
            list(here).index(side) / 6 if side in here else 0.0,
            index / self.length,
        ]

    def _roles_at(self, index: int, side: str, width: int) -> list[float]:
        if not 0 <= index < self.length:
            return [0.0] * width
        return [float(role) for role in self.rules[index].get(side, [0] * _RULES)[:width]]


WIDTH = 62
"""Numbers that describe a candidate."""


def place_in_text(view: DocumentView, index: int) -> list[float]:
    """Where a sentence stands, six numbers: after, before, first, last, of how many, opens a paragraph."""
    length = len(view.sentences)
    opens = index > 0 and view.sentences[index - 1].paragraph != view.sentences[index].paragraph
    return [
        index / length,
        1 - index / length,
        float(index == 0),
        float(index == length - 1),
        min(length, 60) / 60,
        float(opens),
    ]


def _rule_roles(sentence: SentenceView) -> dict[str, list[int]]:
    """What the rules made of each side in a sentence."""
    found: dict[str, list[int]] = {}
    for trigger in sentence.triggers:
        first = {"think": 0, "say": 1, "do": 3}[trigger.layer]
        for side in trigger.sources:
            roles = found.setdefault(side, [0] * _RULES)
            roles[first] = 1
            roles[5] |= trigger.inferred_sources
        for side in trigger.targets:
            roles = found.setdefault(side, [0] * _RULES)
            roles[first + (trigger.layer != "think")] = 1
            roles[6] |= trigger.inferred_targets
    return found


def _mentioned(sentence: SentenceView, rules: dict[str, list[int]]) -> dict[str, list[MentionView]]:
    """The sides of a sentence in the order of their mention, then those that only the rules see there."""
    found: dict[str, list[MentionView]] = {}
    for mention in sorted(sentence.mentions, key=lambda each: each.start):
        for side in mention.sides:
            found.setdefault(side, []).append(mention)
    for side in rules:
        found.setdefault(side, [])
    return found


def _distance(gap: int) -> list[float]:
    return [float(min(gap, _FAR) == step) for step in range(_FAR + 1)]
