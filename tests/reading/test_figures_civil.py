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
