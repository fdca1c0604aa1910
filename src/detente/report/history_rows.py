"""The coding of an account, and its nearest past cases, as rows of a table."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from detente.report.rows import cell

if TYPE_CHECKING:
    from detente.history import Outlook

COLUMNS = ("row", "actor", "adversary", "variable", "value", "confidence", "rule", "records", "quotes")
MARK = " | "


def history_csv(outlook: Outlook, *, raw: bool = False) -> str:
    """One row for each coded value, then one for each near case.

    The variable of a near case is its place in the ranking, its confidence the distance. Cells that a
    spreadsheet would run as a formula get a leading ``'``, unless ``raw``.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for actor in outlook.actors:
        coded = actor.coded
        for value in coded.values.values():
            quotes = MARK.join(each.quote for each in value.evidence)
            line: tuple[object, ...] = (
                "coded", coded.actor, coded.adversary, value.variable, value.value,
                round(value.confidence, 4), value.rule, MARK.join(value.records), quotes,
            )  # fmt: skip
            writer.writerow([cell(each, raw) for each in line])
        for place, case in enumerate(actor.neighbours.analogues, 1):
            line = (
                "near", coded.actor, coded.adversary, place, f"{case.name}, {case.year}: {case.actor}",
                round(case.distance, 4), "distance", f"ICB {case.crisis}", case.summary,
            )  # fmt: skip
            writer.writerow([cell(each, raw) for each in line])
    return stream.getvalue()
