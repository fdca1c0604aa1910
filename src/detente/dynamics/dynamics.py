"""Everything that is measured of a crisis or a table, in one record."""

from __future__ import annotations

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from rapidfuzz import process

from detente.crisis import Crisis, Phase
from detente.dynamics.acts import Acts, acts_of, day_span
from detente.dynamics.diplomacy import Spell, spells_of_crisis, spells_of_table
from detente.dynamics.phases import PairPhases, phases
from detente.dynamics.processes import Excitation, excitation
from detente.dynamics.replies import DAYS, FEW, Answers, Replies, answers, replies
from detente.dynamics.scales import Goldstein
from detente.dynamics.series import Curve, Series, curve, series, unit_of
from detente.dynamics.table import EventTable
from detente.dynamics.ties import Network, network
from detente.errors import RecordError, TableError, UsageError

FORMAT = "detente-dynamics/1"
PAIRS = 3
MOST_FITTED = 200_000


class Pair(Struct, frozen=True, omit_defaults=True):
    """What went on between two sides. Series, curves and reply tables are given for each direction."""

    sides: tuple[str, str]
    names: tuple[str, str]
    acts: int
    undated: int
    series: tuple[Series, ...]
    curves: tuple[Curve, ...]
    phases: PairPhases
    replies: tuple[Replies, ...]
    diplomacy: tuple[Spell, ...] = ()
    start: str | None = None
    end: str | None = None


class Dynamics(Struct, frozen=True, omit_defaults=True):
    """The dynamics of a crisis or a table. Events are named by id (``of`` crisis) or line (``of`` table).

    ``pairs`` are the busiest pairs, or the one asked for; ``replies`` is the table of all sides together;
    ``told`` are the phases that the reader gave the crisis by rule. ``goldstein`` names the version of the
    scale. ``undated`` acts have no day, ``unplaced`` ones (ids) no place in time either. ``excitation`` says
    whose acts bring forth whose, or that there are too few events to say so.
    """

    name: str
    of: str
    acts: int
    undated: int
    goldstein: Goldstein
    pairs: tuple[Pair, ...]
    replies: Replies
    network: Network
    start: str | None = None
    end: str | None = None
    excitation: Excitation | None = None
    unplaced: tuple[str, ...] = ()
    told: tuple[Phase, ...] = ()
    notes: tuple[str, ...] = ()

    def to_json(self, *, indent: int | None = None) -> str:
        """One JSON object."""
        raw = msgspec.json.encode({"format": FORMAT, **msgspec.to_builtins(self, str_keys=True)})
        return (msgspec.json.format(raw, indent=indent) if indent else raw).decode()

    @classmethod
    def from_json(cls, raw: str | bytes, *, where: str = "dynamics") -> Dynamics:
        """What ``to_json`` wrote. Raises ``RecordError`` (H213) on anything else."""
        try:
            body = msgspec.json.decode(raw)
            if not isinstance(body, dict) or body.pop("format", None) != FORMAT:
                raise msgspec.ValidationError(f"no format {FORMAT!r} in it")
            return msgspec.convert(body, cls, strict=False)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            raise RecordError(
                "H213",
                f"are not saved dynamics ({error})",
                where=where,
                remedy="Make them with `detente dynamics FILE --format json -o FILE.json`",
            ) from error


def dynamics_of(
    what: Crisis | EventTable,
    *,
    between: tuple[str, str] | None = None,
    book: str | None = None,
    version: Goldstein = "icews",
    days: int = DAYS,
    seed: int = 0,
) -> Dynamics:
    """The dynamics of a crisis or a table.

    ``between`` names two sides by id or name, else the busiest ``PAIRS`` pairs are taken. ``book`` is the
    code book of a table's kinds where it is not found by itself, ``version`` that of Goldstein's scale,
    ``days`` the window for a reply; ``seed`` draws the bootstrap of the change points.

    Raises ``UsageError`` (H210, H211, H212) for an unknown side, book or version, ``TableError`` (H209) for a
    table without a known code, (H214) for one in which nobody acts on another.
    """
    acts = acts_of(what, book=book, version=version)
    crisis = what if isinstance(what, Crisis) else None
    if not len(acts) and crisis is None:
        raise TableError("H214", "nobody in it acts on another", where=acts.name, remedy="Check the columns")
    chosen = [_named(acts, between)] if between else _busiest(acts, crisis)
    span = day_span(acts)
    found = answers(acts, days=days)
    return Dynamics(
        name=acts.name,
        of="table" if crisis is None else "crisis",
        acts=len(acts),
        undated=int((~acts.known).sum()),
        goldstein=version,
        pairs=tuple(_pair(acts, crisis, found, one, two, days, seed) for one, two in chosen),
        replies=replies(acts, days=days, found=found),
        network=network(acts, crisis),
        excitation=_excitation(acts, chosen[0] if between else None),
        start=acts.date(span[0]) if span else None,
        end=acts.date(span[1]) if span else None,
        unplaced=acts.ids(np.flatnonzero(~acts.placed)),
        told=crisis.phases if crisis else (),
        notes=acts.notes if chosen else (*acts.notes, "no side acts on another: nothing to measure"),
    )


