"""JSON lines, CSV and Markdown."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_story import HOSTILE, Writer

from detente.crisis import Actor, Crisis, Document, Place
from detente.errors import UsageError
from detente.report import FORMATS, render

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def one(name: str, **fields: object) -> Crisis:
    text = "It struck."
    event = Writer(text).event("e1", "struck", "ASSAULT", "A", "", **fields)
    return Crisis((Document.from_text(text),), (Actor("A", name, "state"),), (event,))


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_json_is_the_crisis(story: Crisis) -> None:
    assert Crisis.from_json(render(story, "json")) == story


def test_jsonl_has_every_record_once(story: Crisis, hostile: Crisis) -> None:
    lines = [json.loads(row) for row in render(story, "jsonl").split("\n") if row]
    kinds = [row["kind"] for row in lines]
    assert kinds[0] == "crisis"
    assert kinds.count("event") == len(story.events)
    assert kinds.count("relation") == 3
    assert next(row for row in lines if row["kind"] == "relation")["type"] == "neighbour_of"
    assert next(row for row in lines if row["kind"] == "event")["modality"] == "asserted"
    odd = render(hostile, "jsonl")
    odd.encode("utf-8")
    assert len(odd.splitlines()) == len(odd.split("\n")) - 1
    assert json.loads(odd.split("\n")[1])["text"] == hostile.document.text


def test_csv_has_a_row_for_each_event(story: Crisis) -> None:
    rows = table(render(story, "csv"))
    assert [row["id"] for row in rows] == [event.id for event in story.events]
    first = rows[0]
    assert (first["date"], first["rung"], first["killed"], first["trigger"]) == (
        "2021-03-03",
        "5",
        "4",
        "attacked",
    )
    assert first["intensity"] == "-9.3"
    assert rows[18]["rung"] == "-1"


def test_no_cell_starts_a_formula(hostile: Crisis) -> None:
    for row in table(render(hostile, "csv")):
        for value in row.values():
            assert not value.startswith(FORMULA) or re.fullmatch(r"-?\d+(\.\d+)?", value)


@settings(max_examples=60, deadline=None)
@given(name=st.text(min_size=1, max_size=20), first=st.sampled_from([*FORMULA, ""]))
def test_csv_is_safe_and_exact_when_raw(name: str, first: str) -> None:
    crisis = one(first + name, where=Place(first + name))
    shown = table(render(crisis, "csv"))[0]["place"]
    exact = table(render(crisis, "csv", raw=True))[0]["place"]
    plainly = re.sub(r"[\ud800-\udfff]", "\ufffd", first + name)
    assert exact == plainly
    assert shown in (plainly, "'" + plainly)
    assert not shown.startswith(FORMULA) or re.fullmatch(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", shown)


def test_markdown_shows_hostile_text_as_text(hostile: Crisis) -> None:
    text = render(hostile, "markdown")
    assert "<" not in text
    assert "javascript:" not in text
    assert not re.search(r"(?<!\\)\]\(", text)
    rows = [row for row in text.split("\n") if row.startswith("| ")]
    assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows if "⟦U+202E⟧" in row and "“" in row}) <= 2


def test_markdown_tells_the_story(story: Crisis) -> None:
    text = render(story, "markdown")
    assert text.startswith("# The Hollow Island affair\n")
    assert "## Timeline" in text
    assert "| **Nordian military** → strike → **Skerry Front** |" in text


def test_every_format_is_deterministic_and_utf8(story: Crisis, hostile: Crisis) -> None:
    for name in FORMATS:
        assert render(Crisis.from_json(story.to_json()), name) == render(story, name)
        if name != "json":
            render(hostile, name).encode("utf-8")


def test_an_unknown_format_names_those_there_are(story: Crisis) -> None:
    with pytest.raises(UsageError, match=r"S501.*jsonl"):
        render(story, "xlsx")


def test_an_empty_crisis_renders() -> None:
    crisis = Crisis((Document.from_text(""),))
    for name in FORMATS:
        assert render(crisis, name)


def test_names_that_end_a_cell_stay_inside_it() -> None:
    assert len(HOSTILE) > 10
    text = render(one('a","b\r\n"c'), "csv")
    assert len(table(text)) == 1
