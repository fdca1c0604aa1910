"""The small language of what-if: statements that force moves or set parameters.

    SIDE MOVE                      PAK restrains · IRN strikes again · PAK strikes fully
    WHAT [of|on|for|against SIDE] = LEVEL    pressure on PAK = none · prestige of PAK = 2 · calls = high
    channel open | channel closed

A level is ``none``, ``low``, ``medium``, ``high``, ``full`` or a number: 0 to 1 for what lies between 0 and
1, otherwise a multiple of the baseline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from msgspec import Struct

from detente.errors import UsageError
from detente.strategy.escalation.equilibrium import Forced
from detente.strategy.escalation.parameters import (
    FULL,
    HABITS,
    LIMITED,
    RESPONSE_NAMES,
    RESPONSES,
    UNIT,
    Draws,
    Role,
)

ALL = tuple(range(len(RESPONSES)))
QUIET = tuple(place for place in ALL if place not in (LIMITED, FULL))
FIRST_MOVES: dict[str, Forced] = {
    "restrains": Forced(act=False),
    "does not act": Forced(act=False),
    "acts": Forced(act=True),
    "stops": Forced(escalates=False),
    "strikes again": Forced(escalates=True),
    "escalates": Forced(escalates=True),
}
SECOND_MOVES: dict[str, Forced] = {
    "restrains": Forced(replies=QUIET, war=False),
    "retaliates": Forced(replies=(LIMITED, FULL)),
    "strikes": Forced(replies=(LIMITED, FULL)),
    "strikes a group": Forced(replies=(LIMITED,)),
    "strikes fully": Forced(replies=(FULL,)),
    "denounces": Forced(replies=(0,)),
    "cuts ties": Forced(replies=(1,)),
    "shows force": Forced(replies=(2,)),
    "strikes again": Forced(war=True),
    "goes to war": Forced(war=True),
    "stops": Forced(war=False),
}
MOVES: dict[Role, dict[str, Forced]] = {"first": FIRST_MOVES, "second": SECOND_MOVES}
OF_SIDES: dict[str, tuple[str, str]] = {
    "pressure": ("pressure", "on"), "audience": ("attention", "of"), "prestige": ("audience", "of"),
    "spoilers": ("spoilers", "against"), "gravity": ("gravity", "for"), "resolve": ("resolve", "of"),
    "burden": ("burden", "on"), "price of war": ("war", "for"), "worth of peace": ("peace", "for"),
}  # fmt: skip
"""Word in a what-if to the parameter and the preposition it is shown with."""
SHARED_WORDS = ("channel", "misreading", "calls", "framing")
LEVELS = {"none": 0.0, "low": 0.2, "medium": 0.5, "high": 0.8, "full": 1.0}
TIMES = {"none": 0.0, "low": 0.5, "medium": 1.0, "high": 2.0, "full": 4.0}
STATES = {"open": 1.0, "closed": 0.0}


class Setting(Struct, frozen=True):
    """A parameter's column and its new value: ``times`` multiplies the baseline, otherwise it replaces it."""

    name: str
    value: float
    times: bool


class Change(Struct, frozen=True):
    """What a list of statements comes to: the statements, the moves they force, the parameters they set."""

    statements: tuple[str, ...] = ()
    forced: Forced = Forced()
    settings: tuple[Setting, ...] = ()

    def applied(self, draws: Draws) -> Draws:
        """The draws with every parameter set."""
        for setting in self.settings:
            value = draws[setting.name] * setting.value if setting.times else setting.value
            draws = draws.replaced(setting.name, value)
        return draws


class Names(Struct, frozen=True):
    """How a what-if may call the two sides: every name by role, the first one is shown."""

    first: tuple[str, ...]
    second: tuple[str, ...]

    def role(self, words: str) -> Role | None:
        """The role of the side that these words name."""
        folded = words.strip().casefold()
        if folded in map(str.casefold, self.first):
            return "first"
        return "second" if folded in map(str.casefold, self.second) else None

    def shown(self, role: Role) -> str:
        """The name that is shown."""
        return self.first[0] if role == "first" else self.second[0]


def label(name: str, names: Names) -> str:
    """A column as a what-if calls it: ``second.pressure`` is ``pressure on PAK``."""
    role, _, bare = name.rpartition(".")
    if not role:
        return f"habit: {RESPONSE_NAMES[int(name[-1])]}" if name in HABITS else bare
    side = names.first[0] if role == "first" else names.second[0]
    for word, (parameter, preposition) in OF_SIDES.items():
        if parameter == bare:
            return f"{word} {preposition} {side}"
    return f"heed of calls by {side}" if bare == "restraint" else f"{bare} of {side}"


