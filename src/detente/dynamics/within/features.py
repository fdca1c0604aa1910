"""What is known at a moment of a crisis, in numbers: counts that fade, the last acts, debts between sides.

Nothing here looks at a name: actors only enter by being the same or another. Nothing looks past the moment.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from detente.dynamics.within.acts import Act

Array = npt.NDArray[np.float64]

TAGS = (
    *("escalatory", "deescalatory", "cooperative", "uncooperative", "force", "war", "show", "talks"),
    *("settlement", "withdrawal", "help", "unrest", "break", "armed", "deaths", "do", "say", "think"),
    *("said:escalatory", "said:deescalatory", "said:cooperative", "said:uncooperative", "said:force"),
    *("said:settlement", "said:withdrawal", "threat", "reproach", "offer", "appeal", "intent"),
    *("acceptance", "rejection", "alarm", "relief", "fear", "outcome", "aim"),
    *("thought:escalatory", "thought:deescalatory"),
)
FADES = ("10 days", "60 days", "3 acts", "12 acts", "all", "this day")
"""How acts are weighed: by half-lives in days or in acts, all alike, or only those of the moment's day."""
OTHERS = (
    *("balance", "last", "last but one", "third last", "fourth last", "acts", "days with acts", "elapsed"),
    *("gap", "one day only", "mean gap", "precision", "force used", "since force", "since escalation"),
    *(
        "since cooperation",
        "since alarm",
        "alarmed",
        "relieved",
        "in crisis",
        "unanswered",
        "answers in kind",
    ),
    *("actors", "share of the pair", "one-sidedness", "balance of the pair", "last of the pair"),
    *("third parties", "third parties calm"),
)
FELT = frozenset({"alarm", "relief", "since alarm", "alarmed", "relieved", "in crisis"})
"""What a crisis is felt to be by its actors: coders of ICBe always say so, other accounts seldom do."""
MEDIATES = frozenset({"talks", "appeal"})
LATELY = 8
"""Acts that the share of third parties looks back on."""
FADING = 0.8
"""What an unanswered escalation still weighs when the next is added to it."""


@cache
def names() -> tuple[str, ...]:
    """The features in order: ``tag · fade``, then ``OTHERS``."""
    return (*(f"{tag} · {fade}" for tag in TAGS for fade in FADES), *OTHERS)


def known_at(acts: Sequence[Act], day: int, place: int | None = None) -> list[Act]:
    """What was known at the end of ``day`` (and told up to ``place``), in order of day."""
    known = (act for act in acts if act.day <= day and (place is None or act.place <= place))
    return sorted(known, key=lambda act: act.day)


def features(known: Sequence[Act], day: int) -> Array:
    """The features (F,) at the end of ``day`` of what ``known_at`` gives; no act may be later."""
    counted = _fading(known, day)
    days = sorted({act.day for act in known})
    labels = [act.label for act in known if act.label is not None]
    ups = sum(labels)
    gaps = [later - earlier for earlier, later in pairwise(days)][-3:]
    last = [float(label * 2 - 1) for label in labels[::-1][:4]]
    count = len(known)
    others = [
        _odds(ups, len(labels) - ups),
        *(last + [0.0] * (4 - len(last))),
        math.log1p(count),
        math.log1p(len(days)),
        math.log1p(day - days[0]),
        math.log1p(gaps[-1]) if gaps else 0.0,
        float(not gaps),
        math.log1p(sum(gaps) / len(gaps)) if gaps else 0.0,
        float(np.mean([act.precision for act in known if act.day == days[-1]])),
        float(any(act.force for act in known)),
        math.log1p(day - max((act.day for act in known if act.force), default=day - 3000)),
        _acts_since(known, 1),
        _acts_since(known, 0),
        *_alarm(known, day),
        *_debts(known),
        *_pair(known),
    ]
    return np.array([*counted, *others], float)


