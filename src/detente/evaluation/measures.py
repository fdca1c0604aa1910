"""Precision, recall and F1 from counts; the other figures that several evaluations share."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from detente.crisis import Crisis, Document

Read: TypeAlias = Callable[[Document], Crisis]
"""Whatever turns a document into a crisis: ``Reader(...).read``, or a fake in a test."""

Progress: TypeAlias = Callable[[int, int, str], None]
"""Called as ``progress(done, total, what)`` after each text; ``done`` counts from 1."""

Scores: TypeAlias = dict[str, Any]
"""A JSON object of figures."""


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of precision and recall, 0 when both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def prf(right: int, predicted: int, gold: int) -> Scores:
    """``{"P", "R", "F1", "n"}``, each rate 0–1 with three decimals; ``n`` is the number of gold items."""
    precision = right / predicted if predicted else 0.0
    recall = right / gold if gold else 0.0
    return {
        "P": round(precision, 3),
        "R": round(recall, 3),
        "F1": round(f1(precision, recall), 3),
        "n": gold,
    }


def accuracy_and_macro_f1(gold: Sequence[str], predicted: Sequence[str]) -> Scores:
    """``{"accuracy", "macro_f1", "n", "classes"}``; the F1 is averaged over every class in either list.

    ``classes`` holds P, R, F1 and n of each class. Raises ``ValueError`` when the lengths differ.
    """
    if len(gold) != len(predicted):
        raise ValueError(f"{len(gold)} gold labels and {len(predicted)} predictions")
    in_gold, in_output = Counter(gold), Counter(predicted)
    right = Counter(g for g, p in zip(gold, predicted, strict=True) if g == p)
    names = sorted(in_gold.keys() | in_output.keys())
    classes = {name: prf(right[name], in_output[name], in_gold[name]) for name in names}
    exact = [2 * right[name] / (in_gold[name] + in_output[name]) for name in names]
    return {
        "accuracy": round(right.total() / len(gold), 3) if gold else 0.0,
        "macro_f1": round(sum(exact) / len(exact), 3) if exact else 0.0,
        "n": len(gold),
        "classes": classes,
    }


def fold(name: str) -> str:
    """One key for spellings of a name that differ in case, accents and punctuation only."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9 ]", "", plain).strip()


def shipped_table(name: str) -> Path:
    """The path of a table of this room's own (``icbe_actors.tsv`` …)."""
    return Path(__file__).parent / "data" / name


def calibration(said: Sequence[tuple[float, bool]], *, sure: float = 0.8, bins: int = 10) -> Scores:
    """How far confidence can be trusted: pairs of a probability (0 to 1) and whether the answer was right.

    ``error`` is the expected calibration error over equal-width bins (Naeini, Cooper & Hauskrecht 2015),
    ``kept`` the share of answers at least ``sure``, ``right`` the share of those that are right.
    """
    groups: dict[int, list[tuple[float, bool]]] = {}
    for chance, right in said:
        groups.setdefault(min(int(chance * bins), bins - 1), []).append((chance, right))
    error = sum(
        abs(sum(chance for chance, _ in group) - sum(right for _, right in group))
        for group in groups.values()
    )
    kept = [right for chance, right in said if chance >= sure]
    return {
        "n": len(said),
        "error": round(error / max(1, len(said)), 4),
        "kept": round(len(kept) / max(1, len(said)), 4),
        "right": round(sum(kept) / max(1, len(kept)), 4),
        "sure": sure,
    }
