"""A crash that was meant is an attack, one that befell an aircraft is none, and what is open is reported."""

from __future__ import annotations

import pytest
from reading_checks import Telling, event


def kinds(telling: Telling, text: str) -> set[str | None]:
    return {each.event for each in telling(text).events}


@pytest.mark.parametrize(
    "text",
    [
        "A suicide bomber crashed a truck full of explosives into the Tunisian barracks.",
        "A van packed with dynamite crashed into the embassy of Peru in Nairobi.",
        "Hijackers crashed an airliner into the Chilean parliament.",
        "Hijackers flew an airliner into the Chilean parliament.",
        "The bomber crashed into the barracks, killing 58 French soldiers.",
        "The bomber crashed into the gate of the base. His truck had been loaded with explosives.",
        "A car bomb crashed into a Kenyan police post.",
        "A truck slammed into the Kenyan embassy, killing four guards.",
        "A kamikaze pilot crashed his plane into an American carrier.",
    ],
)
def test_a_crash_that_was_meant_is_an_attack(telling: Telling, text: str) -> None:
    assert "ASSAULT" in kinds(telling, text)
    assert not [each for each in telling(text).notes if each.kind == "ambiguous event"]


@pytest.mark.parametrize(
    "text",
    [
        "An American B-52 bomber crashed into the sea off Greenland.",
        "A Russian bomber crashed into a hill during an exercise, killing four airmen.",
        "The bomber crashed into the ice. Its crew of seven had bailed out.",
        "A bus plunged into a ravine in Nepal, killing thirty Indian pilgrims.",
        "The helicopter crashed into a mountain in fog, killing two Kenyan officers.",
        "A Soviet bomber crashed in Ukraine after a fire in its engine.",
    ],
)
def test_an_aircraft_that_crashed_attacked_nobody(telling: Telling, text: str) -> None:
    assert "ASSAULT" not in kinds(telling, text)


@pytest.mark.parametrize(
    "text", ["The bomber crashed into the barracks.", "A drone crashed into a refinery in Saudi Arabia."]
)
def test_what_the_words_leave_open_is_reported(telling: Telling, text: str) -> None:
    crisis = telling(text)
    assert "ASSAULT" not in kinds(telling, text)
    assert [each.kind for each in crisis.notes if each.kind == "ambiguous event"] == ["ambiguous event"]


def test_a_crash_after_being_shot_at_keeps_the_shots(telling: Telling) -> None:
    crisis = telling("A Turkish jet crashed into the sea after Syrian gunners fired on it.")
    assert event(crisis, "fired").event == "ASSAULT"