def _fading(known: Sequence[Act], day: int) -> list[float]:
    has = np.array([[tag in act.tags for act in known] for tag in TAGS], float)
    age = np.array([day - act.day for act in known], float)
    back = np.arange(len(known))[::-1].astype(float)
    latest = age == age.min()
    weights = (
        0.5 ** (age / 10),
        0.5 ** (age / 60),
        0.5 ** (back / 3),
        0.5 ** (back / 12),
        age * 0 + 1,
        latest,
    )
    found = []
    for tag in has:
        for fade, weight in zip(FADES, weights, strict=True):
            total = float(tag @ weight)
            found.append(total / (float(weight.sum()) + 1) if "acts" in fade else math.log1p(total))
    return found


def _odds(more: float, less: float) -> float:
    return math.log((more + 1) / (less + 1))


def _acts_since(known: Sequence[Act], label: int) -> float:
    back = next((at for at, act in enumerate(reversed(known)) if act.label == label), None)
    return 5.0 if back is None else math.log1p(back)


def _alarm(known: Sequence[Act], day: int) -> list[float]:
    """Since when an actor is told to be in a crisis, and how many still are."""
    begun = [act for act in known if "alarm" in act.tags]
    ended = [act for act in known if "relief" in act.tags]
    alarmed = {actor for act in begun for actor in act.sources}
    relieved = {actor for act in ended for actor in act.sources}
    since = math.log1p(day - begun[0].day) if begun else -1.0
    within = math.log1p(len(alarmed)) - math.log1p(len(relieved))
    return [since, float(bool(begun)), float(bool(ended)), within]


def _debts(known: Sequence[Act]) -> list[float]:
    """Escalations that still wait for an answer, and how often they were answered in kind."""
    owed: dict[tuple[str, str], float] = {}
    hard = soft = 0
    for act in known:
        if act.label is None:
            continue
        ways = [(one, other) for one in act.sources for other in act.targets if one != other]
        waiting = [way for way in ways if owed.get(way)]
        hard, soft = hard + len(waiting) * act.label, soft + len(waiting) * (1 - act.label)
        for way in waiting:
            owed[way] *= 0.0 if act.label else 0.5
        for one, other in ways if act.label else ():
            owed[other, one] = owed.get((other, one), 0.0) * FADING + 1
    actors = {actor for act in known for actor in (*act.sources, *act.targets)}
    return [math.log1p(max(owed.values(), default=0.0)), _odds(hard, soft), math.log1p(len(actors))]


def main_pair(known: Sequence[Act]) -> frozenset[str] | None:
    """The two actors with the most acts between them; of those with as many, the pair that acted first."""
    between = Counter(pair for act in known for pair in _pairs(act))
    return between.most_common(1)[0][0] if between else None


def _pairs(act: Act) -> list[frozenset[str]]:
    """The pairs of an act in the order in which its actors are told."""
    return list(
        dict.fromkeys(frozenset((one, other)) for one in act.sources for other in act.targets if one != other)
    )


def _pair(known: Sequence[Act]) -> list[float]:
    pair = main_pair(known)
    if pair is None:
        return [0.0] * 6
    pairs = [_pairs(act) for act in known]
    own = sum(pair in found for found in pairs)
    total = sum(map(len, pairs))
    ups = Counter(actor for act in known if act.label == 1 for actor in set(act.sources) & pair).values()
    between = [act for act in known if pair & set(act.sources) and pair & set(act.targets)]
    labels = [act.label for act in between if act.label is not None]
    late = [act for act in known[-LATELY:] if act.sources and not set(act.sources) <= pair]
    return [
        own / max(total, 1),
        _odds(*(sorted([*ups, 0, 0], reverse=True)[:2])),
        _odds(sum(labels), len(labels) - sum(labels)),
        float(labels[-1] * 2 - 1) if labels else 0.0,
        len(late) / LATELY,
        sum(bool(act.tags & MEDIATES) for act in late) / LATELY,
    ]
