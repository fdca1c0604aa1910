"""What demands, plans and accusations list; what was held back from; what was called for in vain."""

from __future__ import annotations

import pytest
from reading_checks import Telling, check_spans, event

ON_A_LIST = [
    ("Chad handed Libya four demands, among them the closure of the base.", "closure", "desired"),
    ("Bolivia sent a list of demands, including the release of its miners.", "release", "desired"),
    ("Bolivia set conditions that included the withdrawal of Chilean troops.", "withdrawal", "desired"),
    (
        "The guerrillas' demands ranged from the release of X to the lifting of the curfew.",
        "release",
        "desired",
    ),
    ("Its terms were the evacuation of the islands and the release of the crew.", "release", "desired"),
    ("Among Syria's conditions was the return of the heights.", "return", "desired"),
    ("The expulsion of the advisers was among Egypt's demands.", "expulsion", "desired"),
    ("The disarming of the militia was one of Rwanda's conditions.", "disarming", "desired"),
    ("Oman raised two demands. These included the closure of the camp.", "closure", "desired"),
    ("The demands, such as the expulsion of the envoy, angered Kenya.", "expulsion", "desired"),
    ("Ghana demanded that Togo close the camp and that it expel the rebels.", "expel", "desired"),
    ("Laos made talks conditional on the withdrawal of Thai troops.", "withdrawal", "desired"),
    ("The plan included the occupation of the port by Italy.", "occupation", "planned"),
    ("Iran's threats included the closure of the strait.", "closure", "hypothetical"),
    ("Niger's accusations included the shelling of a village by Mali.", "shelling", "claimed"),
    (
        "It listed conditions: the closure of the papers, the arrest of two officers and the dismissal of X.",
        "dismissal",
        "desired",
    ),
]


@pytest.mark.parametrize(("text", "words", "modality"), ON_A_LIST)
def test_what_is_on_a_list_has_not_been_done(telling: Telling, text: str, words: str, modality: str) -> None:
    crisis = telling(text)
    found = event(crisis, words)
    assert found.modality == modality
    assert not found.happened
    check_spans(crisis)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("India's measures included the expulsion of the Pakistani envoy.", "expulsion"),
        ("The crackdown included the arrest of twenty Eritreans.", "arrest"),
        ("Spain took several steps, among them the closure of the frontier with Gibraltar.", "closure"),
        (
            "Its reprisals ranged from the recall of its ambassador to the suspension of aid to Mali.",
            "recall",
        ),
    ],
)
def test_deeds_on_a_list_of_deeds_were_done(telling: Telling, text: str, words: str) -> None:
    assert event(telling(text), words).happened


def test_who_presents_a_demand_speaks_of_its_content(telling: Telling) -> None:
    found = event(
        telling("Peru presented Chile with demands, including the release of its pilots."), "release"
    )
    assert found.speaker == ("PER",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Belgium held back from occupying the town.", "occupying"),
        ("The emir shied away from closing the strait.", "closing"),
        ("Ankara drew back from invading the island.", "invading"),
        ("Egypt backed away from expelling the ambassador.", "expelling"),
        ("Rome recoiled from bombing the port.", "bombing"),
        ("Tokyo thought better of sending troops to Korea.", "sending"),
        ("Bonn balked at sending tanks to Turkey.", "sending"),
        ("Lima hesitated to expel the Chilean envoy.", "expel"),
        ("Eden resisted pressure to bomb the canal.", "bomb"),
        ("Nairobi rejected calls for an invasion of Somalia.", "invasion"),
        ("Jordan ignored appeals to expel the guerrillas.", "expel"),
        ("The cabinet turned down a proposal to strike the reactor in Iraq.", "strike"),
        ("Hussein resisted the temptation to attack Syria.", "attack"),
        ("The plan to invade Cuba was shelved.", "invade"),
        ("Rather than bomb the port, Italy closed the strait.", "bomb"),
        ("The pilots turned home rather than attack the town.", "attack"),
        ("Washington chose diplomacy over air strikes.", "air strikes"),
        ("Egypt preferred talks to an attack on Israel.", "attack"),
        ("Moscow came close to intervening in Poland.", "intervening"),
        ("Jerusalem opted against an invasion of Gaza.", "invasion"),
        ("Peru imposed no sanctions on Ecuador.", "sanctions"),
        ("No sanctions were imposed on Ecuador.", "imposed"),
        ("Peru did not impose any sanctions on Ecuador.", "sanctions"),
        ("Peru did not attack Ecuador and did not close the border.", "close"),
        ("Chad took no action against Sudan.", "action"),
    ],
)
def test_what_was_held_back_from_did_not_happen(telling: Telling, text: str, words: str) -> None:
    found = event(telling(text), words)
    assert not found.happened
    assert found.polarity is not None


