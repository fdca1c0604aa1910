"""ICBe's think kinds, say kinds and do leaves, with their PLOVER counterparts."""

from __future__ import annotations

from functools import cache
from typing import Literal, cast

from msgspec import Struct

from detente.codes import table

Layer = Literal["do", "say", "think"]


class Leaf(Struct, frozen=True):
    """A think kind, say kind or do leaf.

    ``branches``, ``direction`` and ``armed`` hold for do leaves only; ``rung`` is the rung on our ladder
    against a state when nothing else is known (``ladder.rung`` decides with more).
    """

    layer: Layer
    name: str
    branches: tuple[str, ...]
    direction: str | None
    armed: bool | None
    event: str | None
    mode: str | None
    cameo: str | None
    rung: int | None
    definition: str


@cache
def leaves() -> dict[tuple[Layer, str], Leaf]:
    """Every kind and leaf by layer and name, in the order of the file."""
    found: dict[tuple[Layer, str], Leaf] = {}
    for row in table.shipped("icbe.tsv").rows:
        layer = cast(Layer, row["layer"])
        found[layer, row["name"]] = Leaf(
            layer=layer,
            name=row["name"],
            branches=table.values(row["branch"]),
            direction=row["direction"] or None,
            armed={"y": True, "n": False}.get(row["armed"]),
            event=row["event"] or None,
            mode=row["mode"] or None,
            cameo=row["cameo"] or None,
            rung=int(row["rung"]) if row["rung"] else None,
            definition=row["definition"],
        )
    return found


@cache
def names(layer: Layer) -> tuple[str, ...]:
    """The names of a layer's kinds or leaves."""
    return tuple(name for where, name in leaves() if where == layer)


def leaf(layer: Layer, name: str) -> Leaf:
    """One kind or leaf. Raises ``KeyError``."""
    return leaves()[layer, name]


def to_plover(layer: Layer, name: str) -> tuple[str | None, str | None]:
    """The PLOVER event and mode nearest to a kind or leaf; ``(None, None)`` where none fits.

    "express intent" has none of its own: it is AGREE or THREATEN by the act that is meant. "accept" is AGREE,
    but CONCEDE where a demand is accepted; "border violation" is MOBILIZE, but ASSAULT once force is used.
    """
    found = leaves()[layer, name]
    return found.event, found.mode


@cache
def from_plover(event: str, mode: str | None = None) -> tuple[Leaf, ...]:
    """The kinds and leaves whose PLOVER counterpart is ``event`` (and ``mode``, when given)."""
    return tuple(
        leaf for leaf in leaves().values() if leaf.event == event and (mode is None or leaf.mode == mode)
    )


_USUAL: dict[tuple[Layer, str], str] = {
    ("do", "ASSAULT"): "attack",
    ("do", "MOBILIZE"): "deployment to area",
    ("do", "COERCE"): "restrict rights",
    ("do", "SANCTION"): "end unspecified cooperation",
    ("do", "PROTEST"): "protest",
    ("do", "AID"): "military cooperation",
    ("do", "COOPERATE"): "unspecified cooperation",
    ("do", "RETREAT"): "withdraw from area",
    ("do", "CONSULT"): "meeting",
    ("do", "AGREE"): "sign formal agreement",
    ("do", "SUPPORT"): "general political support",
    ("say", "REQUEST"): "appeal",
    ("say", "ACCUSE"): "accuse",
    ("say", "REJECT"): "reject",
    ("say", "THREATEN"): "threaten",
    ("say", "AGREE"): "accept",
    ("say", "CONCEDE"): "accept",
    ("say", "SUPPORT"): "praise",
}


def usual(layer: Layer, event: str | None) -> str | None:
    """The commonest kind or leaf of a PLOVER event in a layer, for events that a reader gives none."""
    return _USUAL.get((layer, event or ""))
