"""The table that words events covers PLOVER and holds together."""

from __future__ import annotations

import re
from importlib import resources

import pytest
from report_story import Writer

from detente.codes import parse, values
from detente.crisis import Actor, Crisis, Document
from detente.reading import Reader
from detente.report import summary

TABLE = parse(
    resources.files("detente.report").joinpath("phrases.tsv").read_text(encoding="utf-8"), "phrases.tsv"
)
EVENTS = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
SLOT = re.compile(r"\{(\w+|\w+/\w+/\w+)\}")


def test_the_header_is_complete() -> None:
    assert {"title", "source", "licence", "date"} <= set(TABLE.header)


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_has_a_wording_of_its_own(event: str) -> None:
    assert any(row["event"] == event and not row["mode"] for row in TABLE.rows)


def test_no_two_rows_answer_to_the_same_codes() -> None:
    keys = [(row["turn"], row["event"], row["mode"], row["leaf"]) for row in TABLE.rows]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    "row", TABLE.rows, ids=lambda row: f"{row['turn']}{row['event']}.{row['mode']}{row['leaf']}"
)
def test_every_row_can_be_said(row: dict[str, str]) -> None:
    assert len(values(row["verb"])) == 3
    for column in ("to", "alone", "mutual"):
        slots = SLOT.findall(row[column])
        assert any(slot == "v" or "/" in slot for slot in slots)
        assert all(slot in ("v", "t", "its", "people", "envoys") or "/" in slot for slot in slots)
    assert re.search(r"\{(t|people|envoys)\}", row["to"])
    assert "{t}" not in row["alone"] + row["mutual"]
    text = "It moved."
    for sources, targets in (("A", "B"), ("A", ""), ("A B", "A B"), ("", "B"), ("", "")):
        more = {"mode": row["mode"] or None, "leaf": row["leaf"] or None}
        event = Writer(text).event("e1", "moved", row["event"] or None, sources, targets, **more)
        actors = (Actor("A", "Alba", "state"), Actor("B", "Brena", "state"))
        said = "".join(piece.text for piece in summary(Crisis((Document.from_text(text),), actors, (event,))))
        assert "{" not in said
        assert said.count(".") == 2


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("its crew", "Alba attacked its crew"),
        ("their envoy", "Alba attacked their envoy"),
        ("unknown gunman", "Alba attacked the unknown gunman"),
    ],
)
def test_a_name_with_a_determiner_of_its_own_takes_no_article(name: str, said: str) -> None:
    text = "It moved."
    actors = (Actor("A", "Alba", "state"), Actor("B", name, "person", generic=True))
    event = Writer(text).event("e1", "moved", "ASSAULT", "A", "B")
    crisis = Crisis((Document.from_text(text),), actors, (event,))
    assert said in "".join(piece.text for piece in summary(crisis))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Peru recalled its ambassador from Ecuador.", "Peru recalled its envoy from Ecuador"),
        ("Peru sent its ambassador back to Ecuador.", "Peru sent its envoy back to Ecuador"),
        ("The Peruvian ambassador returned to Ecuador.", "Peru's ambassador returned to post in Ecuador"),
        ("Peru and Ecuador restored their ambassadors.", "Peru and Ecuador sent envoys back to one another"),
        ("Peru armed the rebels in Ecuador.", "military aid"),
    ],
)
def test_what_becomes_of_envoys_and_arms_is_said(text: str, said: str) -> None:
    crisis = Reader("rules").read(Document.from_text(text))
    assert said in "".join(piece.text for piece in summary(crisis))
