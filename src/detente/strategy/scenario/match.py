"""Playing a side against the model: the other side answers by its equilibrium; a record can be replayed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from detente.errors import DataError, UsageError
from detente.strategy.escalation.parameters import RESPONSE_NAMES, RESPONSES

if TYPE_CHECKING:
    from detente.strategy.escalation.parameters import Role
    from detente.strategy.scenario.model import Model

STEPS: tuple[tuple[str, Role], ...] = (
    ("act", "first"),
    ("reply", "second"),
    ("decision", "first"),
    ("last", "second"),
)


class Turn(Struct, frozen=True):
    """A move that was made: at which step, by whom, what, how likely the equilibrium held it."""

    step: str
    by: str
    move: str
    chance: float
    yours: bool


class Record(Struct, frozen=True):
    """A match that can be replayed: the side that was taken, the side that acts first and the other one, the
    seed of the match, draws and seed of the model, statements of a what-if that hold, every move, the end."""

    format: str
    title: str
    side: str
    between: tuple[str, str]
    seed: int
    draws: int
    model_seed: int
    statements: tuple[str, ...]
    turns: tuple[Turn, ...]
    end: str | None

    def to_json(self) -> str:
        """One JSON object."""
        return msgspec.json.format(msgspec.json.encode(self), indent=1).decode() + "\n"


FORMAT = "detente/match/2"


def load_record(raw: bytes, where: str) -> Record:
    """The record that ``to_json`` wrote. Raises ``DataError`` (G301)."""
    try:
        record = msgspec.json.decode(raw, type=Record)
    except msgspec.MsgspecError as error:
        raise DataError(
            "G301",
            f"not a recorded match ({error})",
            where=where,
            remedy="Make one with --interactive --record",
        ) from error
    if record.format != FORMAT:
        raise DataError(
            "G301", f"format {record.format!r}, not {FORMAT!r}", where=where, remedy="Record it anew"
        )
    return record


class Match:
    """A match in progress. ``options`` are the moves of whoever is to move; ``move`` makes one of yours.

    Statements of a what-if hold throughout: with ``IRN acts`` the match begins with the answer. Raises
    ``UsageError`` (G202, G203, G204, G205).
    """

    def __init__(self, model: Model, side: str, *statements: str, rng: int = 0) -> None:
        import numpy as np

        role = model.names.role(side)
        if role is None:
            raise UsageError(
                "G202",
                f"{side!r} is no side of this crisis",
                remedy=f"Name {model.sides.first} or {model.sides.second}",
            )
        self.model, self.role, self.seed = model, role, rng
        self.turns: list[Turn] = []
        self.end: str | None = None
        self._draw = np.random.default_rng(rng)
        change = model.change(statements)
        self.statements = change.statements
        _, self._solved, _ = model.solve(change, model.centre())
        self._reply = 0

    @property
    def step(self) -> tuple[str, Role] | None:
        """What is to be decided and by which role; none at the end."""
        return None if self.end else STEPS[len(self.turns)]

    def options(self) -> list[tuple[str, float]]:
        """Moves of whoever is to move, with their chances in equilibrium; a what-if may rule some out."""
        if self.step is None:
            return []
        moves = self._moves(self.step[0])
        return [each for each in moves if each[1] > 0 or not self.statements]

    def _moves(self, step: str) -> list[tuple[str, float]]:
        solved, place = self._solved, self._reply
        chance = {
            "act": float(solved.act[0]),
            "decision": float(solved.escalate[0, place]),
            "last": float(solved.war[0, place]),
        }
        match step:
            case "act":
                return [("acts", chance["act"]), ("does not act", 1 - chance["act"])]
            case "reply":
                return [(RESPONSE_NAMES[rung], float(solved.reply[0, n])) for n, rung in enumerate(RESPONSES)]
            case "decision":
                return [("stops", 1 - chance["decision"]), ("escalates", chance["decision"])]
            case _:
                return [("restrains", 1 - chance["last"]), ("goes to war", chance["last"])]

    @property
    def yours(self) -> bool:
        """Whether it is your turn."""
        return self.step is not None and self.step[1] == self.role

    def move(self, name: str) -> Turn:
        """Make a move for your side. Raises ``UsageError`` (G203, G302 when it is not your turn)."""
        if not self.yours:
            raise UsageError("G302", "it is not your turn", remedy="Let the other side answer first")
        known = dict(self.options())
        wanted = " ".join(name.split()).casefold()
        if wanted not in known:
            raise UsageError("G203", f"{name!r} is no move here", remedy=f"Choose {', '.join(known)}")
        return self._make(wanted, known[wanted], yours=True)

    def answer(self) -> Turn:
        """The other side's move, drawn from its equilibrium. Raises ``UsageError`` (G302)."""
        if self.yours or self.step is None:
            raise UsageError("G302", "the other side is not to move", remedy="Make a move of yours")
        options = self.options()
        place = int(self._draw.choice(len(options), p=[chance for _, chance in options]))
        return self._make(*options[place], yours=False)

    def _make(self, name: str, chance: float, *, yours: bool) -> Turn:
        assert self.step is not None
        step, role = self.step
        by = self.model.names.shown(role)
        turn = Turn(step, by, name, round(chance, 4), yours)
        self.turns.append(turn)
        if step == "reply":
            self._reply = list(RESPONSE_NAMES.values()).index(name)
        self.end = {
            "does not act": "no act", "stops": "restraint", "restrains": "gives way", "goes to war": "war"
        }.get(name)  # fmt: skip
        return turn

    def record(self) -> Record:
        """What can be saved and replayed."""
        title = self.model.crisis.document.title or self.model.crisis.document.id
        return Record(
            format=FORMAT,
            title=title,
            side=self.model.names.shown(self.role),
            between=(self.model.sides.first, self.model.sides.second),
            seed=self.seed,
            draws=len(self.model.draws),
            model_seed=self.model.seed,
            statements=self.statements,
            turns=tuple(self.turns),
            end=self.end,
        )


def replay(model: Model, record: Record) -> Match:
    """The same match again. Raises ``DataError`` (G303) when the model answers otherwise than it did."""
    if (model.sides.first, model.sides.second) != record.between:
        raise DataError(
            "G303",
            f"the record is of {' and '.join(record.between)}, in this order",
            remedy="Replay it with the crisis it was recorded with",
        )
    match = Match(model, record.side, *record.statements, rng=record.seed)
    for turn in record.turns:
        made = match.move(turn.move) if match.yours else match.answer()
        if made != turn:
            raise DataError(
                "G303",
                f"the record says {turn.by} {turn.move!r} ({turn.chance}), "
                f"the model now {made.by} {made.move!r} ({made.chance})",
                remedy="Replay it with the crisis and the version it was recorded with",
            )
    return match
