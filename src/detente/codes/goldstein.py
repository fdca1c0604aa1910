"""Goldstein values of CAMEO codes, from -10 (worst conflict) to 10 (closest cooperation), in two versions.

The versions in use differ on some codes, so a value is never given without the name of its version.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, get_args

from detente.codes import table

Version = Literal["icews", "gdelt"]
VERSIONS: tuple[Version, ...] = get_args(Version)


@cache
def scale(version: Version) -> dict[str, float]:
    """CAMEO code to value in one version; codes without a value in it are left out."""
    return {row["code"]: float(row[version]) for row in table.shipped("goldstein.tsv").rows if row[version]}


def value(code: str, version: Version) -> float | None:
    """The value of a CAMEO code, or of its longest prefix that has one; ``None`` when none has."""
    book = scale(version)
    return next((book[code[:end]] for end in range(len(code), 1, -1) if code[:end] in book), None)


@cache
def differing() -> tuple[str, ...]:
    """The codes on which the two versions disagree."""
    icews, gdelt = scale("icews"), scale("gdelt")
    return tuple(code for code in icews if code in gdelt and icews[code] != gdelt[code])