def test_demands_that_are_met_are_conceded(telling: Telling) -> None:
    assert event(telling("Yemen met the demands of Oman."), "met").event == "CONCEDE"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The president ordered new sanctions against Libya.", "sanctions"),
        ("The cabinet approved an embargo on Iraq.", "embargo"),
        ("The Security Council voted sanctions against Haiti.", "sanctions"),
        ("Canada announced sanctions on Belarus with immediate effect.", "sanctions"),
        ("New sanctions on Myanmar were announced by Australia.", "sanctions"),
        ("Ecuador announced the severing of diplomatic ties with Mexico.", "severing"),
        ("Kennedy ordered a naval blockade of Cuba.", "blockade"),
        ("Pakistan ordered the suspension of trade with India.", "suspension"),
        ("The ministry ordered the Iraqi ambassador to leave.", "ordered"),
    ],
)
def test_a_measure_is_taken_by_who_orders_it(telling: Telling, text: str, words: str) -> None:
    found = event(telling(text), words)
    assert found.happened
    assert found.event in {"COERCE", "SANCTION"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Peru ordered preparations for a blockade of Ecuador.", "blockade"),
        ("The opposition announced sanctions against the regime.", "sanctions"),
        ("The Senate committee approved sanctions on Turkey.", "sanctions"),
        ("The government announced sanctions that will take effect in June.", "sanctions"),
        ("London announced a ban on Russian oil from 1 January.", "ban"),
        ("The president will order new sanctions on Iran.", "sanctions"),
        ("The president did not order an embargo on Haiti.", "embargo"),
        ("Peru ordered the arrest of the Chilean officers.", "arrest"),
        ("Peru ordered an air strike on Ecuador.", "air strike"),
        ("Russia announced the withdrawal of its troops from Kherson.", "withdrawal"),
        ("Parliament called for sanctions on Sudan.", "sanctions"),
    ],
)
def test_what_is_only_prepared_or_asked_for_is_not_done(telling: Telling, text: str, words: str) -> None:
    assert not event(telling(text), words).happened


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rather than bomb the port, Italy closed the strait.", "closed"),
        ("Libya threatened to enter the war unless Tanzania withdrew and later sent troops.", "sent"),
        ("On 28 July Austria declared war on Serbia and its gunboats shelled Belgrade.", "shelled"),
        ("Three weeks after London told Washington of the raid, Truman asked Congress for aid.", "told"),
        ("Greece ordered its navy to sink the ship if it entered the bay and ordered a boycott.", "boycott"),
    ],
)
def test_what_stands_beside_the_unreal_is_done(telling: Telling, text: str, words: str) -> None:
    assert event(telling(text), words).happened


def test_what_was_not_the_end_ended_nothing(telling: Telling) -> None:
    crisis = telling("It was not the end of the fighting between Chad and Libya.")
    assert not [each for each in crisis.events if each.event == "RETREAT" and each.happened]


@pytest.mark.parametrize(
    ("text", "words", "happened"),
    [
        ("The Iraqi offensive against Basra failed.", "offensive", True),
        ("The embargo on Rhodesia failed.", "embargo", True),
        ("The ceasefire between Chad and Libya collapsed within hours.", "ceasefire", True),
        ("The Soviet delegate vetoed the Peruvian proposals.", "proposals", True),
        ("The coup against the king failed.", "coup", False),
        ("Moscow vetoed a resolution on Hungary.", "resolution", False),
        ("War seemed certain.", "War", False),
    ],
)
def test_what_fails_was_undertaken_unless_it_is_an_attempt(
    telling: Telling, text: str, words: str, happened: bool
) -> None:
    assert event(telling(text), words).happened is happened


def test_two_measures_of_one_announcement_are_two_events(telling: Telling) -> None:
    crisis = telling("India announced the closure of the crossing and the expulsion of the Pakistani envoy.")
    assert event(crisis, "closure") is not event(crisis, "expulsion")
    assert event(crisis, "closure").happened
    assert event(crisis, "expulsion").sources == ("IND",)
