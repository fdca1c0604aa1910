"""Event codes of any known book on the escalation ladder and on Goldstein's scale.

A table does not tell states from groups, so its codes stand where they stand between states (force on rung 6;
see docs/decisions/003-ladder.md). The events of a crisis carry their own rung, which knows who was hit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from detente.codes import cameo, goldstein, icbe, ladder, plover
from detente.errors import TableError, UsageError

Scheme = Literal["plover", "cameo", "cameo name", "icbe", "mid action", "mid hostility"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
Goldstein = goldstein.Version


@dataclass(frozen=True)
class Kind:
    """What a code stands for. ``event`` and ``mode`` are PLOVER's; what the books do not say is ``None``.

    ``rung`` runs from -3 to 7, ``goldstein`` from -10 to 10 in the version asked for.
    """

    code: str
    event: str | None = None
    mode: str | None = None
    cameo: str | None = None
    rung: int | None = None
    goldstein: float | None = None


@dataclass(frozen=True)
class Scaled:
    """The kinds of a table on the scales, in their order; ``None`` for a kind that the book does not have."""

    scheme: Scheme
    version: Goldstein
    kinds: tuple[Kind | None, ...]
    notes: tuple[str, ...] = ()

    @property
    def unknown(self) -> tuple[int, ...]:
        """Places of the kinds that the book does not have."""
        return tuple(place for place, kind in enumerate(self.kinds) if kind is None)


def scaled(
    codes: Sequence[str], scheme: str | None = None, version: str = "icews", *, where: str = "table"
) -> Scaled:
    """Look every code up in one book: the one named, else the one that knows most of them.

    Raises ``UsageError`` (H211, H212) for an unknown scheme or version, ``TableError`` (H209) when the book
    knows none of the codes.
    """
    if version not in goldstein.VERSIONS:
        raise UsageError(
            "H212", f"there is no version {version!r}", where="Goldstein", remedy="icews or gdelt"
        )
    if scheme is not None and scheme not in SCHEMES:
        raise UsageError("H211", f"there is no code book {scheme!r}", remedy=f"One of {', '.join(SCHEMES)}")
    readings = {
        each: _read(each, codes)
        for each in SCHEMES
        if each == scheme or (scheme is None and "mid" not in each)
    }
    best = max(readings, key=lambda each: sum(kind is not None for kind in readings[each]))
    found = readings[best]
    if codes and not any(found):
        raise TableError(
            "H209",
            f"none of its codes is in a known book ({', '.join(codes[:3])})",
            where=where,
            remedy="Use PLOVER, CAMEO (codes or names), ICBe or MID, and name the book with --book",
        )
    kinds = tuple(kind and _valued(kind, version) for kind in found)
    notes = []
    if unknown := [code for code, kind in zip(codes, kinds, strict=True) if kind is None]:
        notes.append(f"{len(unknown)} codes are not in the book {best} and off the scales: {_some(unknown)}")
    return Scaled(best, version, kinds, tuple(notes))


def _read(scheme: Scheme, codes: Sequence[str]) -> list[Kind | None]:
    read = _READERS[scheme]
    if scheme == "cameo":
        codes = _with_zeros(codes)
    return [read(code) for code in codes]


def _valued(kind: Kind, version: Goldstein) -> Kind:
    value = goldstein.value(kind.cameo, version) if kind.cameo else None
    return Kind(kind.code, kind.event, kind.mode, kind.cameo, kind.rung, value)


def _some(codes: Sequence[str], most: int = 5) -> str:
    return ", ".join(code[:40] for code in codes[:most]) + (" …" if len(codes) > most else "")


def _with_zeros(codes: Sequence[str]) -> list[str]:
    """Codes as the book has them where a spreadsheet cut leading zeros off ("43" for "043").

    That they were cut is seen from a code that the book has only with a zero in front.
    """
    book = cameo.codes()
    cut = any(code.isdigit() and code not in book and f"0{code}" in book for code in codes)
    if not cut:
        return list(codes)
    return [f"0{code}" if code.isdigit() and (len(code) < 3 or code not in book) else code for code in codes]


def _plover(code: str) -> Kind | None:
    event, _, mode = (part.strip() for part in code.partition("/"))
    event = event.upper()
    if event not in plover.EVENTS:
        return None
    mode = mode.casefold() if mode.casefold() in plover.modes(event) else ""
    return _of_plover(code, event, mode or None)


def _of_plover(code: str, event: str | None, mode: str | None, leaf: str | None = None) -> Kind:
    layer, _, name = (leaf or "do:").partition(":")
    found = ladder.rung(event, mode, name or None, layer=layer, target_kind="state", source_kind="state")
    number = event and (cameo.from_plover(event, mode) or cameo.from_plover(event))
    return Kind(code, event, mode, number or None, found)


def _cameo(code: str) -> Kind | None:
    # The book has roots of two digits; codes below them that it lacks count as the nearest above.
    known = cameo.nearest(code) if code.isdigit() and len(code) in (2, 3, 4) else None
    if known is None:
        return None
    return Kind(code, known.event, known.mode, known.code, ladder.of_cameo(known.code))


def _cameo_name(code: str) -> Kind | None:
    number = _names().get(_plain(code))
    found = _cameo(number) if number else None
    return found and Kind(code, found.event, found.mode, found.cameo, found.rung)


@cache
def _names() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for code in cameo.codes().values():
        names.setdefault(_plain(code.name), code.code)
    return names


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", name.casefold()).strip()


def _icbe(code: str) -> Kind | None:
    layer, colon, name = code.casefold().partition(":")
    tries = [(layer, name)] if colon else [("do", layer), ("say", layer)]
    for where, what in tries:
        leaf = next(
            (each for each in icbe.leaves().values() if (each.layer, each.name) == (where, what)), None
        )
        if leaf is not None and leaf.layer != "think":
            kind = _of_plover(code, leaf.event, leaf.mode, f"{where}:{what}")
            return Kind(code, kind.event, kind.mode, leaf.cameo or kind.cameo, kind.rung)
    return None


def _mid(look: Callable[[int], int | None]) -> Callable[[str], Kind | None]:
    def read(code: str) -> Kind | None:
        found = look(int(code)) if code.isdigit() else None
        return None if found is None else Kind(code, rung=found)

    return read


_READERS: dict[Scheme, Callable[[str], Kind | None]] = {
    "plover": lambda code: _plover(code) or _icbe(code),
    "cameo": _cameo,
    "cameo name": _cameo_name,
    "icbe": _icbe,
    "mid action": _mid(ladder.of_mid),
    "mid hostility": _mid(ladder.of_hostility),
}
