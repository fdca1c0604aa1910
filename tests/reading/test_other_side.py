"""Whom an act without an addressee is aimed at: the other side where that is likelier, else nobody."""

from __future__ import annotations

import pytest
from reading_checks import Telling, event

MANY = (
    "Peru accused Ecuador of spying. Ecuador accused Peru of theft. Brazil, Chile, Bolivia and Cuba met. "
    "Chile and Cuba signed a treaty with Bolivia. Brazil praised Cuba. Argentina sent aid to Bolivia. "
)
TWO = "Peru accused Ecuador of spying. Ecuador accused Peru of theft. "

SAID = [
    # in an account of two states words are aimed at the other
    (TWO + "Lima announced that the talks had failed.", "announced", {"ECU"}),
    (TWO + "Lima threatened to use force.", "threatened", {"ECU"}),
    # in one of many only where the sentence speaks of it
    (MANY + "Lima announced that the harvest had failed.", "announced", set()),
    (MANY + "Lima announced that Ecuador had failed.", "announced", {"ECU"}),
    (MANY + "Lima signalled that it would wait.", "signalled", set()),
    (MANY + "Lima reported that the harvest had failed.", "reported", set()),
    (MANY + "Lima denied that its scouts had left.", "denied", {"ECU"}),
]


@pytest.mark.parametrize(("text", "words", "targets"), SAID)
def test_words_without_an_addressee(telling: Telling, text: str, words: str, targets: set[str]) -> None:
    found = event(telling(text), words)
    assert set(found.targets) == targets
    assert bool(found.inferred.get("targets")) == bool(targets)


DEPLOYED = [
    ("Peru moved two divisions north. Ecuador waited.", "moved", set()),
    ("Peru moved two divisions to the border. Ecuador and Peru had quarrelled.", "moved", {"ECU"}),
    ("Ecuador shelled Peru. Peru mobilized its reserves.", "mobilized", {"ECU"}),
    ("Peru deployed troops against Ecuador.", "deployed", {"ECU"}),
    ("Peru moved troops to the Ecuadorian border.", "moved", {"ECU"}),
    ("Peru sent more ships to the Atlantic. Ecuador sold oil to Peru.", "sent", set()),
]


@pytest.mark.parametrize(("text", "words", "targets"), DEPLOYED)
def test_deployments_need_a_word_for_whom_they_face(
    telling: Telling, text: str, words: str, targets: set[str]
) -> None:
    assert set(event(telling(text), words).targets) == targets


def test_a_group_that_is_not_known_is_not_replaced_by_the_pair(telling: Telling) -> None:
    found = event(telling(TWO + "Lima accused the five neighbours of plotting."), "accused", 2)
    assert found.targets == ()


def test_friends_are_not_threatened_by_default(telling: Telling) -> None:
    crisis = telling(
        "France protested in 1911. The foreign minister in Paris consulted London. Germany sent a gunboat to "
        "Morocco. Britain warned Germany."
    )
    assert "GBR" not in event(crisis, "protested").targets


ANSWERED = [
    ("Egypt, Jordan and Syria accused Israel of aid. Israel denied the charge.", "denied", "EGY JOR SYR"),
    ("Peru demanded oil from Chile. Bolivia and Chile met. Chile rejected the demand.", "rejected", "PER"),
    ("Iran and Iraq fought. Iran denied that a drone had struck Kuwait.", "denied", "KWT"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "targets"), ANSWERED)
def test_who_said_what_is_answered(telling: Telling, text: str, words: str, targets: str) -> None:
    found = event(telling(text), words)
    assert set(found.targets) == set(targets.split())
    assert found.inferred["targets"]


def test_denied_it_is_not_aimed_at_what_it_was(telling: Telling) -> None:
    crisis = telling("India said that it had downed a jet. The military spokesman in Rawalpindi denied it.")
    assert not {id for id in event(crisis, "denied").targets if id.startswith("PAK")}


GROUND = [
    ("Israel and Iran quarrelled. Israel struck twelve sites in Syria.", "struck", {"SYR"}),
    ("An oil depot in Libya was bombed. Chad protested.", "bombed", {"LBY"}),
    ("Turkish troops landed near Kyrenia. Greece accused Turkey.", "landed", {"CYP"}),
    # what flies or sails is its owner's, wherever it was
    ("A Turkish jet was shot down over Syria in 2015.", "shot down", {"TUR"}),
    ("A jet was shot down over Syria in 2015.", "shot down", set()),
    # rockets come from there, they do not fall there
    ("Hezbollah fired rockets from Lebanon in 2006.", "fired", set()),
]


@pytest.mark.parametrize(("text", "words", "targets"), GROUND)
def test_whose_ground_it_was(telling: Telling, text: str, words: str, targets: set[str]) -> None:
    crisis = telling(text)
    found = {crisis.actor(id).country or id for id in event(crisis, words).targets}
    assert found == targets


def test_a_guest_lands_on_nobody(telling: Telling) -> None:
    crisis = telling("French troops landed near Bamako to help evacuate citizens. Mali thanked France.")
    assert event(crisis, "landed").inferred.get("targets") != "whose territory was hit"


def test_subjects_of_verbs_around_the_noun(telling: Telling) -> None:
    assert event(telling("Yugoslavia placed its forces on alert in 1968."), "alert").sources == ("YUG",)
    assert event(telling("Chad issued a list of demands."), "demands").sources == ("TCD",)
    assert event(telling("Peru gave Chile ten days to comply."), "comply").sources == ("CHL",)


def test_a_ship_is_no_person(telling: Telling) -> None:
    crisis = telling("An Iraqi jet hit the frigate Stark in 1987, killing American sailors.")
    assert not any(actor.kind == "person" for actor in crisis.actors)


def test_each_other_among_the_objects(telling: Telling) -> None:
    found = event(telling("Romania and Yugoslavia promised each other help."), "promised")
    assert set(found.targets) == {"ROU", "YUG"}


def test_help_asked_of_two_is_for_who_asks(telling: Telling) -> None:
    found = event(telling("In 1987 Kuwait turned to both superpowers for protection."), "protection")
    assert (set(found.sources), found.targets) == ({"USA", "SUN"}, ("KWT",))
