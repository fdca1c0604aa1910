"""Reply matrices: how acts on each rung were answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from detente.report.labels import RUNGS, rung_text, rung_words
from detente.report.plots.drawing import INK, Plot, altair, data, link, plot, some

if TYPE_CHECKING:
    from detente.dynamics import Dynamics, Pair, Replies, ReplyRow

CELL = 38
AGAIN, OPEN = "same side", "no answer"
EMPTY = "#f3f1ec"


def replies_plot(dynamics: Dynamics, pair: Pair) -> Plot | None:
    """How each side answered the other, rung by rung; ``None`` where no act calls for an answer."""
    alt = altair()
    tables = [table for table in pair.replies if table.rows]
    if not tables:
        return None
    names = dict(zip(pair.sides, pair.names, strict=True))
    rungs = [_rungs(curve.points) for curve in pair.curves]
    sides = dict(zip(pair.sides, rungs, strict=True))
    columns = _columns(tables)
    parts = [
        _matrix(
            table,
            columns,
            sides.get(table.by, {}),
            dynamics.of,
            f"{names[table.by]} answers {names[table.to]}",
        )
        for table in tables
    ]
    title = f"Replies, {pair.names[0]} and {pair.names[1]}"
    return plot("replies", title, _notes(tables[0]), alt.vconcat(*parts))


def all_replies_plot(dynamics: Dynamics) -> Plot | None:
    """How all sides answered each other; ``None`` where no act calls for an answer."""
    table = dynamics.replies
    if not table.rows:
        return None
    matrix = _matrix(table, _columns([table]), {}, dynamics.of, "all sides")
    return plot("replies-of-all", "Replies of all sides", _notes(table), matrix)


def _notes(table: Replies) -> list[str]:
    return [
        f"Each row: what followed acts on that rung. An act is {table.rule};",
        "else the same side acts again, or nothing follows in that time.",
        "Numbers: acts. Colour: their share of the row. Pale rows, marked *, have fewer than five acts.",
    ]


def _rungs(points: Any) -> dict[str, int]:
    return {point.event: point.rung for point in points}


def _columns(tables: list[Replies]) -> list[str]:
    found = {rung for table in tables for row in table.rows for rung in row.rungs}
    return [*(rung_text(rung) for rung in sorted(found)), AGAIN, OPEN]


def _matrix(table: Replies, columns: list[str], rungs: Mapping[str, int], of: str, what: str) -> Any:
    alt = altair()
    rows = [cell for row in table.rows for cell in _cells(row, columns, rungs, of, what)]
    order = [_label(row) for row in sorted(table.rows, key=lambda row: -(row.rung or 0))]
    x = alt.X(
        "outcome:N",
        sort=columns,
        title="rung of the answer, or what came instead",
        axis=alt.Axis(labelAngle=-35, grid=False, domain=False, ticks=False),
    )
    y = alt.Y(
        "row:N",
        sort=order,
        title="rung of the act (acts)",
        axis=alt.Axis(grid=False, domain=False, ticks=False),
    )
    base = alt.Chart(data(rows)).encode(x=x, y=y)
    colour = alt.Color(
        "share:Q",
        scale=alt.Scale(scheme="blues", domain=[0, 1]),
        legend=alt.Legend(title="share of the row", format=".0%"),
    )
    cells = base.mark_rect(stroke="white", strokeWidth=2).encode(
        color=alt.condition("datum.share > 0", colour, alt.value(EMPTY)),
        opacity=alt.condition("datum.few", alt.value(0.5), alt.value(1)),
        description="say:N",
        href="link:N",
        tooltip=["say:N"],
    )
    numbers = base.mark_text(fontSize=12, aria=False).encode(
        text="shown:N",
        color=alt.condition("datum.share > 0.6 && !datum.few", alt.value("white"), alt.value(INK)),
    )
    wide, high = CELL * len(columns) * 1.3, CELL * 0.82 * len(order)
    return (cells + numbers).properties(width=wide, height=high, title=what)


def _label(row: ReplyRow) -> str:
    return f"{rung_words(row.rung or 0)} ({row.acts:,}){' *' if row.few else ''}"


def _cells(
    row: ReplyRow, columns: list[str], rungs: Mapping[str, int], of: str, what: str
) -> list[dict[str, Any]]:
    from detente.dynamics import share_of

    counts = {rung_text(rung): number for rung, number in row.rungs.items()}
    counts |= {AGAIN: row.again, OPEN: row.open}
    known = {rung_text(rung): rung for rung in RUNGS}
    cells = []
    for column in columns:
        number = counts.get(column, 0)
        share = share_of(number, row.acts)
        pairs = [pair for pair in row.pairs if column in known and rungs.get(pair[1]) == known[column]]
        ids = [id for pair in pairs for id in pair]
        # The reply's rung is not known by id in the table of all sides: all pairs of the row stand for it.
        events = f" [{', '.join(f'{act} → {reply}' for act, reply in pairs[:12])}]" if pairs else ""
        if not rungs and column in known and number:
            ids = [id for pair in row.pairs for id in pair]
            events = f" [acts of this rung and their answers: {some(ids, of)}]"
        outcome = (
            f"answered on {column}"
            if column in known
            else "followed by the same side"
            if column == AGAIN
            else column
        )
        cells.append(
            {
                "row": _label(row),
                "outcome": column,
                "few": row.few,
                "share": 0.0 if not number else number / row.acts,
                "shown": f"{number:,}" if number else "",
                "say": f"{what}: of {row.acts:,} acts on rung {rung_words(row.rung or 0)}, {number:,} "
                f"{outcome}; share {share.share:.2f}, {share.low:.2f} to {share.high:.2f}{events}",
                "link": link(ids),
            }
        )
    return cells
