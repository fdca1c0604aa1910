"""Which payoffs can be told apart from choices."""

from __future__ import annotations

import numpy as np

from detente.errors import ModelError
from detente.strategy.estimation.design import Design

_SAME = 1e-9


def check_identified(design: Design, players: dict[str, tuple[str, ...]]) -> None:
    """Raises ``ModelError`` where no data could tell the coefficients apart.

    M105: a regressor (or a sum of regressors, such as dummies that add up to the constant) is in all payoffs
    of a player, and only differences of payoffs matter. M106: a payoff's regressors are collinear.
    """
    for label in design.labels:
        columns = design.columns(label)
        if columns.shape[1] and np.linalg.matrix_rank(columns / _norms(columns)) < columns.shape[1]:
            raise ModelError(
                "M106",
                f"the regressors of {label} ({', '.join(design.regressors(label))}) are collinear",
                remedy="Leave one of them out",
            )
    for player, labels in players.items():
        _check_player(design, player, labels)


def _check_player(design: Design, player: str, labels: tuple[str, ...]) -> None:
    shared = set(design.regressors(labels[0])).intersection(*map(design.regressors, labels[1:]))
    everywhere = ", ".join(labels)
    if shared:
        raise ModelError(
            "M105",
            f"not identified: {', '.join(sorted(shared))} is in all of {player}'s payoffs ({everywhere}), "
            "of which only differences show in choices",
            remedy="Leave it out of one of them (write `- 1` to leave the constant out)",
        )
    if all(design.regressors(label) for label in labels):
        bases = [np.linalg.qr(design.columns(label) / _norms(design.columns(label)))[0] for label in labels]
        largest = np.linalg.svd(np.hstack(bases) / np.sqrt(len(bases)), compute_uv=False)[0]
        if largest > 1 - _SAME:
            raise ModelError(
                "M105",
                "not identified: a combination of regressors, such as dummies that add up to the constant, "
                f"is in all of {player}'s payoffs ({everywhere}), of which only differences show in choices",
                remedy="Leave one of these regressors out of one payoff",
            )


def _norms(
    columns: np.ndarray[tuple[int, int], np.dtype[np.float64]],
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    lengths = np.linalg.norm(columns, axis=0)
    return np.where(lengths > 0, lengths, 1.0)
