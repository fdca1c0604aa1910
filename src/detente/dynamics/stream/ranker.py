"""Orders the candidates: boosted trees on top of the choice intensity, under the softmax they are used in.

Trees start from the log intensity, and their loss is the log loss of the choice among a question's candidates
and "somebody else", so that what comes out are probabilities.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import lightgbm

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Rows:
    """Features (U, K, F) of K candidates of U questions; ``base`` (U, K) is their log intensity, ``rest``
    (U,) that of all others together; ``answers`` (U, K) and ``missed`` (U,) count how often each was the
    answer.
    """

    features: Floats
    base: Floats
    rest: Floats
    answers: Floats
    missed: Floats


class Ranker:
    """Boosted trees (LightGBM) that correct log intensities."""

    def __init__(self, booster: lightgbm.Booster) -> None:
        self.booster = booster

    def scores(self, features: Floats, base: Floats) -> Floats:
        """Log scores (U, K): the log intensity and what the trees add."""
        flat = features.reshape(-1, features.shape[2])
        added = np.asarray(self.booster.predict(flat, raw_score=True, num_threads=1), np.float32)
        return base + added.reshape(base.shape)

    def contributions(self, features: Floats) -> Floats:
        """What each feature adds to the score of N candidates (N, F), after Lundberg's TreeSHAP."""
        found = np.asarray(self.booster.predict(features, pred_contrib=True, num_threads=1), np.float32)
        return found[:, :-1]


def probabilities(scores: Floats, rest: Floats) -> Floats:
    """Softmax of scores (U, K) beside the log intensity of everybody else (U,)."""
    top = np.maximum(scores.max(axis=1), rest)[:, None]
    weights = np.exp(scores - top)
    weights /= weights.sum(axis=1, keepdims=True) + np.exp(rest[:, None] - top)
    return np.asarray(weights)


def fit(rows: Sequence[Rows], names: list[str], *, seed: int, rounds: int = 150) -> Ranker:
    """Fit the trees on days of rows; a day's rows are let go once they are binned."""
    import lightgbm

    base = np.concatenate([each.base for each in rows])
    rest = np.concatenate([each.rest for each in rows])
    answers = np.concatenate([each.answers for each in rows])
    many = answers.sum(1) + np.concatenate([each.missed for each in rows])
    wide = rows[0].features.shape[2]
    flat = np.concatenate([each.features for each in rows]).reshape(-1, wide)
    data = lightgbm.Dataset(
        flat, np.zeros(len(flat), np.float32), feature_name=[n.replace(" ", "_") for n in names]
    )

    def loss(added: NDArray[np.float64], _: lightgbm.Dataset) -> tuple[Floats, Floats]:
        chance = probabilities(base + added.reshape(base.shape).astype(np.float32), rest)
        gradient = chance * many[:, None] - answers
        return gradient.ravel(), (chance * (1 - chance) * many[:, None]).ravel() + np.float32(1e-6)

    settings = {
        "objective": loss, "num_leaves": 48, "learning_rate": 0.08, "min_data_in_leaf": 80,
        "min_sum_hessian_in_leaf": 3.0, "feature_fraction": 0.4, "lambda_l2": 5.0, "max_bin": 63,
        "num_threads": 1, "verbosity": -1, "seed": seed, "deterministic": True, "force_col_wise": True,
    }  # fmt: skip
    return Ranker(lightgbm.train(settings, data, num_boost_round=rounds))
