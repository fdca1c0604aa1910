"""Sides that no clause names and the passage does: whose ground, whose ship, who answers whom."""

from __future__ import annotations

import pytest
from reading_checks import Telling, event


@pytest.mark.parametrize(
    ("text", "trigger", "targets"),
    [
        ("Libyan jets bombed Chad. Chad demanded an apology.", "demanded", ("LBY",)),
        ("Chad accused Libya of theft. Libya apologised.", "apologised", ("TCD",)),
        (
            "Peru accused Ecuador of laying mines, a charge that Ecuador rejected.",
            "rejected",
            ("PER",),
        ),
        ("Kenya sent Uganda a note demanding the withdrawal of its troops.", "demanding", ("UGA",)),
        (
            "Uganda bombed Kenya. The Arab League declared that the bombing had violated the truce.",
            "declared",
            ("UGA",),
        ),
        ("France hinted that it would intervene if Libya refused.", "hinted", ("LBY",)),
    ],
)
def test_words_are_for_the_other_side_of_the_exchange(
    telling: Telling, text: str, trigger: str, targets: tuple[str, ...]
) -> None:
    said = event(telling(text), trigger)
    assert said.targets == targets
    assert "targets" in said.inferred


@pytest.mark.parametrize(
    ("text", "trigger", "target"),
    [
        ("Ecuadorian troops shelled the outskirts of Tumbes.", "shelled", "PER"),
        ("Peru warned Ecuador. Peruvian soldiers occupied several villages.", "occupied", "ECU"),
        (
            "Peru bombed Ecuador. Ecuador answered with raids. An assault on Quito was called off.",
            "called off",
            "ECU",
        ),
    ],
)
def test_an_act_of_force_is_against_the_owner_of_the_ground(
    telling: Telling, text: str, trigger: str, target: str
) -> None:
    assert event(telling(text), trigger).targets == (target,)


def test_a_ship_taken_is_of_the_flag_that_the_account_gave_it(telling: Telling) -> None:
    crisis = telling("The Danish trawler Anna was fishing off Norway. The trawler was seized by Iceland.")
    assert event(crisis, "seized").targets == ("DNK",)


def test_the_prefix_of_a_ship_tells_the_state(telling: Telling) -> None:
    crisis = telling("Icelandic gunboats opened fire on the frigate HMS Leopard.")
    fired = event(crisis, "opened fire")
    assert fired.event == "ASSAULT"
    assert fired.targets == ("GBR",)
    crisis = telling("Coastal guns of Iceland fired on the cruisers HMS Leopard and HMS Lynx.")
    assert event(crisis, "fired").targets == ("GBR_MIL",)


def test_what_is_demanded_is_of_the_one_asked_and_for_who_asks(telling: Telling) -> None:
    paid = event(telling("Peru accused Chile of theft and demanded reparation."), "reparation")
    assert (paid.sources, paid.targets) == (("CHL",), ("PER",))


def test_a_threat_that_is_dropped_spares_whom_it_was_for(telling: Telling) -> None:
    dropped = event(telling("Iran's threat to attack Iraq was dropped."), "dropped")
    assert (dropped.sources, dropped.targets) == (("IRN",), ("IRQ",))


@pytest.mark.parametrize(
    "text",
    [
        "Peru bombed Ecuador. A Peruvian spokesman said that the weather was bad.",
        "Peru threatened Ecuador. Peruvian senators complained that prices had risen.",
    ],
)
def test_words_to_whoever_listens_have_no_addressee(telling: Telling, text: str) -> None:
    crisis = telling(text)
    assert all(each.targets == () for each in crisis.events if each.sentence == 1)
