"""Quarrels, games and markets told in words of war strike nobody; the same words among soldiers do."""

from __future__ import annotations

import pytest
from reading_checks import Telling, event

PEACEABLE = [
    "The leaders of Kenya and Uganda clashed over trade.",
    "France and Britain clashed in the Security Council over Syria.",
    "Khrushchev and Nixon clashed verbally in Moscow.",
    "The candidates traded blows over the budget.",
    "The prime minister came under fire for his handling of the crisis.",
    "The Kenyan ambassador drew fire from Congress for his remarks.",
    "The plan came under attack from the opposition.",
    "The treaty was under siege from its critics.",
    "The war on terror dominated the summit.",
    "Mexico's war on drugs strained its relations with Colombia.",
    "The minister took a shot at Brussels.",
    "Moscow fired back at London's criticism.",
    "Ankara unleashed a barrage of criticism against Berlin.",
    "A diplomatic war erupted between Qatar and Egypt.",
    "The battle over the budget raged in Athens.",
    "Speculators attacked the rouble.",
    "The opposition attacked the record of the government.",
    "Congress attacked the administration for having no plan.",
    "Honduras beat El Salvador in a World Cup qualifier.",
    "Cuba crushed Peru in the final.",
    "The king's speech exploded like a bomb in Cairo.",
    "The strike paralysed the ports of Marseille.",
    "Chile was battered by inflation and strikes.",
    "Beijing retaliated with tariffs on American soybeans.",
    "Reporters bombarded the minister with questions.",
    "The general spoke of war.",
]


@pytest.mark.parametrize("text", PEACEABLE)
def test_no_force_is_told_where_none_was_used(telling: Telling, text: str) -> None:
    crisis = telling(text)
    assert "ASSAULT" not in {each.event for each in crisis.events}
    assert all(each.rung is None or each.rung < 5 for each in crisis.events)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The patrol came under fire from Syrian guns.", "fire"),
        ("Indian and Chinese troops clashed in Ladakh.", "clashed"),
        ("Armenia and Azerbaijan clashed over the enclave, leaving dozens dead.", "clashed"),
        ("Armenia and Azerbaijan clashed over the enclave, leaving dozens dead.", "leaving"),
        ("The convoy came under attack from rebels near Bunia.", "attack"),
        ("Israel unleashed a barrage of rockets on Beirut.", "barrage"),
        ("Israeli jets struck Syrian positions near Damascus.", "struck"),
        ("Indian troops opened fire on Pakistani posts.", "opened"),
        ("South Korean troops returned fire.", "returned"),
        ("Ethiopian troops and the Italian garrison exchanged fire.", "exchanged"),
        ("Italian aircraft dropped mustard gas on Ethiopian villages.", "dropped"),
        ("NATO hit Serbia with cruise missiles.", "hit"),
        ("Vietnam struck back with an offensive against Cambodia.", "struck back"),
    ],
)
def test_force_among_soldiers_stays_force(telling: Telling, text: str, words: str) -> None:
    found = event(telling(text), words)
    assert found.event == "ASSAULT"
    assert found.happened


def test_a_measure_in_reply_is_one_event(telling: Telling) -> None:
    crisis = telling("Beijing retaliated with tariffs on American soybeans.")
    assert [each.event for each in crisis.events] == ["COERCE"]
    assert event(crisis, "tariffs") is event(crisis, "retaliated")


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Serb guns shelled the market in Sarajevo.", "shelled", "ASSAULT"),
        ("Iraq tore up the Algiers accord.", "tore up", "SANCTION"),
        ("The British navy turned back a tanker bound for Beira.", "turned back", "COERCE"),
        ("Athens withdrew from NATO's military command.", "withdrew", "SANCTION"),
        ("Syria moved missiles into the Bekaa.", "moved", "MOBILIZE"),
        ("Tanzanian troops took Kampala on 11 April.", "took", "COERCE"),
        ("Egypt expelled Soviet advisers.", "expelled", "SANCTION"),
        ("The North Koreans cut the hotline.", "cut", "SANCTION"),
        ("India ordered its troops back to their barracks.", "ordered", "RETREAT"),
        ("Tito repeated his demands in a note to Rome.", "repeated", "REQUEST"),
        ("Pyongyang threatened war if it was punished.", "threatened", "THREATEN"),
    ],
)
def test_deeds_of_which_the_words_were_misread(telling: Telling, text: str, words: str, kind: str) -> None:
    found = event(telling(text), words)
    assert found.event == kind
    assert found.happened


@pytest.mark.parametrize(
    "text", ["The president took France into the alliance.", "Germany took Poland by surprise."]
)
def test_not_all_that_is_taken_is_conquered(telling: Telling, text: str) -> None:
    assert "COERCE" not in {each.event for each in telling(text).events}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hanoi recalled its ambassador for consultations.", "consultations"),
        ("Pakistan announced the suspension of trade with India.", "trade"),
    ],
)
def test_what_a_deed_is_for_or_ends_is_no_event_beside_it(telling: Telling, text: str, words: str) -> None:
    crisis = telling(text)
    assert [each.event for each in crisis.events if words in text and each.event] == ["SANCTION"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The exercise simulated an invasion of South Korea.", "invasion"),
        ("The treaty bans the stationing of foreign troops in Austria.", "stationing"),
    ],
)
def test_what_is_played_or_banned_is_not_done(telling: Telling, text: str, words: str) -> None:
    assert not event(telling(text), words).happened


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The opposition attacked the prime minister.", "ACCUSE"),
        ("The opposition attacked government positions in Aleppo.", "ASSAULT"),
        ("Tanks slammed into the Iraqi lines.", "ASSAULT"),
        ("The Kenyan minister slammed the decision.", "ACCUSE"),
        ("German armour smashed into Poland.", "ASSAULT"),
    ],
)
def test_who_strikes_what_tells_words_from_force(telling: Telling, text: str, kind: str) -> None:
    assert next(iter(telling(text).events)).event == kind
