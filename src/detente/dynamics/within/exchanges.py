"""Militarised acts and how they are answered: within 30 days, before the same side acts again, and how hard.

The terms are those of the MIE data (Gibler and Miller): hostility 2 threat, 3 display, 4 use of force.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np

from detente.dynamics.within.features import Array

ANSWERS = ("no answer", "acts again", "threat", "display of force", "use of force")
"""What follows an act within ``WITHIN`` days: nothing, the same side again, or the answer by level."""
WITHIN = 30
LEVELS = (2, 3, 4)
SPANS = (0, 3, 10, 30, 90, 365)
RECENT = 200
"""Acts of a confrontation that are looked back on."""
USUAL = np.array([0.25, 0.6, 0.01, 0.06, 0.08])
"""What the shares of a short record are drawn to."""


@dataclass(frozen=True)
class Clash:
    """A militarised act: who on whom, on which day, at which hostility (2 to 4)."""

    actor: str
    target: str
    day: int
    level: int
    id: str = ""

    @property
    def pair(self) -> frozenset[str]:
        return frozenset((self.actor, self.target))


def answer_to(clash: Clash, following: Clash | None, until: int | None = None) -> int | None:
    """Place in ``ANSWERS`` given the next act between the two; ``None`` while it is open on day ``until``."""
    if following is not None and following.day - clash.day <= WITHIN:
        return 1 if following.actor == clash.actor else LEVELS.index(following.level) + 2
    return 0 if until is None or until - clash.day > WITHIN or following is not None else None


@cache
def exchange_names() -> tuple[str, ...]:
    """The features in order."""
    sides = ("this side", "the other side")
    shares = (
        "this side's record",
        "the other's record",
        "everyone's record",
        *(f"{side} before" for side in sides),
    )
    return (
        *(f"level {level}" for level in LEVELS),
        *("acts so far", "acts of the two so far", "days so far", "days of the two so far", "days since any"),
        *(f"days since {side} acted" for side in sides),
        *(f"level of {side}'s last act" for side in sides),
        *(f"highest level of {side}" for side in sides),
        *(f"acts of {side} in {span} days" for side in sides for span in SPANS),
        *(f"acts of all in {span} days" for span in SPANS[:4]),
        *("others acting on the target today", "acts of the actor today", "acts by the target in 30 days"),
        *("acts on the actor in 30 days", "days since the target acted"),
        *(f"the act {at} back was of {sides[0]}" for at in (1, 2, 3)),
        *(f"{share}: {answer}" for share in shares for answer in (*ANSWERS, "count")),
        *(
            "days since an earlier confrontation",
            "acts in earlier confrontations",
            "actors",
            "gap",
            "own gap",
        ),
    )


def exchange_features(clash: Clash, before: Sequence[Clash], past: Sequence[Clash] = ()) -> Array:
    """The features (F,) of an act at its day.

    ``before`` are the earlier acts of the confrontation and ``past`` those of the two in earlier ones, both
    in order of day.
    """
    recent = before[-RECENT:]
    two = [one for one in before if one.pair == clash.pair][-60:]
    own = [one for one in two if one.actor == clash.actor]
    back = [one for one in two if one.actor != clash.actor]
    today = [one for one in recent if one.day == clash.day]
    month = [one for one in recent if clash.day - one.day <= WITHIN]
    target = [one for one in recent if one.actor == clash.target]
    sides = (own, back)
    return np.array(
        [
            *(float(clash.level == level) for level in LEVELS),
            math.log1p(len(before)),
            math.log1p(len(two)),
            *(_ago(clash, found[:1]) for found in (before, two)),
            *(_ago(clash, found[-1:]) for found in (before, *sides)),
            *(float(found[-1].level) if found else 0.0 for found in sides),
            *(float(max((one.level for one in found), default=0)) for found in sides),
            *(_count(clash, found, span) for found in sides for span in SPANS),
            *(_count(clash, recent, span) for span in SPANS[:4]),
            float(sum(one.target == clash.target for one in today)),
            float(sum(one.actor == clash.actor for one in today)),
            math.log1p(sum(one.actor == clash.target for one in month)),
            math.log1p(sum(one.target == clash.actor for one in month)),
            _ago(clash, target[-1:]),
            *(
                (1.0 if two[-at].actor == clash.actor else -1.0) if len(two) >= at else 0.0
                for at in (1, 2, 3)
            ),
            *_record(own[-15:], two, clash.day),
            *_record(back[-15:], two, clash.day),
            *_everyones(recent, clash.day),
            *_record([one for one in past[-60:] if one.actor == clash.actor], past, clash.day),
            *_record([one for one in past[-60:] if one.actor != clash.actor], past, clash.day),
            _ago(clash, past[-1:]),
            math.log1p(len(past)),
            math.log1p(len({actor for one in recent for actor in (one.actor, one.target)})),
            _gap(two),
            _gap(own),
        ]
    )


def _ago(clash: Clash, found: Sequence[Clash]) -> float:
    return math.log1p(clash.day - found[0].day) if found else -1.0


def _count(clash: Clash, found: Sequence[Clash], span: int) -> float:
    return math.log1p(sum(clash.day - one.day <= span for one in found))


def _gap(found: Sequence[Clash]) -> float:
    gaps = [later.day - earlier.day for earlier, later in pairwise(found[-6:])]
    return math.log1p(sum(gaps) / len(gaps)) if gaps else -1.0


def _record(asked: Sequence[Clash], all_of: Sequence[Clash], today: int) -> list[float]:
    """How these acts were answered as far as is known today: log shares of ``ANSWERS``, and a count."""
    followed = {id(earlier): later for earlier, later in pairwise(all_of)}
    return _shares([answer_to(one, followed.get(id(one)), today) for one in asked])


def _everyones(recent: Sequence[Clash], today: int) -> list[float]:
    """As ``_record``, for the latest acts of a confrontation, each with the next between the same two."""
    next_of: dict[frozenset[str], Clash] = {}
    found: list[int | None] = []
    for one in reversed(recent):
        if len(found) < 40:
            found.append(answer_to(one, next_of.get(one.pair), today))
        next_of[one.pair] = one
    return _shares(found)


def _shares(answers: Sequence[int | None]) -> list[float]:
    known = [answer for answer in answers if answer is not None]
    counts = USUAL * 5 + np.bincount(known, minlength=len(ANSWERS))
    return [*np.log(counts / counts.sum()).tolist(), math.log1p(len(known))]
