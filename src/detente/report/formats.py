"""A crisis in the file formats that ``--format`` names."""

from __future__ import annotations

from typing import Literal, get_args

from detente.crisis import Crisis
from detente.errors import UsageError
from detente.report.rows import csv_text, jsonl_text

Format = Literal["json", "jsonl", "csv", "markdown", "html"]
FORMATS: tuple[str, ...] = get_args(Format)


def render(crisis: Crisis, format: str, *, raw: bool = False) -> str:
    """The crisis as one text; the same crisis always gives the same text.

    ``json`` is ``Crisis.to_json``, ``jsonl`` one record a line with its ``kind``, ``csv`` the events (cells
    that a spreadsheet would run as a formula get a leading ``'``, unless ``raw``), ``markdown`` the brief,
    ``html`` the page. Encode it as UTF-8. Raises ``UsageError`` (S501) on another format.
    """
    match format:
        case "json":
            return crisis.to_json(indent=1) + "\n"
        case "jsonl":
            return jsonl_text(crisis)
        case "csv":
            return csv_text(crisis, raw=raw)
        case "markdown":
            from detente.report.markdown import markdown

            return markdown(crisis)
        case "html":
            # Jinja2 is loaded only where a page is made: the command line starts faster without it.
            from detente.report.html import page

            return page(crisis)
    raise UsageError("S501", f"unknown format {format!r}", remedy=f"Use one of {', '.join(FORMATS)}")
