"""Whom a deed is aimed at by what was told just before; where only the pair would tell, nobody."""

from __future__ import annotations

import pytest
from reading_checks import Telling, event


def test_an_attack_is_not_laid_at_the_other_side_by_the_pair_alone(telling: Telling) -> None:
    crisis = telling(
        "Peru and Ecuador quarrelled. Ecuador threatened Peru. The rains came early. Roads were closed. "
        "Peruvian troops attacked a village."
    )
    assert event(crisis, "attacked").targets == ()
    assert not [each for each in crisis.relations if each.evidence.by.endswith("derived-from-attack")]


def test_a_target_that_the_context_gives_is_marked_as_inferred(telling: Telling) -> None:
    crisis = telling("Ecuador warned Peru. Peruvian jets killed five soldiers.")
    killed = event(crisis, "killed")
    assert killed.targets == ("ECU_MIL",)
    assert "targets" in killed.inferred
    assert not [each for each in crisis.relations if each.evidence.by.endswith("derived-from-attack")]


def test_a_ship_sent_to_a_threatened_host_is_no_threat_to_it(telling: Telling) -> None:
    crisis = telling("Guatemala threatened Belize. Britain sent the frigate HMS Argyll to Belize.")
    sent = event(crisis, "sent")
    assert sent.event == "MOBILIZE"
    assert sent.sources == ("GBR",)
    assert sent.targets == ()
    assert not [each for each in crisis.relations if "GBR" in {each.head, each.tail}]


@pytest.mark.parametrize(
    "text",
    [
        "Iraq threatened Kuwait. Iraq sent troops to Kuwait.",
        "Libya sent troops to Chad.",
    ],
)
def test_troops_sent_to_an_enemy_are_aimed_at_it(telling: Telling, text: str) -> None:
    assert event(telling(text), "sent").targets != ()


def test_armoured_vehicles_moved_within_a_state_are_a_deployment(telling: Telling) -> None:
    crisis = telling("Brazil moved armoured vehicles to Roraima, because it feared that troops might cross.")
    moved = event(crisis, "moved")
    assert moved.event == "MOBILIZE"
    assert moved.sources == ("BRA",)
    assert moved.targets == ()


def test_an_outsider_not_sending_aircraft_targets_nobody_it_helped(telling: Telling) -> None:
    crisis = telling(
        "Venezuela threatened Guyana. The United States met Brazil. Had the United States not sent its "
        "aircraft, Venezuela would have seized the airstrip."
    )
    sent = event(crisis, "sent")
    assert sent.modality == "counterfactual"
    assert "BRA" not in sent.targets


OWNED = [
    ("France began joint naval flights with Kenya. Somalia condemned the flights.", "condemned", "FRA"),
    ("Iran tested a missile. Israel condemned the test.", "condemned", "IRN"),
    (
        "The United States began joint patrols with Guyana. Venezuela denounced the patrols.",
        "denounced",
        "USA",
    ),
    ("Chad closed its border. Libya called the move a provocation.", "called", "TCD"),
]


@pytest.mark.parametrize(("text", "words", "whose"), OWNED)
def test_a_deed_condemned_is_its_doers(telling: Telling, text: str, words: str, whose: str) -> None:
    found = event(telling(text), words)
    assert found.targets == (whose,)
    assert "targets" in found.inferred


RELEASES = [
    ("Iran seized a Greek tanker. Greece demanded the release of the sailors.", "demanded", "IRN"),
    ("Libya arrested six Bulgarian nurses. Bulgaria called for their release.", "called", "LBY"),
    ("Chile captured nine fishermen. Peru demanded the release of the nine fishermen.", "demanded", "CHL"),
]


@pytest.mark.parametrize(("text", "words", "holder"), RELEASES)
def test_a_release_is_asked_of_who_holds_them(telling: Telling, text: str, words: str, holder: str) -> None:
    assert event(telling(text), words).targets == (holder,)


def test_captives_are_not_the_captors_own(telling: Telling) -> None:
    crisis = telling("Iran seized five Turkish officers. Iran did not free the officers.")
    freed = event(crisis, "free")
    assert freed.targets == ("TUR_MIL",)
    assert (freed.modality, freed.polarity) == ("asserted", "negated")


def test_the_court_is_the_one_named_before(telling: Telling) -> None:
    crisis = telling(
        "Bolivia sued Chile at the International Court of Justice. On 1 May the court ordered Chile to wait."
    )
    assert event(crisis, "ordered").sources == ("ICJ",)
    home = telling("In Peru the supreme court jailed a spy. The court ordered Ecuador to pay.")
    assert event(home, "ordered").sources == ("PER_JUD",)


@pytest.mark.parametrize(
    "text",
    [
        "Norway lodged a protest with Iceland.",
        "Norway lodged a diplomatic protest.",
        "Norway filed a protest against Iceland.",
        "Norway protested to Iceland.",
        "Norway protested.",
    ],
)
def test_a_state_that_protests_disapproves(telling: Telling, text: str) -> None:
    found = event(telling(text), "protest")
    assert (found.event, found.mode) == ("ACCUSE", "disapprove")


def test_people_who_protest_demonstrate(telling: Telling) -> None:
    for text in ("Students staged protests in Oslo.", "Protests broke out in Tehran."):
        assert event(telling(text), "rotests").event == "PROTEST"


def test_a_seized_trawler_is_no_armed_force(telling: Telling) -> None:
    seized = event(
        telling("An Icelandic patrol boat seized a Faroese trawler and a British trawler."), "seized"
    )
    assert "GBR_MIL" not in seized.targets
    assert seized.sources == ("ISL_MIL",)


TWO_WORDS = ("Chad", "the United States", "the Soviet Union", "Saudi Arabia", "the United Kingdom")
CLAUSES = [
    "On 4 May {x} did not free the officers.",
    "Turkey demanded their release, but {x} did not free the officers.",
    "Although Turkey had apologised, {x} did not release the officers.",
    "{x} never withdrew its troops, and Turkey closed the border.",
    "{x} promised to free the officers.",
]


@pytest.mark.parametrize("clause", CLAUSES)
def test_a_name_of_several_words_changes_no_status(telling: Telling, clause: str) -> None:
    told = set()
    for name in TWO_WORDS:
        text = clause.replace("{x}", name)
        crisis = telling(text[:1].upper() + text[1:])
        told.add(tuple((each.event, each.modality, each.polarity) for each in crisis.events))
    assert len(told) == 1


def test_a_sentence_with_a_small_first_letter_stands_alone(telling: Telling) -> None:
    crisis = telling(
        "The two countries agreed to a ceasefire. the United States did not free the North Korean officers."
    )
    freed = event(crisis, "free")
    assert (freed.modality, freed.polarity) == ("asserted", "negated")
    assert len(crisis.sentences) == 2
    assert len(telling("Gen. the Earl of Cork said that Peru did not attack Chile.").sentences) == 1


def test_a_crew_belongs_to_its_ship(telling: Telling) -> None:
    crisis = telling("Iran seized a Greek tanker and arrested its crew.")
    assert all(id.startswith("GRC") for id in event(crisis, "arrested").targets)
    assert event(crisis, "arrested").targets
