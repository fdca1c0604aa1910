"""The reference equilibria again: Gambit's logit equilibria of the challenge game with types."""

from __future__ import annotations

import re
import time
from pathlib import Path

import msgspec
from msgspec import Struct

from detente.errors import DataError
from detente.strategy.qre.branch import follow
from detente.strategy.qre.challenge import ChallengeGame
from detente.strategy.qre.solve import solve

FILE = "gambit_reference.json"
KEY = re.compile(r"audience=([\d.]+),lambda=([\d.]+)")


class Case(Struct, frozen=True):
    """One equilibrium: audience cost, λ, seconds, difference to the reference, folds on the branch."""

    audience: float
    precision: float
    seconds: float
    max_difference: float
    branch_difference: float
    folds: int


class QreReproduction(Struct, frozen=True):
    """All cases; ``max_difference`` over them, by damped replies and by following the branch."""

    cases: tuple[Case, ...]
    seconds: float
    max_difference: float


class _Reference(Struct):
    qre: dict[str, list[float]]


def reproduce_qre(folder: Path) -> QreReproduction:
    """Solve every case of ``gambit_reference.json`` in ``folder`` or its ``strategy/``.

    Each is solved from the uniform start and along the branch. Raises ``DataError`` (G120) when the
    file is not there or not that file."""
    cases = []
    for key, values in _reference(folder).qre.items():
        if not (match := KEY.fullmatch(key)):
            raise DataError(
                "G120", f"{key!r} names no case", where=FILE, remedy="Use the file as it was published"
            )
        audience, precision = float(match[1]), float(match[2])
        tree = ChallengeGame(audience=audience).tree()
        places = _places(tree.names)
        begin = time.perf_counter()
        one = solve(tree, precision)
        seconds = time.perf_counter() - begin
        branch = follow(tree, precision)
        apart = max(abs(one.chances[place] - value) for place, value in zip(places, values, strict=True))
        along = max(
            abs(branch.end.chances[place] - value) for place, value in zip(places, values, strict=True)
        )
        cases.append(Case(audience, precision, seconds, apart, along, len(branch.folds)))
    return QreReproduction(
        tuple(cases),
        sum(case.seconds for case in cases),
        max(max(case.max_difference, case.branch_difference) for case in cases),
    )


def _places(names: list[tuple[str, str]]) -> list[int]:
    """Where the reference's order of actions stands in the tree: each type's moves, then the answer."""
    wanted = [
        (f"{where} {number}", action)
        for number in (0, 1)
        for where, actions in (("challenge", ("no", "challenge")), ("final", ("fight", "back down")))
        for action in actions
    ]
    return [names.index(name) for name in [*wanted, ("answer", "concede"), ("answer", "resist")]]


def _reference(folder: Path) -> _Reference:
    path = next((path for path in (folder / FILE, folder / "strategy" / FILE) if path.is_file()), None)
    if path is None:
        raise DataError(
            "G120", f"holds no {FILE}", where=str(folder), remedy="Name the folder with the reference data"
        )
    try:
        found = msgspec.json.decode(path.read_bytes(), type=_Reference)
    except (OSError, msgspec.MsgspecError) as error:
        raise DataError(
            "G120", f"not the reference file ({error})", where=str(path), remedy="Get it anew"
        ) from error
    if not found.qre:
        raise DataError("G120", "holds no case", where=str(path), remedy="Get it anew")
    return found
