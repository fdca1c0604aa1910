"""What comes next in a crisis as one HTML page: chances, what moved them, times, the game, the score card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.report.forecast_text import (
    Ahead,
    days_words,
    disagreements,
    range_words,
    score_words,
    span_words,
    wait_score_words,
)  # fmt: skip
from detente.report.history_page import near_table
from detente.report.proofs import proofs_of
from detente.report.room_page import Cell, Figure, Part, Table, figure_of, named_ids, room_page

if TYPE_CHECKING:
    from detente.dynamics import Outlook

ASKED = {
    "next": "the next act escalates",
    "force": "force is used again",
    "onset": "force is used, with none so far",
}


def forecast_page(ahead: Ahead) -> str:
    """The page of what ``ahead_text`` tells. The same input gives the same bytes.

    Raises ``UsageError`` H218 where altair, which draws the charts, is not installed.
    """
    within = ahead.within
    since = f"from the end of {within.as_of}" if within.as_of else "from the last act told (undated)"
    parts = [_outlook(each) for each in within.outlooks]
    if within.waits:
        parts.append(_waits(ahead))
    parts.append(_game(ahead))
    if ahead.past is not None and ahead.past.actors:
        tables = tuple(
            near_table(actor.neighbours.analogues, f"Cases near {actor.coded.name}'s")
            for actor in ahead.compared
        )
        parts.append(Part("Like cases", tables=tables))
    parts.append(Part("How far such forecasts held", figures=(_held(),)))
    parts.append(Part("Notes", tuple(map(Cell, (*within.notes, f"weights: {within.licence}")))))
    return room_page(
        kicker="What comes next",
        title=ahead.crisis.document.title or ahead.crisis.document.id,
        lead=[Cell(f"Looking ahead {since}, with {within.events} events known.")],
        parts=parts,
        proofs=proofs_of(ahead.crisis, named_ids(parts)),
        named="words",
    )


def _outlook(outlook: Outlook) -> Part:
    from detente.report.plots import Chanced, chances_plot

    rows = [Chanced("", each.name, each.chance, each.low, each.high, each.usual) for each in outlook.chances]
    question = outlook.question[0].upper() + outlook.question[1:]
    notes = ["Dots: the forecast."]
    if any(each.low is not None for each in outlook.chances):
        notes = ["Lines: what forecasts like this came to on crises that the model had not seen (95 %)."]
    figure = figure_of(chances_plot("chances", question, notes, rows, "usual"))
    reasons = Table(
        f"What moved “{outlook.chances[-1].name}” from the usual, in log-odds",
        ("reason", "moved"),
        tuple((Cell(each.what, each.events), Cell(f"{each.moved:+.2f}")) for each in outlook.reasons),
    )
    says = [Cell("After this act:", outlook.about)] if outlook.about else []
    says.append(Cell(score_words(outlook.score) if outlook.score else "How well this does was not measured."))
    return Part(question, tuple(says), (figure,), (reasons,) if reasons.rows else ())


def _waits(ahead: Ahead) -> Part:
    rows = tuple(
        (
            Cell(each.what),
            Cell(days_words(each.median)),
            Cell(span_words(each.half)),
            Cell(span_words(each.most)),
            Cell(f"{each.week:.2f}"),
            Cell(f"{each.month:.2f}"),
            Cell(wait_score_words(each.score) if each.score else ""),
        )
        for each in ahead.within.waits
    )
    head = ("days until", "middle", "half of cases", "four in five", "within 7", "within 30", "how well")
    return Part("How long", tables=(Table("Days until something comes", head, rows),))


def _game(ahead: Ahead) -> Part:
    heading = "Beside the game"
    if ahead.game is None:
        return Part(heading, (Cell("The account has no two sides, so it is not run as a game."),))
    rows = []
    for each in disagreements(ahead):
        digits = 0 if each.about.startswith("days") else 2
        rows.append(
            (
                Cell(each.about),
                Cell(range_words(each.statistics, digits)),
                Cell(range_words(each.game, digits)),
                Cell("they disagree" if each.apart else "within each other's range"),
            )
        )
    path = ahead.game.baseline.path
    says = (
        Cell(
            f"The game looks ahead from what {ahead.game.names[0]} did first, statistics from the last act."
        ),
        Cell(f"Likeliest course of the game: {path.name} ({path.chance.mean:.2f})."),
    )
    head = ("about", "statistics", "game", "together")
    return Part(heading, says, tables=(Table("Statistics and the game", head, tuple(rows)),) if rows else ())


def _held() -> Figure:
    from detente.dynamics import score_card
    from detente.report.plots import Held, reliability_plot

    found = score_card().reliability
    panels = {ASKED.get(name, name): [Held(*each) for each in bins] for name, bins in found.items()}
    return figure_of(reliability_plot(panels))