def _excitation(acts: Acts, pair: tuple[int, int] | None) -> Excitation:
    """Who excites whom, of the pair that was asked for or around the busiest; many acts take too long."""
    inside = np.ones(len(acts), bool)
    if pair is not None:
        inside = np.isin(acts.source, pair) & np.isin(acts.target, pair)
    count = int(inside.sum())
    if count > MOST_FITTED:
        reason = f"more than {MOST_FITTED:,} acts: name two sides with fewer"
        return Excitation(fit=None, reason=reason, events=count, left_out=0)
    columns = (acts.source, acts.target, acts.rung, acts.day, acts.known)
    return excitation(acts.names, *(column[inside] for column in columns))


def _busiest(acts: Acts, crisis: Crisis | None) -> list[tuple[int, int]]:
    """The pairs with most acts; of a crisis the pair that it is about comes first."""
    count = len(acts.sides)
    apart = acts.source != acts.target
    low = np.minimum(acts.source, acts.target)[apart].astype(np.int64)
    keys, sizes = np.unique(low * count + np.maximum(acts.source, acts.target)[apart], return_counts=True)
    order = np.argsort(-sizes, kind="stable")
    pairs = [(int(key) // count, int(key) % count) for key in keys[order]]
    parties = set(crisis.parties[:2]) if crisis else set()
    pairs.sort(key=lambda pair: {acts.sides[pair[0]], acts.sides[pair[1]]} != parties)
    main, others = pairs[:1], pairs[1:PAIRS]
    # Beside the main pair only those of which something can be said.
    others = [pair for pair in others if len(acts.in_time(acts.between(*pair))) >= FEW]
    return [_first_actor_first(acts, *pair) for pair in main + others]


def _first_actor_first(acts: Acts, one: int, two: int) -> tuple[int, int]:
    """Who acted first comes first, so that names decide nothing."""
    places = acts.between(one, two)
    return (one, two) if acts.source[places[0]] == one else (two, one)


def _named(acts: Acts, between: tuple[str, str]) -> tuple[int, int]:
    found = [_side(acts, words) for words in between]
    if found[0] == found[1]:
        raise UsageError("H210", "the two sides are the same", remedy="Name two")
    return found[0], found[1]


def _side(acts: Acts, words: str) -> int:
    wanted = words.strip().casefold()
    for names in (acts.sides, acts.names):
        for place, name in enumerate(names):
            if name.casefold() == wanted:
                return place
    near = process.extractOne(words, acts.sides, score_cutoff=50) or process.extractOne(words, acts.names)
    raise UsageError(
        "H210",
        f"{words!r} acts on nobody here",
        where=acts.name,
        remedy=f"Perhaps {near[0]!r}" if near else "Check the columns",
    )


def _pair(
    acts: Acts, crisis: Crisis | None, found: Answers, one: int, two: int, days: int, seed: int
) -> Pair:
    places: NDArray[np.intp] = acts.between(one, two)
    unit = unit_of(acts, places)
    sides = (acts.sides[one], acts.sides[two])
    known = acts.day[places][acts.known[places]]
    return Pair(
        sides=sides,
        names=(acts.names[one], acts.names[two]),
        acts=len(places),
        undated=len(places) - len(known),
        series=(series(acts, one, two, unit), series(acts, two, one, unit)),
        curves=(curve(acts, places, one, two, unit), curve(acts, places, two, one, unit)),
        phases=phases(acts, places, seed=seed),
        replies=(
            replies(acts, by=two, to=one, days=days, found=found),
            replies(acts, by=one, to=two, days=days, found=found),
        ),
        diplomacy=spells_of_crisis(crisis, sides) if crisis else spells_of_table(acts, places),
        start=acts.date(int(known.min())) if len(known) else None,
        end=acts.date(int(known.max())) if len(known) else None,
    )
