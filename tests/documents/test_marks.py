"""Headings and boilerplate are marked; the text stays as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.documents import from_text, load

SHARED = Path(__file__).parents[2].parent / "shared"


def headings(text: str) -> list[str]:
    return [span.slice(text) for span in from_text(text).headings]


def boilerplate(text: str) -> list[str]:
    return [span.slice(text) for span in from_text(text).boilerplate]


PROSE = "Arland struck two camps in Borland, and Borland recalled its ambassador on the next day."


@pytest.mark.parametrize(
    "line",
    [
        "PRE-CRISIS:",
        "Background",
        "Background and Pre-crisis",
        "A War of Two Days",
        "1. The First Strike",
        "16 January 2024",
        "What followed",
        "THE UNITED NATIONS STEPS IN",
        "2016",
        "## Causes",
    ],
)
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_headings(line: str, between: str) -> None:
    assert headings(f"{PROSE}{between}{line}{between}{PROSE}") == [line]
    assert headings(f"{line}{between}{PROSE}") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Arland withdrew.",
        "Arland recalled its envoy",
        "They were not amused",
        "“Enough”",
        "Who ordered it?",
        "- Talks with Arland",
        "The raids were meant to carry a clear warning:",
        "Arland said that it would not go on with the talks",
    ],
)
def test_sentences_are_no_headings(line: str) -> None:
    assert headings(f"{PROSE}\n\n{line}\n\n{PROSE}") == []


BODY = f"{PROSE} Nobody was surprised.\n\nThe next day the envoys met."


@pytest.mark.parametrize(
    "line",
    [
        "Two strikes and a telephone call",
        "Arland Strikes Borland",
        "Arland strikes Borland, and Borland strikes back",
        "Arland struck Borland",
        "Why did Arland strike?",
        "“Enough”: how Borland answered its neighbour",
        "The crisis of 1999: what was said, and by whom",
        "THE STANDOFF",
    ],
)
def test_a_first_line_without_a_stop_is_the_title_and_no_sentence(line: str) -> None:
    for above in ("", "By Jane A. Doe\n\n", "Date: 2024-01-22\n\n"):
        for below in ("\n\n", "\nBy Jane A. Doe\n\n"):
            document = from_text(f"{above}{line}{below}{BODY}")
            assert document.title == line
            assert [span.slice(document.text) for span in document.headings] == [line]
    assert from_text(f"Title: A Tale\n\n{line}\n\n{BODY}").title == "A Tale", "what the file states counts"


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        BODY,
        f"Arland struck Borland.\n\n{BODY}",
        f"Arland said that it would answer:\n\n{BODY}",
        f"Arland struck Borland, recalled its envoy and closed\n\nthe border. {BODY}",
        f"Arland struck Borland and then its army crossed the river in three places in a day\n\n{BODY}",
        f"arland struck Borland\n\n{BODY}",
        "Arland struck Borland\n\nBorland recalled its ambassador on the next day\n\nTalks failed",
        "Arland struck Borland\n\nBorland answered.",
        f"Arland struck Borland\n{PROSE}",
    ],
)
def test_a_first_line_of_prose_is_read(text: str) -> None:
    document = from_text(text)
    assert document.title is None
    assert not document.headings


@pytest.mark.parametrize(
    "line",
    ["16 January 2024", "1. The First Strike", "PRE-CRISIS:", "Arland said:", "Background", "Dear Sir"],
)
def test_a_first_heading_of_a_part_is_no_title(line: str) -> None:
    document = from_text(f"{line}\n\n{BODY}")
    assert document.title is None
    assert len(document.headings) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Arland struck Borland",
        "Arland Strikes Borland",
        "Arland struck\n\nBorland answered",
        "BORLAND",
    ],
)
def test_a_text_is_not_all_heading(text: str) -> None:
    assert len(headings(text)) < len(text.split("\n\n"))


def test_a_chronicle_without_stops_is_text() -> None:
    lines = [
        "16 January: Arland Strikes Borland",
        "17 January: Envoys Recalled",
        "18 January: Borland Strikes Back",
    ]
    assert headings("\n".join(lines)) == []
    assert headings("\n\n".join(lines)) == []


def test_hard_wrapped_lines_are_no_headings() -> None:
    words = (
        "When The General Staff Of Arland met in the capital on Tuesday the Ministers of Defence\n"
        "Foreign Affairs and the Interior of the Republic were told that the Army of Borland had\n"
        "Crossed the River Ard at Dawn"
    )
    assert headings(f"{words}.\n\n{words}\nand stayed there.\n\n{PROSE[:60]}.") == []


@pytest.mark.parametrize(
    "line",
    [
        "0 Comments",
        "1,204 comments",
        "Share this article",
        "Share on Facebook",
        "Facebook | Twitter | WhatsApp",
        "Advertisement",
        "Read more: Arland in five charts",
        "Subscribe to our newsletter",
        "We use cookies to improve your visit.",
        "© 2024 The Gazette. All rights reserved.",
        "Copyright 2024 The Gazette",
        "By Jane A. Doe",
        "Page 3 of 10",
        "- 3 -",
        "12",
        "5 min read",
        "Photo: Jane Doe/Agency",
        "Home | World | Opinion | Sport",
        "https://example.org/story",
        "Leave a reply",
        "Published: 22 January 2024",
        "Last updated on 3 May 2024 at 10:00",
        "Skip to main content",
        "Related articles",
        "By Jane A. Doe, 22 January 2024",
        "By Jane Doe and Ali Amin | Jan. 22, 2024",
        "0 Comments · Subscribe to our newsletter · © The Gazette",
        "1/22/24, 3:47 PM Arland strikes Borland | The Gazette",
        "https://example.org/story 1/3",
        "file:///home/jane/story.html 2/3",
    ],
)
def test_boilerplate(line: str) -> None:
    assert boilerplate(f"{PROSE}\n\n{line}\n\n{PROSE}") == [line]
    assert boilerplate(f"{PROSE}\n{line}") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "By January the army of Arland had crossed the river.",
        "Share prices fell after the strikes.",
        "Copyright law was not the issue.",
        "Subscribe to the theory that Arland struck first, and little follows, said the general.",
        "Home forces of Arland withdrew.",
        "Read the statement: Arland will not yield.",
        "Pages of the report were withheld.",
        "He made 3 comments.",
        "Follow us into the valley, the general told his men, who did.",
        "By Tuesday Arland had won.",
        "By Tuesday, 22 January 2024 Arland had won",
        "By 22 January 2024",
        "12 · 40",
        "0 Comments · Arland struck twice",
    ],
)
def test_prose_is_no_boilerplate(line: str) -> None:
    assert boilerplate(f"{PROSE}\n\n{line}\n\n{PROSE}") == []


@pytest.mark.parametrize(
    "tail",
    [
        "0 Comments",
        "Advertisement",
        "Share this article",
        "Read more",
        "Leave a comment",
    ],
)
@pytest.mark.parametrize("between", ["", " "])
def test_boilerplate_glued_to_the_last_sentence(tail: str, between: str) -> None:
    assert boilerplate(f"{PROSE}\n\n{PROSE}{between}{tail}") == [tail]


@pytest.mark.parametrize("name", ["icb_482", "icb_494", "pakistan_iran_2024"])
def test_the_coded_texts(name: str) -> None:
    gold = SHARED / "data" / "gold" / f"{name}.gold.json"
    if not gold.exists():
        pytest.skip("the coded texts are not here")
    document = load(gold.with_name(f"{name}.txt"))
    wanted = {(span["start"], span["end"]) for span in json.loads(gold.read_text())["boilerplate"]}
    assert {(span.start, span.end) for span in document.headings + document.boilerplate} == wanted