def choices(names: Names) -> list[str]:
    """Everything one can write, a statement each, for help and completion."""
    moves = [f"{names.second[0]} {move}" for move in SECOND_MOVES]
    moves += [f"{names.first[0]} {move}" for move in FIRST_MOVES]
    sides = [
        f"{word} {preposition} {side[0]} = none"
        for word, (_, preposition) in OF_SIDES.items()
        for side in (names.second, names.first)
    ]
    return [*moves, "channel open", "channel closed", *sides, *(f"{word} = high" for word in SHARED_WORDS)]


def parse(statements: Sequence[str], names: Names) -> Change:
    """What statements come to. Raises ``UsageError``: G203 (not understood), G204 (no such side or value),
    G205 (together they leave no move)."""
    forced, kept = Forced(), []
    settings: list[Setting] = []
    for statement in statements:
        if not statement.strip(" ;\n\t"):
            raise UsageError("G203", "an empty statement says nothing", remedy=_help(names))
        for part in re.split(r"[;\n]", statement):
            words = " ".join(part.split())
            if not words:
                continue
            kept.append(words)
            if "=" in words or words.split()[0].casefold() in SHARED_WORDS:
                setting = _setting(words, names)
                if any(each.name == setting.name and each != setting for each in settings):
                    raise _contradiction(words)
                settings.append(setting)
            else:
                forced = _both(forced, _move(words, names), words)
    return Change(tuple(kept), forced, tuple(settings))


def _move(words: str, names: Names) -> Forced:
    parts = words.split()
    for cut in range(len(parts) - 1, 0, -1):
        role = names.role(" ".join(parts[:cut]))
        if role is not None:
            verb = " ".join(parts[cut:]).casefold().rstrip(".")
            if verb in MOVES[role]:
                return MOVES[role][verb]
            raise UsageError(
                "G203",
                f"{names.shown(role)} cannot {verb!r} here",
                remedy=f"Write one of: {'; '.join(f'{names.shown(role)} {move}' for move in MOVES[role])}",
            )
    if (
        parts[-1].casefold() in {move.split()[0] for known in MOVES.values() for move in known}
        or len(parts) > 1
    ):
        near = get_close_matches(words, choices(names), 3, 0.5)
        raise UsageError(
            "G204" if parts[-1].casefold() in {*FIRST_MOVES, *SECOND_MOVES} else "G203",
            f"{words!r} is not understood: the sides are {names.first[0]} and {names.second[0]}",
            remedy=f"Write {' or '.join(repr(each) for each in near)}" if near else _help(names),
        )
    raise UsageError("G203", f"{words!r} is not understood", remedy=_help(names))


def _help(names: Names) -> str:
    return (
        f"Write for example {names.second[0]} restrains, channel closed, pressure on {names.second[0]} = none"
    )


def _setting(words: str, names: Names) -> Setting:
    left, _, right = words.partition("=")
    if not right and len(left.split()) == 2:
        left, right = left.split()
    value = right.strip().casefold()
    name = _parameter(left.strip(), names)
    unit = name.rpartition(".")[2] in UNIT
    levels = {**(LEVELS if unit else TIMES), **(STATES if name == "channel" else {})}
    if value in levels:
        return Setting(name, levels[value], not unit)
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= (1.0 if unit else 100.0):
        raise UsageError(
            "G204",
            f"{right.strip()!r} is no value for {left.strip()}",
            remedy=f"Give {', '.join(levels)} or a number from 0 to {'1' if unit else '100 (a multiple)'}",
        )
    return Setting(name, number, not unit)


def _parameter(words: str, names: Names) -> str:
    folded = words.casefold()
    if folded in SHARED_WORDS:
        return folded
    for word, (parameter, preposition) in OF_SIDES.items():
        if match := re.fullmatch(rf"{word}(?:\s+(?:on|of|for|against))?\s+(.+)", folded):
            role = names.role(match[1])
            if role is None:
                raise UsageError(
                    "G204",
                    f"{match[1]!r} is no side here",
                    remedy=f"Write {word} {preposition} {names.first[0]} or {names.second[0]}",
                )
            return f"{role}.{parameter}"
    known = [*SHARED_WORDS, *(f"{word} {preposition} SIDE" for word, (_, preposition) in OF_SIDES.items())]
    raise UsageError("G203", f"{words!r} is no parameter", remedy=f"Use one of: {', '.join(known)}")


def _both(one: Forced, two: Forced, words: str) -> Forced:
    """Both restrictions at once."""
    replies = tuple(place for place in one.replies if place in two.replies)
    clash = not replies or any(
        None not in pair and pair[0] != pair[1]
        for pair in ((one.act, two.act), (one.escalates, two.escalates), (one.war, two.war))
    )
    if clash:
        raise _contradiction(words)
    return Forced(
        two.act if one.act is None else one.act,
        replies,
        two.escalates if one.escalates is None else one.escalates,
        two.war if one.war is None else one.war,
    )


def _contradiction(words: str) -> UsageError:
    return UsageError(
        "G205", f"{words!r} contradicts what stands before it", remedy="Leave one of the statements out"
    )
