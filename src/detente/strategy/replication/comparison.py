"""A fit beside its reference, and the files that references come in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pandas as pd

from detente.errors import ModelError


class Comparison(msgspec.Struct, frozen=True, omit_defaults=False):
    """One fit run again: ours, the reference's where there is one, and how far apart they are.

    ``largest_coefficient_difference`` is over the coefficients that both have; ``seconds`` is of the
    estimation alone, without standard errors.
    """

    loglik: float
    seconds: float
    converged: bool
    coefficients: int
    reference_loglik: float | None = None
    loglik_difference: float | None = None
    largest_coefficient_difference: float | None = None
    reference_seconds: float | None = None
    note: str | None = None


def compare(
    loglik: float,
    seconds: float,
    converged: bool,
    coefficients: dict[str, float],
    reference: dict[str, Any] | None,
    note: str | None = None,
) -> Comparison:
    """Ours beside a reference entry with ``loglik``, ``coef`` and perhaps ``seconds``."""
    if reference is None:
        return Comparison(loglik, seconds, converged, len(coefficients), note=note)
    theirs: dict[str, float] = reference.get("coef") or {}
    shared = [abs(value - theirs[name]) for name, value in coefficients.items() if name in theirs]
    known = reference.get("loglik")
    return Comparison(
        loglik,
        seconds,
        converged,
        len(coefficients),
        reference_loglik=known,
        loglik_difference=None if known is None else loglik - known,
        largest_coefficient_difference=max(shared) if shared else None,
        reference_seconds=reference.get("seconds"),
        note=note,
    )


def read_table(folder: Path, name: str) -> pd.DataFrame:
    """A csv file of the folder. Raises ``ModelError`` M120 where it is absent or no table."""
    path = folder / name
    try:
        return pd.read_csv(path)
    except (OSError, ValueError) as error:
        raise ModelError(
            "M120",
            f"cannot be read as a table: {type(error).__name__}",
            where=str(path),
            remedy=f"Give the folder that holds {name}",
        ) from None


def read_reference(folder: Path, name: str) -> dict[str, Any]:
    """A file of reference values, empty where there is none. Raises ``ModelError`` M121 if damaged."""
    path = folder / name
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            "M121", f"is no file of reference values: {error}", where=str(path), remedy="Get the file again"
        ) from None
    if not isinstance(found, dict):
        raise ModelError(
            "M121", "is no file of reference values", where=str(path), remedy="Get the file again"
        )
    return found
