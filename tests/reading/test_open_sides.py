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


@pytest.mark.parametrize(
    "denial",
    [
        "denied that it had attacked Kuwait",
        "denied attacking Kuwait",
        "denied having shelled Kuwait",
        "denied any attack on Kuwait",
        "denied responsibility for the raid on Kuwait",
        "denied that its jets had bombed Kuwait",
        "denied threatening Kuwait",
    ],
)
def test_a_deed_is_denied_to_whom_it_was_done(telling: Telling, denial: str) -> None:
    assert event(telling(f"Iran and Iraq fought. Iran {denial}."), "denied").targets == ("KWT",)


@pytest.mark.parametrize(
    ("plan", "trigger"),
    [
        ("A raid on Quito was cancelled.", "cancelled"),
        ("Peru postponed an attack on Quito.", "postponed"),
        ("The strike on Quito was aborted.", "aborted"),
        ("Peru prepared a raid on Guayaquil.", "prepared"),
        ("Peru ordered an attack on Quito.", "ordered"),
        ("The attack against Quito was delayed.", "delayed"),
    ],
)
def test_a_deed_planned_or_dropped_is_meant_for_the_owner_of_the_ground(
    telling: Telling, plan: str, trigger: str
) -> None:
    assert event(telling(f"Peru bombed Ecuador. {plan}"), trigger).targets == ("ECU",)


@pytest.mark.parametrize(
    ("again", "trigger"),
    [
        ("The president was told that the rebels were killed in pursuit.", "killed"),
        ("The rebels were bombed in their sleep.", "bombed in"),
        ("The rebels were hit a second time.", "hit"),
        ("The rebels had been ambushed.", "ambushed"),
    ],
)
def test_those_struck_again_were_struck_by_the_same(telling: Telling, again: str, trigger: str) -> None:
    crisis = telling(f"Colombian troops bombed the rebels in Ecuador. {again}")
    assert event(crisis, trigger).sources == ("COL_MIL",)


def test_nobody_bombs_his_own_town_by_a_guess(telling: Telling) -> None:
    crisis = telling("Burkina Faso accused Mali. Malian tanks crossed the border. Jets bombed Ouahigouya.")
    bombed = event(crisis, "bombed")
    assert (bombed.sources, bombed.targets) == (("MLI_MIL",), ("BFA",))


def test_what_stands_on_a_states_ground_is_struck_there(telling: Telling) -> None:
    assert event(telling("Al-Shabaab attacked positions within Mogadishu."), "attacked").targets == ("SOM",)


def test_a_civil_war_is_not_between_the_states_of_the_account(telling: Telling) -> None:
    crisis = telling("Syria shelled Jordan. Jordan shelled Syria. Civil war broke out at once.")
    assert event(crisis, "ivil war").targets == ()


def test_who_takes_power_acts_for_the_state(telling: Telling) -> None:
    crisis = telling("Captain Bako Tessema took power in Ouagadougou. Tessema threatened Mali.")
    (ruler,) = event(crisis, "threatened").sources
    assert next(each for each in crisis.actors if each.id == ruler).country == "BFA"
    assert ("leads", "BFA") in {(each.kind, each.tail) for each in crisis.relations if each.head == ruler}
