"""Who says what, through the reader."""

from __future__ import annotations

import pytest
from reading_checks import Telling, check_evidence, over


@pytest.mark.parametrize(
    ("sentence", "words", "stance", "who"),
    [
        (
            "India stated that Pakistan would withdraw its troops.",
            "Pakistan would withdraw",
            "asserts",
            "IND",
        ),
        ("India claimed to have shot down a jet.", "to have shot down a jet", "asserts", "IND"),
        ("India announced the return of its ambassador.", "the return of its ambassador", "asserts", "IND"),
        ("India promised to punish the attackers.", "promised to punish", "asserts", "IND"),
        ("India denied any involvement in the raid.", "any involvement", "denies", "IND"),
        ("India denied that its troops had crossed the border.", "its troops had crossed", "denies", "IND"),
        ("India accused Pakistan of arming the rebels.", "accused Pakistan of arming", "accuses", "IND"),
        ("India condemned the attack.", "condemned the attack", "accuses", "IND"),
        ("India acknowledged that its troops had crossed the border.", "its troops", "acknowledges", "IND"),
        ("India described the raid as an act of war.", "an act of war", "frames", "IND"),
        ("India called for an end to the violence.", "called for an end", "demands", "IND"),
        ("India urged Pakistan to withdraw.", "urged Pakistan to withdraw", "demands", "IND"),
        ("India demanded that Pakistan withdraw.", "Pakistan withdraw", "demands", "IND"),
        ("India warned Pakistan against using force.", "against using force", "demands", "IND"),
        (
            "According to India, the raid killed ten soldiers.",
            "the raid killed ten soldiers",
            "asserts",
            "IND",
        ),
    ],
)
def test_stances(telling: Telling, sentence: str, words: str, stance: str, who: str) -> None:
    crisis = telling(sentence)
    claims = over(crisis, crisis.claims, words)
    assert [(each.stance, each.who) for each in claims] == [(stance, (who,))], crisis.claims


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The raid reportedly lasted three hours.", "lasted three hours"),
        ("Pakistan is alleged to have armed the rebels.", "alleged to have armed"),
    ],
)
def test_hearsay_has_no_named_speaker(telling: Telling, sentence: str, words: str) -> None:
    crisis = telling(sentence)
    assert [each.who for each in over(crisis, crisis.claims, words)] == [("UNSPEC",)]


def test_what_the_author_judges(telling: Telling) -> None:
    crisis = telling("The timing of the strikes proved disastrous. The policy has backfired.")
    assert [each.who for each in crisis.claims] == [("author",), ("author",)]


def test_a_claim_names_the_event_it_speaks_of(telling: Telling) -> None:
    crisis = telling("India stated that Pakistan bombed the village.")
    (claim,) = crisis.claims
    assert claim.about is not None
    assert crisis.event(claim.about).event == "ASSAULT"
    assert claim.content == "Pakistan bombed the village"


@pytest.mark.parametrize(
    "sentence",
    [
        "India refused to announce the return of its ambassador.",
        "India would condemn the attack if it were proved.",
        "No group claimed responsibility for the attack.",
        "India attacked Pakistan.",
    ],
)
def test_what_was_not_said_is_no_claim(telling: Telling, sentence: str) -> None:
    assert not telling(sentence).claims


def test_evidence(telling: Telling) -> None:
    crisis = telling("India denied any involvement. Pakistan said that India had attacked the base.")
    assert len(crisis.claims) == 2
    for each in crisis.claims:
        assert crisis.document.text[each.span.start : each.span.end] == each.evidence.quote
    check_evidence(crisis, crisis.claims, "claims")


@pytest.mark.parametrize(
    ("sentence", "content", "stance", "who"),
    [
        (
            '"Eritrean forces crossed our border," the Ethiopian government said in a statement.',
            "Eritrean forces crossed our border",
            "asserts",
            "ETH",
        ),
        ('"Eritrea must leave our land," Ethiopia said.', "Eritrea must leave our land", "demands", "ETH"),
        ('Ethiopia said: "Our jets hit the airport."', "Our jets hit the airport", "asserts", "ETH"),
        ('"Not one step back," Ethiopia declared.', "Not one step back", "asserts", "ETH"),
        ("Eritrea crossed first, Ethiopia said.", "Eritrea crossed first", "asserts", "ETH"),
        ("Ethiopia denied having crossed the river.", "having crossed the river", "denies", "ETH"),
        ("Ethiopia described the step as unlawful.", "the step as unlawful", "frames", "ETH"),
        ('Ethiopia branded the move "an incursion".', "an incursion", "frames", "ETH"),
        ("Ethiopia told Eritrea to pull back.", "to pull back", "demands", "ETH"),
        ("Ethiopia retorted that Eritrea had lied.", "Eritrea had lied", "asserts", "ETH"),
    ],
)
def test_direct_speech_and_words_before_the_verb(
    telling: Telling, sentence: str, content: str, stance: str, who: str
) -> None:
    crisis = telling(sentence)
    claims = over(crisis, crisis.claims, content)
    assert [(each.stance, each.who) for each in claims] == [(stance, (who,))], crisis.claims


