"""Thresholds, the weighing of rules and coder, and scores: all from crises kept out of training."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import msgspec
import numpy as np
from prepare import ROOTS, Examples
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from detente.coder.calibration import UNSEEN, Blend, Card, Stack
from detente.coder.choose import field_of, layers, role_of
from detente.coder.features import ROLES
from detente.coder.views import Judgement
from detente.evaluation.measures import calibration

GRID = np.arange(0.1, 0.7, 0.025)
START = {"event": 0.4, "layer": 0.45, "direction": 0.4, "think": 0.4, "say": 0.35, "do": 0.3} | dict.fromkeys(
    ROLES, 0.4
)
ORDER = ("layer", "event", "direction", "think", "say", "do", *ROLES)


@dataclass(eq=False)
class Said:
    """Of a sentence: logits of its labels (L,), of its triggers' (T, L), by its words (L,); roles (C, 5)."""

    own: np.ndarray
    triggers: np.ndarray
    told: tuple[str | None, ...]
    sides: tuple[str, ...]
    roles: np.ndarray
    words: np.ndarray


@dataclass(eq=False)
class Row:
    """A sentence as ICBe cut it: what it was given, and what was said of the sentences of ours inside it."""

    gold: dict[str, set[str]]
    sentences: list[Said]
    sides: dict[str, set[str]]
    fold: int
    judgements: list[Judgement] = field(default_factory=list)

    def judge(self, card: Card) -> None:
        """Set the judgements by the card's blends."""
        self.judgements = []
        for each in self.sentences:
            blended = card.blended(each.own, each.triggers, each.told, each.words)
            self.judgements.append(Judgement(blended, each.own[:0], each.own[:0], each.sides, each.roles))


def fitted(card: Card, rows: list[Row]) -> Card:
    """The card with blends and thresholds from these rows, which are judged by it."""
    card = msgspec.structs.replace(card, blends=blends(card, rows))
    for row in rows:
        row.judge(card)
    return msgspec.structs.replace(card, thresholds=thresholds(card, rows))


def crossed(card: Card, rows: list[Row], fields: Iterable[str]) -> dict[str, float]:
    """Micro F1 of each field, each fold's rows by a card fitted on the other folds' (one fold: on itself)."""
    folds = sorted({row.fold for row in rows})
    total = {name: np.zeros(3) for name in fields}
    for fold in folds:
        own = [row for row in rows if row.fold == fold]
        done = fitted(card, [row for row in rows if row.fold != fold] or own)
        for row in own:
            row.judge(done)
        for name, counts in total.items():
            counts += hits(own, done, name)
    return {name: round(float(2 * counts[0] / (counts[1] + counts[2])), 3) for name, counts in total.items()}


def thresholds(card: Card, rows: list[Row]) -> dict[str, float]:
    """The thresholds with the best micro F1, field by field; those that others depend on come first.

    A role's is half the best F1: with calibrated chances no other does better (Lipton, Elkan & Naryanaswamy
    2014), and it varies less from fold to fold than the best place of the curve, which is flat.
    """
    found = dict(START)
    for name in (*ORDER, "layer", "event"):
        scored = []
        for limit in GRID:
            trial = msgspec.structs.replace(card, thresholds=found | {name: float(limit)})
            measure = "layer" if name == "event" else name
            scored.append((micro_f1(rows, trial, measure), -abs(limit - found[name]), float(limit)))
        best = max(scored)
        found[name] = round(best[0] / 2 if name in ROLES else best[2], 3)
    return found


def blends(card: Card, rows: list[Row]) -> dict[str, Blend]:
    """A logistic regression for each field of labels."""
    found = {}
    for name in dict.fromkeys(label.partition(":")[0] for label in card.labels):
        columns = [place for label, place in card.places.items() if label.startswith(f"{name}:")]
        kinds = [card.labels[place].partition(":")[2] for place in columns]
        known = [row for row in rows if name in row.gold]
        x = np.array([_seen(card, row)[:, columns] for row in known]).transpose(0, 2, 1).reshape(-1, 4)
        y = np.array([[kind in row.gold[name] for kind in kinds] for row in known]).ravel()
        fitted = LogisticRegression(C=10).fit(x, y)
        found[name] = Blend(*(round(float(each), 4) for each in (*fitted.coef_[0], fitted.intercept_[0])))
    return found


def _seen(card: Card, row: Row) -> np.ndarray:
    """What the blends go by, (4, L): the best over the row's sentences."""
    own = np.max([each.own for each in row.sentences], 0)
    best = np.max(
        [each.triggers.max(0) if len(each.triggers) else np.full(len(own), UNSEEN) for each in row.sentences],
        0,
    )
    rules = np.zeros(len(own))
    for each in row.sentences:
        rules[[card.places[label] for label in each.told if label in card.places]] = 1
    words = np.max([each.words for each in row.sentences], 0)
    return np.stack([own, np.maximum(best, UNSEEN), rules, words])


def micro_f1(rows: Iterable[Row], card: Card, field: str) -> float:
    """Micro F1 of a field over sentences."""
    right, made, wanted = hits(rows, card, field)
    return 2 * right / max(1, made + wanted)


def hits(rows: Iterable[Row], card: Card, field: str) -> tuple[int, int, int]:
    """How many labels of a field are right, given, wanted."""
    right = made = wanted = 0
    for row in rows:
        gold, given = row.gold[field], labels(card, row, field)
        right, made, wanted = right + len(gold & given), made + len(given), wanted + len(gold)
    return right, made, wanted


def labels(card: Card, row: Row, field: str) -> set[str]:
    """What a row is given in a field, as ``choose`` has it."""
    found: set[str] = set()
    for judgement in row.judgements:
        there = layers(card, judgement)
        if field == "layer":
            found |= {layer for layer in there if field_of(card, judgement, layer)}
        elif field in ROLES and there:
            given = role_of(card, judgement, field)
            found |= {name for side in given for name in row.sides.get(side, ())}
        elif field in there or (field == "direction" and there):
            found |= field_of(card, judgement, field).keys()
    return found


Chances = dict[str, np.ndarray]


def pooled(weights: Stack, examples: Examples, chances: Chances) -> Chances:
    """The pooled chances (R,) of each pair."""
    return {pair.name: weights.pooled(chances[pair.name], pair.rules, pair.sure) for pair in examples.pairs}


def stack(examples: Examples, chances: Chances) -> Stack:
    """The weights that make the coded roots of the pairs likeliest."""

    def loss(weights: np.ndarray) -> float:
        found = pooled(Stack(*map(float, weights)), examples, chances)
        return -float(sum(np.log(found[pair.name][pair.root]) for pair in examples.pairs))

    best = minimize(loss, [0.7, 1.0, 0.5], method="Nelder-Mead", options={"xatol": 1e-3, "fatol": 1e-3})
    return Stack(*(round(float(weight), 3) for weight in best.x))


def pair_scores(
    examples: Examples,
    found: Chances,
    measure: Callable[[list[str], list[str]], dict[str, float]],
) -> dict[str, float]:
    """Scores of pooled chances, their calibration, and what is kept where the coder is sure."""
    gold = [pair.root for pair in examples.pairs]
    given = [int(found[pair.name].argmax()) for pair in examples.pairs]
    sure = [float(found[pair.name].max()) for pair in examples.pairs]
    right = [one == other for one, other in zip(gold, given, strict=True)]
    return {
        **measure([ROOTS[root] for root in gold], [ROOTS[root] for root in given]),
        **calibration(list(zip(sure, right, strict=True))),
    }
