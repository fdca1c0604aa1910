"""What hand-coded accounts taught the trained coder: which words report an event, which event, whose."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.coder import AccountHeads, TrainedCoder, shipped
from detente.codes import plover
from detente.crisis import Crisis
from detente.documents import load
from detente.reading import Reader

ACCOUNTS = Path(__file__).parents[1] / "gold"


@pytest.fixture(scope="module")
def trained() -> Reader:
    return Reader("trained")


@pytest.fixture(scope="module")
def rules() -> Reader:
    return Reader("rules")


@pytest.fixture(scope="module")
def accounts(trained: Reader) -> list[Crisis]:
    return [trained.read(load(ACCOUNTS / f"{name}.txt")) for name in ("goa_1961", "kargil_1999")]


def triggers(crisis: Crisis) -> set[str]:
    text = crisis.documents[0].text
    return {event.trigger.slice(text) for event in crisis.events}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The quarrel drained the treasury of Peru and frightened its ministers.", {"drained", "frightened"}),
        ("After the raid the border towns of Chile emptied and trade with Peru collapsed.", {"collapsed"}),
        ("The ultimatum backfired.", {"backfired"}),
    ],
)
def test_words_of_no_deed_of_anybody_are_events_of_an_account(
    trained: Reader, rules: Reader, text: str, words: set[str]
) -> None:
    assert words <= triggers(trained.read(text))
    assert not words & triggers(rules.read(text))


@pytest.mark.parametrize(
    "text",
    [
        "The mountains lie north of the old capital of Peru.",
        "Chile has a long coast and a population of some nineteen million.",
        "The river Sutla is 91 kilometres long and navigable as far as Krapina.",
    ],
)
def test_a_description_reports_nothing(trained: Reader, text: str) -> None:
    assert not trained.read(text).events


def test_nobody_is_filled_in_on_both_sides_of_an_event(accounts: list[Crisis]) -> None:
    filled = [
        event
        for crisis in accounts
        for event in crisis.events
        if any("trained coder" in basis for basis in event.inferred.values())
    ]
    assert len(filled) > 10
    both = [event for event in filled if set(event.sources) & set(event.targets)]
    assert all(set(event.sources) == set(event.targets) for event in both)
    assert len(both) < len(filled) / 10


def test_a_sentence_by_itself_leaves_its_sides_open(trained: Reader) -> None:
    crisis = trained.read("Kenya cut all ties. The protests were suppressed. Its answer came late.")
    assert not [each for each in crisis.events if any("coder" in basis for basis in each.inferred.values())]


def test_what_a_head_settled_says_so_and_how_sure_it_is(accounts: list[Crisis]) -> None:
    name = shipped().name
    settled = [
        event
        for crisis in accounts
        for event in crisis.events
        if f"coder:{name}.root" in event.evidence.by.split(";")
    ]
    assert settled
    for event in settled:
        assert event.event is None or event.event in plover.EVENTS
        assert 0 < event.evidence.confidence < 1


def test_without_heads_the_rules_decide() -> None:
    coder = TrainedCoder(shipped().folder)
    coder.accounts = AccountHeads({})
    text = "The ultimatum backfired. Peru attacked Chile on 4 May 1901 and Chile expelled its envoy."
    bare = Reader(coder).read(text)
    assert triggers(bare) == triggers(Reader("rules").read(text))
