"""An account among past crises as one HTML page: what was coded, near cases, shares, base rates, quotes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.report.history_text import NOTES, course_words, measured_lines, value_words
from detente.report.proofs import proofs_of
from detente.report.room_page import Cell, Part, Table, figure_of, named_ids, room_page

if TYPE_CHECKING:
    from detente.crisis import Crisis
    from detente.history import ActorOutlook, Analogue, Outlook
    from detente.report.plots import Plot

MOST_REASONS = 3


def history_page(outlook: Outlook, crisis: Crisis) -> str:
    """The page of ``outlook(crisis)``. The same input gives the same bytes.

    Raises ``UsageError`` H218 where altair, which draws the charts, is not installed.
    """
    parts = [_actor(each) for each in outlook.actors]
    if outlook.pairs:
        parts.append(Part("Near pairs", tables=tuple(_pairs(outlook))))
    parts.append(Part("Notes", tuple(map(Cell, (*NOTES, *measured_lines(outlook.measured))))))
    whole = [
        Cell(f"{name.replace('_', ' ')}: {value_words(coded.value)}", coded.records)
        for name, coded in outlook.account.whole.items()
    ]
    return room_page(
        kicker="Among past crises",
        title=outlook.title,
        lead=whole,
        parts=parts,
        proofs=proofs_of(crisis, [*named_ids(parts), *(id for cell in whole for id in cell.ids)]),
        named="words",
    )


def _actor(actor: ActorOutlook) -> Part:
    coded = actor.coded
    facing = f", facing {coded.adversary_name}" if coded.adversary_name else ""
    says = Table(
        "Coded from the account; the rest stays unknown",
        ("variable", "value", "sure", "by"),
        tuple(
            (
                Cell(each.variable.replace("_", " ")),
                Cell(value_words(each.value), each.records),
                Cell(f"{each.confidence:.2f}"),
                Cell(each.rule),
            )
            for each in coded.values.values()
        ),
        f"Not told: {', '.join(name.replace('_', ' ') for name in actor.unknown)}." if actor.unknown else "",
    )
    near = Part(
        "Nearest past cases, and what became of cases near",
        figures=(figure_of(_shares(actor)),),
        tables=(near_table(actor.neighbours.analogues),),
    )
    rates = Part("Base rates", figures=(figure_of(_rates(actor)),), tables=(_rate_table(actor),))
    inner = [Part("What the account says", tables=(says,)), near, rates]
    if actor.seen:
        why = Cell("Asked for by name: rests on identity, apart from the ranking.")
        inner.append(Part("By name", (why,), tables=(near_table(actor.seen.cases),)))
    return Part(f"{coded.name}{facing}", inner=tuple(inner))


def near_table(analogues: tuple[Analogue, ...], caption: str = "Near cases") -> Table:
    """Past cases: how far apart, what is alike, what differs, how each went."""
    rows = tuple(
        (
            Cell(f"{each.name}, {each.year}"),
            Cell(each.actor + (f" facing {each.adversary}" if each.adversary else "")),
            Cell(f"{each.distance:.2f}"),
            Cell(f"{each.known:.0%}"),
            Cell("; ".join(f"{one.label}: {value_words(one.there)}" for one in each.alike)),
            Cell(
                "; ".join(
                    f"{one.label}: {value_words(one.there)}, here {value_words(one.here)}"
                    for one in each.differ[:4]
                )
            ),
            Cell(course_words(each)),
        )
        for each in analogues
    )
    return Table(caption, ("crisis", "actor", "apart", "compared", "alike", "differs", "went"), rows)


def _shares(actor: ActorOutlook) -> Plot:
    from detente.report.plots import Chanced, chances_plot

    rows = [
        Chanced(each.kind, each.value, each.share, each.low, each.high, each.base)
        for each in actor.neighbours.shares
    ]
    notes = [f"Weighed by nearness, as much as {actor.neighbours.size:.0f} crises. Lines: 90 % intervals."]
    return chances_plot(
        "near", f"What became of cases near {actor.coded.name}'s", notes, rows, "all past cases"
    )


def _rates(actor: ActorOutlook) -> Plot:
    from detente.report.plots import Chanced, chances_plot

    found = actor.base_rates
    rows = [Chanced("", each.name, each.chance, each.low, each.high, each.all.rate) for each in found.rates]
    notes = [f"Fitted to past crises; lines: {found.level:.0%} intervals of the rate, not of a single case."]
    return chances_plot("rates", f"An actor in {actor.coded.name}'s position", notes, rows, "all past cases")


def _rate_table(actor: ActorOutlook) -> Table:
    rows = tuple(
        (
            Cell(each.name),
            Cell(f"{each.chance:.2f} ({each.low:.2f} to {each.high:.2f})"),
            Cell(f"{each.alike.rate:.2f}, {each.alike.came} of {each.alike.cases}" if each.alike else "–"),
            Cell(f"{each.all.rate:.2f}, {each.all.came} of {each.all.cases}"),
            Cell(
                "; ".join(
                    f"{one.fact}: odds × {one.odds:.1f} ({one.low:.1f} to {one.high:.1f})"
                    for one in each.reasons[:MOST_REASONS]
                )
            ),
        )
        for each in actor.base_rates.rates
    )
    return Table("Base rates", ("what", "fitted", "same trigger", "all", "what moves it most"), rows)


def _pairs(outlook: Outlook) -> Iterator[Table]:
    names = {actor.coded.actor: actor.coded.name for actor in outlook.actors}
    for pair in outlook.pairs:
        rows = tuple(
            (
                Cell(f"{found.name}, {found.year}"),
                Cell(f"{found.distance:.2f}"),
                Cell("; ".join(f"{names[actor]} stands as {case.actor}" for actor, case in found.cases)),
                Cell("; ".join(f"{case.actor}: {course_words(case)}" for _, case in found.cases)),
            )
            for found in pair.nearest
        )
        yield Table(f"{names[pair.one]} and {names[pair.two]}", ("crisis", "apart", "roles", "went"), rows)