def test_a_quote_goes_on_after_its_speaker(telling: Telling) -> None:
    crisis = telling('"Eritrea has lied," Ethiopia said. "It must leave our land." Then talks began.')
    assert [each.content for each in crisis.claims] == ["Eritrea has lied", "It must leave our land"]
    assert {each.who for each in crisis.claims} == {("ETH",)}


@pytest.mark.parametrize(
    "sentence",
    [
        'Ethiopia sent what it had: "old tanks".',
        'The ship "Red Star" sailed, and Ethiopia waited.',
        'The film "A Day of War in Badme," which Ethiopia banned, won a prize.',
    ],
)
def test_words_in_quotes_without_a_speaker_are_no_claim(telling: Telling, sentence: str) -> None:
    assert not telling(sentence).claims


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        (
            "Peru said that Chile had fired first and that two soldiers had died.",
            [("asserts", "Chile had fired first"), ("asserts", "two soldiers had died")],
        ),
        (
            "Peru denied that its army had crossed the river and suggested that Chile had done so.",
            [("denies", "its army had crossed the river"), ("asserts", "Chile had done so")],
        ),
        (
            "Norway held Sweden responsible for the explosion.",
            [("accuses", "held Sweden responsible for the explosion")],
        ),
        ("The court found Togo guilty of aggression.", [("accuses", "found Togo guilty of aggression")]),
        (
            "Inspectors found no evidence that Iraq had built a reactor.",
            [("denies", "Iraq had built a reactor")],
        ),
        ("The army put its losses at forty dead.", [("asserts", "its losses at forty dead")]),
        ("The tribunal ruled that the blockade was unlawful.", [("asserts", "the blockade was unlawful")]),
        ("France asked whether the raid had been necessary.", []),
        ("Egypt ordered its troops to withdraw.", []),
        ("Spain apologised, Morocco accepted, and both signed the treaty.", []),
        ("The court found out whether Togo had lied.", []),
    ],
)
def test_what_is_said_beside(telling: Telling, sentence: str, claims: list[tuple[str, str]]) -> None:
    assert [(each.stance, each.content) for each in telling(sentence).claims] == claims


def test_a_second_saying_is_of_the_same_speaker(telling: Telling) -> None:
    crisis = telling("Peru denied that its army had crossed the river and suggested that Chile had done so.")
    assert [each.who for each in crisis.claims] == [("PER",), ("PER",)]


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        (
            "Ghana's envoy doubted the wisdom of the raid.",
            [("denies", "doubted the wisdom of the raid")],
        ),
        (
            "The minister, one diplomat said, had ordered the raid.",
            [("asserts", "The minister, one diplomat said, had ordered the raid")],
        ),
        ("Some analysts hope that Togo will withdraw.", [("asserts", "Togo will withdraw")]),
        ("Togo hopes that Ghana will withdraw.", []),
        (
            "Ghana let it be known that it would not intervene.",
            [("asserts", "it would not intervene")],
        ),
        ("Togo gave the envoys 72 hours to leave.", [("demands", "gave the envoys 72 hours to leave")]),
        (
            "Togo rejected the charge, asserting that its troops had never left.",
            [("denies", "rejected the charge"), ("asserts", "its troops had never left")],
        ),
        (
            "Togo charged that Ghana had fired first, which Ghana denied.",
            [("accuses", "Ghana had fired first"), ("denies", "which Ghana denied")],
        ),
        ("Britain scoffed at the accusation.", [("denies", "scoffed at the accusation")]),
        ("By Togo's own count, forty soldiers died.", [("asserts", "forty soldiers died")]),
        ("Togo gave the villagers food for two weeks.", []),
        ("Police questioned the prisoners.", []),
    ],
)
def test_views_doubts_and_terms(telling: Telling, sentence: str, claims: list[tuple[str, str]]) -> None:
    assert [(each.stance, each.content) for each in telling(sentence).claims] == claims
