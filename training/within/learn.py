"""How a pool of models is fitted, and how it is judged on crises it has not seen.

Whatever is chosen (penalties, the mix) is chosen on folds inside the training crises.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import lightgbm
import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import minimize
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from detente.dynamics.within.model import FURTHEST, Array, Linear, Pool, Trees, Words, pooled, softmax

Ints = npt.NDArray[np.int64]
SEED = 20
INNER = 3
PENALTIES = (0.0005, 0.002, 0.008)
WORD_PENALTIES = (0.05, 0.2)
WORD_ROWS, MOST_WORDS = 8, 3000
STEPS = 150
USUAL, PULL = (0.3, 0.6, 0.5), 30.0
TREES = {
    "learning_rate": 0.045, "num_leaves": 8, "min_data_in_leaf": 30, "feature_fraction": 0.3,
    "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 20.0, "extra_trees": True,
    "verbose": -1, "num_threads": 1, "seed": SEED,
}  # fmt: skip
SHAPES: tuple[dict[str, Any], ...] = (
    {},
    {"feature_fraction": 0.1, "num_leaves": 6, "min_data_in_leaf": 60},
)
"""Shapes of trees to choose from, beside ``TREES``."""
ROUNDS = 200
Choice = TypeVar("Choice", int, float)


@dataclass(frozen=True, eq=False)
class Rows:
    """R rows: features (R, F), what came (R,) as 0 … K-1, the crisis of each (R,), counts (R, V) of words."""

    features: Array
    came: Ints
    crisis: Ints
    classes: int
    counts: Any = None
    vocabulary: npt.NDArray[np.str_] | None = None

    def part(self, mask: npt.NDArray[np.bool_]) -> Rows:
        counts = None if self.counts is None else self.counts[mask]
        return Rows(
            self.features[mask], self.came[mask], self.crisis[mask], self.classes, counts, self.vocabulary
        )

    def worded(self, texts: Sequence[str]) -> Rows:
        """With the words of each row counted, once for all fits."""
        counter = CountVectorizer(min_df=WORD_ROWS, lowercase=False, token_pattern=r"\S+")
        counts = counter.fit_transform(texts).tocsr()
        names = np.array(counter.get_feature_names_out(), dtype=str)
        return Rows(self.features, self.came, self.crisis, self.classes, counts, names)


def folds(crisis: Ints, count: int, salt: str) -> Ints:
    """The fold of each row by its crisis alone; crises are dealt out in the order of a hash."""
    order = sorted(set(crisis.tolist()), key=lambda n: hashlib.sha256(f"{salt}:{n}".encode()).hexdigest())
    place = {number: at % count for at, number in enumerate(order)}
    return np.array([place[number] for number in crisis.tolist()])


def fit_pool(rows: Rows, *, rounds: int = ROUNDS, trees: dict[str, Any] | None = None) -> Pool:
    """The models on all rows; penalties and mix from predictions on inner folds."""
    fold = folds(rows.crisis, INNER, "inner")
    penalty, word_penalty, options, seen = _inner(rows, fold, rounds, trees)
    mix, offset = _mix(seen, rows.came, rows.classes)
    return Pool(
        fit_linear(rows, penalty),
        fit_trees(rows, rounds, options),
        fit_words(rows, word_penalty) if rows.counts is not None else None,
        mix,
        offset,
    )


def _inner(
    rows: Rows, fold: Ints, rounds: int, trees: dict[str, Any] | None
) -> tuple[float, float, dict[str, Any], list[Array]]:
    """The best penalties and shape of trees, and the scores of each model on inner folds it has not seen."""
    shapes = SHAPES if trees is None else (trees,)
    linear = {penalty: np.zeros((len(fold), rows.classes)) for penalty in PENALTIES}
    words = {penalty: np.zeros((len(fold), rows.classes)) for penalty in WORD_PENALTIES}
    boosted = {place: np.zeros((len(fold), rows.classes)) for place in range(len(shapes))}
    for number in range(INNER):
        taught, asked = rows.part(fold != number), rows.part(fold == number)
        for penalty, scores in linear.items():
            scores[fold == number] = fit_linear(taught, penalty).scores(asked.features)
        for place, scores in boosted.items():
            scores[fold == number] = fit_trees(taught, rounds, shapes[place]).scores(asked.features)
        if rows.counts is not None:
            for penalty, scores in words.items():
                scores[fold == number] = word_scores(fit_words(taught, penalty), asked)
    best, shape = _best(linear, rows.came), _best(boosted, rows.came)
    if rows.counts is None:
        return best, 0.0, shapes[shape], [linear[best], boosted[shape]]
    said = _best(words, rows.came)
    return best, said, shapes[shape], [linear[best], boosted[shape], words[said]]


def _best(scores: dict[Choice, Array], came: Ints) -> Choice:
    """The choice with the least log loss."""
    return min(scores, key=lambda choice: loss(softmax(scores[choice]), came).mean())


def _mix(scores: list[Array], came: Ints, classes: int) -> tuple[Array, Array]:
    """Weights of the pool by maximum likelihood, drawn to ``USUAL``: few crises cannot tell them well."""
    count = len(scores)
    usual = np.array(USUAL[:count])

    def cost(given: Array) -> float:
        chances = softmax(pooled(scores, given[:count], np.append(0.0, given[count:])))
        drawn = PULL * ((given[:count] - usual) ** 2).sum() + (given[count:] ** 2).sum()
        return float(loss(chances, came).sum() + drawn)

    start = np.append(usual, np.zeros(classes - 1))
    limits = [(0.0, 2.0)] * count + [(-1.0, 1.0)] * (classes - 1)
    found = minimize(cost, start, method="L-BFGS-B", bounds=limits).x
    return found[:count], np.append(0.0, found[count:])


def loss(chances: Array, came: Ints) -> Array:
    """Log loss of each row, in nats."""
    found: Array = -np.log(np.clip(chances[np.arange(len(came)), came], 1e-6, 1.0))
    return found


def fit_linear(rows: Rows, penalty: float) -> Linear:
    mean, scale = rows.features.mean(axis=0), rows.features.std(axis=0)
    scale = np.where(scale > 1e-9, scale, 1.0)
    standard = np.clip((rows.features - mean) / scale, -FURTHEST, FURTHEST)
    weights, bias = _coefficients(LogisticRegression(C=penalty, max_iter=STEPS), standard, rows)
    return Linear(mean, scale, weights, bias)


def fit_words(rows: Rows, penalty: float) -> Words:
    assert rows.vocabulary is not None
    in_rows = np.asarray((rows.counts > 0).sum(axis=0)).ravel()
    total = np.asarray(rows.counts.sum(axis=0)).ravel()
    kept = np.flatnonzero(in_rows >= WORD_ROWS)
    kept = np.sort(kept[np.argsort(-total[kept], kind="stable")][:MOST_WORDS])
    rarity = np.log((1 + len(rows.came)) / (1 + in_rows[kept])) + 1
    model = LogisticRegression(C=penalty, max_iter=STEPS)
    weights, bias = _coefficients(model, _weighed(rows.counts[:, kept], rarity), rows)
    return Words(rows.vocabulary[kept], rarity, weights, bias)


def word_scores(words: Words, rows: Rows) -> Array:
    """As ``words.scores`` of the texts of these rows, from their counts."""
    assert rows.vocabulary is not None
    kept = np.searchsorted(rows.vocabulary, words.vocabulary)
    found: Array = _weighed(rows.counts[:, kept], words.rarity) @ words.weights + words.bias
    return found


def _weighed(counts: Any, rarity: Array) -> Any:
    table = counts.astype(float)
    table.data = 1 + np.log(table.data)
    return normalize(table @ sparse.diags(rarity))


def pool_chances(pool: Pool, rows: Rows) -> Array:
    """As ``pool.chances``, from counts of words."""
    parts = [pool.linear.scores(rows.features), pool.trees.scores(rows.features)]
    if pool.words is not None:
        parts.append(word_scores(pool.words, rows))
    return softmax(pooled(parts, pool.mix, pool.offset))


def _coefficients(model: LogisticRegression, table: Any, rows: Rows) -> tuple[Array, Array]:
    """Weights (F, K) and bias (K,); a class that no training row has gets a low bias."""
    model.fit(table, rows.came)
    weights = np.zeros((table.shape[1], rows.classes))
    bias = np.full(rows.classes, -6.0)
    if len(model.classes_) == 2:
        bias[model.classes_] = (0.0, model.intercept_[0])
        weights[:, model.classes_[1]] = model.coef_[0]
    else:
        weights[:, model.classes_], bias[model.classes_] = model.coef_.T, model.intercept_
    return weights, bias


def fit_trees(rows: Rows, rounds: int = ROUNDS, options: dict[str, Any] | None = None) -> Trees:
    several = rows.classes > 2
    kind = {"objective": "multiclass", "num_class": rows.classes} if several else {"objective": "binary"}
    data = lightgbm.Dataset(rows.features, rows.came, free_raw_data=True)
    booster = lightgbm.train({**TREES, **(options or {}), **kind}, data, rounds)
    return table_of_trees(booster.dump_model()["tree_info"], rows.classes)


def table_of_trees(trees: Sequence[dict[str, Any]], classes: int) -> Trees:
    """LightGBM's trees as one table; of two classes the second has the scores."""
    nodes: list[tuple[int, float, int, int, float]] = []

    def add(node: dict[str, Any]) -> int:
        place = len(nodes)
        if "split_feature" not in node:
            nodes.append((-1, 0.0, -1, -1, node["leaf_value"]))
            return place
        nodes.append((0, 0.0, 0, 0, 0.0))
        left, right = add(node["left_child"]), add(node["right_child"])
        nodes[place] = (node["split_feature"], node["threshold"], left, right, node["internal_value"])
        return place

    roots = [add(tree["tree_structure"]) for tree in trees]
    of = [at % classes if classes > 2 else 1 for at in range(len(trees))]
    feature, threshold, left, right, value = zip(*nodes, strict=True)
    return Trees(
        np.array(feature, np.int32), np.array(threshold), np.array(left, np.int32), np.array(right, np.int32),
        np.array(value), np.array(roots, np.int32), np.array(of, np.int32), np.zeros(classes),
    )  # fmt: skip
