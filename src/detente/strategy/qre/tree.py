"""A finite game in extensive form, written as a tree and compiled to arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from detente.errors import DataError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array = npt.NDArray[np.float64]


class End(Struct, frozen=True):
    """A leaf: each player's payoff."""

    payoffs: tuple[float, ...]


class Chance(Struct, frozen=True):
    """A move of nature: probabilities, which add to one, and what follows each."""

    branches: tuple[tuple[float, Node], ...]


class Move(Struct, frozen=True):
    """A player's move. Nodes of one ``where`` (information set) have the same player and actions."""

    player: int
    where: str
    actions: tuple[tuple[str, Node], ...]


Node: TypeAlias = End | Chance | Move


class Tree:
    """The compiled game: t leaves, a actions (of all information sets in a row), n players.

    ``names``: (information set, action) of each action; ``uses`` (t, a): whether the path to a leaf takes an
    action; ``luck`` (t,): chance of nature's moves on it; ``payoffs`` (t, n); ``sets``: the actions of each
    information set; ``owner`` (a,): the player. No path may meet an information set twice.
    """

    def __init__(self, root: Node) -> None:
        import numpy as np

        self.names: list[tuple[str, str]] = []
        self._place: dict[tuple[str, str], int] = {}
        self._shape: dict[str, tuple[int, tuple[str, ...]]] = {}
        leaves: list[tuple[float, tuple[int, ...], tuple[float, ...]]] = []
        self._walk(root, 1.0, (), leaves)
        self.luck: Array = np.array([luck for luck, _, _ in leaves])
        self.payoffs: Array = np.array([pay for _, _, pay in leaves], dtype=float)
        self.uses: Array = np.zeros((len(leaves), len(self.names)))
        for row, (_, path, _) in enumerate(leaves):
            self.uses[row, list(path)] = 1.0
        self.sets = [
            np.array([self._place[where, name] for name in actions])
            for where, (_, actions) in self._shape.items()
        ]
        self.owner = np.array([self._shape[where][0] for where, _ in self.names])

    def _walk(
        self,
        node: Node,
        luck: float,
        path: tuple[int, ...],
        leaves: list[tuple[float, tuple[int, ...], tuple[float, ...]]],
    ) -> None:
        if isinstance(node, End):
            leaves.append((luck, path, node.payoffs))
        elif isinstance(node, Chance):
            if abs(sum(chance for chance, _ in node.branches) - 1) > 1e-9:
                raise DataError(
                    "G110", "chances at a move of nature do not add to one", remedy="Correct them"
                )
            for chance, below in node.branches:
                if chance > 0:
                    self._walk(below, luck * chance, path, leaves)
        else:
            places = self._register(node, path)
            for place, (_, below) in zip(places, node.actions, strict=True):
                self._walk(below, luck, (*path, place), leaves)

    def _register(self, node: Move, path: Sequence[int]) -> list[int]:
        shape = (node.player, tuple(name for name, _ in node.actions))
        if node.where not in self._shape:
            self._shape[node.where] = shape
            for name in shape[1]:
                self._place[node.where, name] = len(self.names)
                self.names.append((node.where, name))
        places = [self._place[node.where, name] for name in shape[1] if (node.where, name) in self._place]
        if self._shape[node.where] != shape or any(self.names[step][0] == node.where for step in path):
            raise DataError(
                "G111",
                f"information set {node.where!r} differs between its nodes or is met twice on a path",
                remedy="Give the same player and actions at all its nodes",
            )
        return places

    def profile(self, values: Mapping[tuple[str, str], float]) -> Array:
        """Probabilities of all actions (a,) from a mapping. Raises ``KeyError``."""
        import numpy as np

        return np.array([values[name] for name in self.names])

    def uniform(self) -> Array:
        """Every action of a set as likely as the others, shape (a,)."""
        import numpy as np

        result = np.empty(len(self.names))
        for places in self.sets:
            result[places] = 1 / len(places)
        return result
