"""Words and constructions of the field that a reader of accounts has to know: nouns of speech, verdicts,
payment, terms, and a deed beside the word that asks for it, ends it or denies it."""

from __future__ import annotations

import pytest
from reading_checks import Telling, event, told_by


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Rome held Athens responsible for the murders.", "held", "ACCUSE"),
        ("The tribunal finds Serbia guilty of the bombing.", "finds", "ACCUSE"),
        ("The council adopted a resolution holding Iraq responsible.", "holding", "ACCUSE"),
        ("The general gave Paris 24 hours to comply.", "gave", "THREATEN"),
        ("In May Peru paid.", "paid", "CONCEDE"),
        ("Peru paid ten thousand pounds in damages to Chile.", "paid", "CONCEDE"),
        ("When the fleet appeared, Portugal gave way.", "gave", "CONCEDE"),
        ("Egypt let the sailors go.", "let", "RETREAT"),
        ("Turkish ships had laid mines in the strait.", "laid", "MOBILIZE"),
        ("Marines stormed the port and a landing party retook the ship.", "retook", "ASSAULT"),
        ("Soldiers carried off the archives of Peru.", "carried", "COERCE"),
        ("Moscow asked for permission to land.", "permission", "AGREE"),
    ],
)
def test_common_verbs_in_the_sense_of_the_field(telling: Telling, text: str, words: str, kind: str) -> None:
    found = event(telling(text), words)
    assert found.event == kind


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Oslo demanded an apology from Warsaw.", "apology", "SUPPORT"),
        ("Japan demanded the immediate release of the crew.", "release", "RETREAT"),
        ("Mexico demanded compensation.", "compensation", "CONCEDE"),
    ],
)
def test_what_is_demanded_is_desired(telling: Telling, text: str, words: str, kind: str) -> None:
    crisis = telling(text)
    assert (event(crisis, "demanded").event, event(crisis, "demanded").happened) == ("REQUEST", True)
    assert (event(crisis, words).event, event(crisis, words).modality) == (kind, "desired")


def test_an_assault_that_was_called_off_did_not_happen(telling: Telling) -> None:
    crisis = telling("An assault on the fort, planned for Monday, had been called off.")
    assert event(crisis, "called off").happened
    assert not event(crisis, "assault").happened


def test_a_noun_after_a_comma_names_what_was_said(telling: Telling) -> None:
    crisis = telling("France accused Libya of having sent the plane to spy, a charge Tripoli dismissed.")
    charge, accused = event(crisis, "charge"), event(crisis, "accused")
    assert charge.same_as == accused.id
    assert (charge.sources, charge.targets) == (accused.sources, accused.targets)
    assert event(crisis, "dismissed").event == "REJECT"


def test_who_rejects_a_claim_does_so_in_fact(telling: Telling) -> None:
    rejects = event(
        telling("Moscow insists that it acted lawfully, a claim which the ministry rejects."), "rejects"
    )
    assert (rejects.event, rejects.modality) == ("REJECT", "asserted")


def test_a_deed_named_after_a_report_stays_reported(telling: Telling) -> None:
    crisis = telling("China said that Vietnam had bombed the village, a raid which killed ten.")
    assert not event(crisis, "raid").happened
    assert not event(crisis, "killed").happened


@pytest.mark.parametrize("text", ["No attack occurred.", "No answer came.", "The attack never came."])
def test_what_never_came_is_denied_once(telling: Telling, text: str) -> None:
    found = telling(text).events
    assert len(found) == 1
    assert found[0].polarity == "negated"


def test_each_coordinated_verb_has_its_own_negation(telling: Telling) -> None:
    crisis = telling("Inspectors found no sign that Iraq had rebuilt the plant, but did not visit the camp.")
    assert event(crisis, "rebuilt").modality == "denied"
    assert event(crisis, "visit").polarity == "negated"


def test_a_condition_of_the_reason_is_none_of_the_main_deed(telling: Telling) -> None:
    crisis = telling("Since Italy hinted that it might attack if Athens refused, Greece withdrew.")
    assert event(crisis, "withdrew").happened
    assert not event(crisis, "attack").happened


def test_the_month_is_no_march(telling: Telling) -> None:
    assert not told_by(telling("Chile recalled its envoy on 5 March 1990."), "March")
    assert not told_by(telling("Chile withdrew in order to restore law and order."), "order")


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Rome called the raid an act of self-defence.", "called", None),
        ("Iran called the strike a legitimate response.", "called", None),
        ("Moscow called the attack an act of piracy.", "called", "ACCUSE"),
        ("Ghana called the bombing a mistake.", "called", "ACCUSE"),
        ("Togo called it an act of aggression.", "called", "ACCUSE"),
    ],
)
def test_to_justify_an_attack_is_not_to_condemn_it(
    telling: Telling, text: str, words: str, kind: str | None
) -> None:
    assert event(telling(text), words).event == kind


@pytest.mark.parametrize(
    "text", ["Peru did nothing to defend Chile.", "Peru has not done anything to defend Chile."]
)
def test_what_nothing_was_done_for_did_not_happen(telling: Telling, text: str) -> None:
    found = event(telling(text), "defend")
    assert (found.modality, found.polarity) == ("asserted", "negated")
