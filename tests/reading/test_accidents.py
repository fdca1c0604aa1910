"""Harm that nobody meant is no hostile act; harm by an attack is, whatever crashed."""

from __future__ import annotations

import pytest
from reading_checks import Telling, event

ACCIDENTS = [
    "A Kenyan army helicopter crashed near the Somali border, killing nine soldiers.",
    "A Turkish fighter collided with a Greek jet, killing the Greek pilot.",
    "A storm sank two Peruvian warships off Chile.",
    "An earthquake killed 300 soldiers near the Iranian border.",
    "Cholera killed hundreds of Iraqi soldiers in Kuwait.",
    "Two Indian soldiers were killed in an avalanche near the Chinese border.",
    "Three Russian officers were killed in a plane crash in Syria.",
    "A munitions depot in Bulgaria exploded accidentally, killing four Serbian guards.",
    "An accidental explosion at the base wounded ten Omani soldiers.",
    "The torpedo exploded accidentally and sank the Russian submarine.",
    "A Chadian truck overturned and killed four Libyan soldiers.",
    "The Kenyan ferry ran aground near Somalia, drowning twelve Somali soldiers.",
]


@pytest.mark.parametrize("text", ACCIDENTS)
def test_an_accident_is_no_hostile_act(telling: Telling, text: str) -> None:
    crisis = telling(text)
    assert not [each for each in crisis.events if each.event == "ASSAULT" or (each.rung or 0) > 3]
    assert not [each for each in crisis.relations if each.kind == "hostile_to"]


ATTACKS = [
    ("A Pakistani helicopter crashed after Indian troops fired on it, killing five soldiers.", "fired"),
    ("Syria shot down a Turkish jet, killing both pilots.", "shot down"),
    ("Iran shot down a Ukrainian airliner by mistake, killing 176 people.", "shot down"),
    ("Chadian rebels attacked the post during a storm, killing five Libyan soldiers.", "attacked"),
    ("North Korea sank a South Korean corvette in a storm.", "sank"),
    ("Three Israeli soldiers were killed in a rocket attack.", "killed"),
    ("Israeli troops fired on an Egyptian patrol by mistake.", "fired"),
    ("Indian jets sank a Pakistani warship.", "sank"),
    ("Israel bombed the port and killed four Syrian soldiers.", "killed"),
    ("A car bomb exploded in Kabul, killing nine Afghan soldiers.", "killing"),
    ("A Pakistani helicopter crashed after Indian troops fired on it, killing five soldiers.", "killing"),
]


@pytest.mark.parametrize(("text", "words"), ATTACKS)
def test_harm_by_an_attack_stays_one(telling: Telling, text: str, words: str) -> None:
    assert event(telling(text), words).event == "ASSAULT"


def test_a_participle_takes_its_doer_and_nature_from_its_main_verb(telling: Telling) -> None:
    crisis = telling(
        "Kenya and Somalia quarrel. A Kenyan army helicopter crashed near the border, killing nine soldiers."
    )
    crash = event(crisis, "killing")
    assert crash is event(crisis, "crashed")
    assert crash.event is None
    assert crash.targets == ()
    assert crash.casualties is not None
    assert crash.casualties.killed == 9


def test_soldiers_lost_with_their_helicopter_were_its_own(telling: Telling) -> None:
    crisis = telling(
        "Kenya accused Somalia. A Kenyan helicopter crashed, killing nine soldiers. Kenya mourned them."
    )
    assert "SOM_MIL" not in {each.id for each in crisis.actors}
