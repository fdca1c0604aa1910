"""Hostile sizes: work grows in step with the text, whatever is repeated in it."""

from __future__ import annotations

import gc
import time

import pytest
from reading_checks import check_spans

from detente.crisis import Crisis, Document
from detente.reading import Reader

GROWTH = 4  # times as much text
SLACK = 3.0  # times as long again as in step: room for a busy machine, none for squares
SECONDS = 10.0  # for the larger text


def read(reader: Reader, text: str) -> tuple[Crisis, float]:
    """The crisis, and the processor time that reading took, without what earlier tests left to collect."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        crisis = reader.read(Document.from_text(text))
        return crisis, time.process_time() - start
    finally:
        gc.enable()


SHAPES = {
    "one name again and again": ("Peru ", " attacked Ecuador.", 500),
    "one name in sentences of its own": ("Peru attacked Ecuador. ", "", 60),
    "pronouns": ("It attacked them. ", "", 60),
    "possessives": ("their ", "army attacked.", 400),
    "sets": ("Both countries recalled their ambassadors. ", "", 40),
    "the strikes again and again": ("The strikes went on. ", "", 60),
    "one letter": ("a", "", 12_000),
    "one name without spaces": ("Peru", "", 3_000),
    "brackets": ("(", "", 3_000),
    "quotes": ('"', "", 3_000),
    "commas": ("Peru, ", "and Chile met.", 400),
    "dates": ("3 May 1982 ", "", 250),
    "dashes": ("1-", "", 3_000),
    "acronyms": ("the Army of Free Birds (AFB), ", "met.", 60),
    "nested clauses": ("Peru said that ", "Ecuador attacked.", 60),
    "negations": ("not ", "attacked.", 400),
    "one long sentence": ("Peru and Chile quietly met the old king of Spain and ", "left.", 60),
    "paragraphs": ("Peru.\n\n", "", 300),
    "spaces": (" ", "Peru attacked Ecuador.", 12_000),
    "line ends": ("\n", "Peru attacked Ecuador.", 12_000),
    "combining marks": ("\u0301", "Peru attacked Ecuador.", 6_000),
    "capitals": ("ADDIS ABABA/ASMARA, ", "14 May 1998 - Peru attacked.", 150),
    "opening dates": ("On 3 May the ", "army left.", 200),
    "different names": ("", "", 0),
}


def text_of(shape: str, times: int) -> str:
    unit, tail, count = SHAPES[shape]
    if shape == "different names":
        return " ".join(f"The Group {chr(65 + i % 26)}{i} attacked Place{i}." for i in range(40 * times))
    return unit * (count * times) + tail


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_text(reader: Reader, shape: str) -> None:
    read(reader, text_of(shape, 1))
    crisis, small = read(reader, text_of(shape, 1))
    check_spans(crisis)
    crisis, large = read(reader, text_of(shape, GROWTH))
    check_spans(crisis)
    assert large < SECONDS
    assert large < max(small, 0.05) * GROWTH * SLACK


def test_ten_thousand_names(reader: Reader) -> None:
    crisis, seconds = read(reader, "Peru and Ecuador met. " * 600 + "Peru " * 10_000)
    assert seconds < 3 * SECONDS
    assert len(crisis.actor("PER").mentions) >= 5_000


def test_three_thousand_pronouns(reader: Reader) -> None:
    crisis, seconds = read(reader, "Peru attacked Ecuador. " + "it " * 3_000 + "attacked them.")
    assert seconds < SECONDS
    check_spans(crisis)


def test_a_word_of_a_hundred_thousand_letters(reader: Reader) -> None:
    text = f"Peru attacked Ecuador. {'a' * 100_000} Ecuador thanked Chile."
    crisis, seconds = read(reader, text)
    assert seconds < SECONDS
    check_spans(crisis)
    assert {each.event for each in crisis.events} >= {"ASSAULT"}


def test_a_sentence_of_five_thousand_tokens(reader: Reader) -> None:
    crisis, seconds = read(reader, "Peru and Chile met the king and " * 715 + "left.")
    assert seconds < 2 * SECONDS
    check_spans(crisis)
    assert max(len(span) for span in crisis.sentences) < 5_000


def test_a_text_in_one_paragraph_without_a_stop(reader: Reader) -> None:
    crisis, seconds = read(reader, "Peru attacked Ecuador and Ecuador attacked Peru while Chile slept " * 400)
    assert seconds < 2 * SECONDS
    check_spans(crisis)
