"""Sets of a given number, lists of names, and what a pronoun or set cannot be in its own clause."""

from __future__ import annotations

import pytest
from mention_checks import ids, read

from detente.reading.who import actors_of

FOUR = "In May 1992 Ghana, the Gambia, Togo and Benin closed their borders with Niger. "


@pytest.mark.parametrize("words", ["The four states", "All four governments", "The four countries"])
def test_number_of_a_set_is_that_of_the_last_list_so_long(words: str) -> None:
    reading = read(FOUR + f"Mali and Niger protested. {words} accused Niger of smuggling.")
    assert ids(reading, words) == {"GHA", "GMB", "TGO", "BEN"}


def test_their_ministers_after_a_set_are_one_for_each_member() -> None:
    reading = read(FOUR + "The four states refused to talk. On 5 June their foreign ministers met in Dakar.")
    assert ids(reading, "their foreign ministers") == {"GHA_FM", "GMB_FM", "TGO_FM", "BEN_FM"}


def test_part_of_a_list_by_region_or_by_the_clause() -> None:
    reading = read(
        "Iraq, Saudi Arabia, Kuwait and Bahrain held talks. The three Gulf states demanded an apology. "
        "The three governments blamed Iraq."
    )
    assert ids(reading, "The three Gulf states") == {"SAU", "KWT", "BHR"}
    assert ids(reading, "The three governments") == {"SAU", "KWT", "BHR"}


def test_no_list_of_that_length_leaves_the_set_open_with_a_note() -> None:
    reading = read("Chad accused Sudan. The five states met in Tunis.")
    assert ids(reading, "The five states") == set()
    assert any(note.kind == "unresolved reference" for note in reading.notes)


def test_new_number_without_article_is_no_known_set() -> None:
    reading = read("Ghana, Togo, Benin and Niger met. Later four states recalled their envoys from Mali.")
    assert "GHA" not in {id for each in reading.mentions if each.sentence.index == 1 for id in each.ids}


def test_two_countries_are_not_the_object_of_their_clause() -> None:
    reading = read(
        "Peru attacked Ecuador. Peru warned Ecuador. Ecuador shelled Peru. "
        "Brazil and Chile sent observers. Later the two countries accused Peru of a breach."
    )
    assert ids(reading, "the two countries") == {"BRA", "CHL"}


def test_modifying_pair_makes_a_set() -> None:
    reading = read(
        "Sudan protested. Chad and Sudan quarrelled. Egyptian and Libyan warships held an exercise. "
        "The two countries repeated it in May."
    )
    assert ids(reading, "The two countries") == {"EGY", "LBY"}


def test_two_ministers_are_the_last_two_named() -> None:
    reading = read(
        "The Iranian foreign minister flew to Baku. The Turkish foreign minister came too. "
        "The two ministers signed a pledge. Both presidents praised it."
    )
    assert ids(reading, "The two ministers") == {"IRN_FM", "TUR_FM"}
    assert ids(reading, "Both presidents") == {"IRN_PRES", "TUR_PRES"}


def test_both_armies_are_the_armies_of_the_pair() -> None:
    reading = read("Chad and Sudan signed a truce. Neither army moved.")
    assert ids(reading, "Neither army") == {"TCD_MIL", "SDN_MIL"}


def test_ambassadors_told_of_before_come_back_as_they_went() -> None:
    reading = read("Chad and Sudan withdrew their ambassadors. The ambassadors returned in May.")
    assert ids(reading, "The ambassadors") == {"TCD_AMB", "SDN_AMB"}


def test_member_that_the_parse_lost_belongs_to_its_list() -> None:
    reading = read("In March 2014 Ghana, the Gambia and Benin had withdrawn their ambassadors from Lomé.")
    assert ids(reading, "their ambassadors") == {"GHA_AMB", "GMB_AMB", "BEN_AMB"}
    verb = next(token for token in reading.sentences[0].tokens if token.text == "withdrawn")
    subject = next(child for child in verb.children if child.dep_ == "nsubj")
    assert {id for id, _ in actors_of(reading, subject)} == {"GHA", "GMB", "BEN"}


@pytest.mark.parametrize(
    ("text", "words", "nth", "expected"),
    [
        ("Iran met Iraq. It accused Iraq of theft.", "It", 0, {"IRN"}),
        ("Peru said that the raid by Ecuador was a crime. It denounced the raid.", "It", 0, {"PER"}),
        ("Chad feared Libya. Because of its proximity to Libya it waited.", "its", 0, {"TCD"}),
        ("Egypt distrusted Libya. It agreed to attack Libya.", "It", 0, {"EGY"}),
    ],
)
def test_subject_possessor_and_object_of_one_verb_are_two(
    text: str, words: str, nth: int, expected: set[str]
) -> None:
    assert ids(read(text), words, nth) == expected


def test_it_that_triggers_a_crisis_is_no_state() -> None:
    reading = read("Kenya closed the border, and it triggered a crisis for Uganda.")
    assert ids(reading, "it") == set()
    assert not any(each.form == "it" for each in read("It was not until May that Kenya agreed.").mentions)


def test_set_is_what_it_is_said_to_be() -> None:
    reading = read("Cuba and Haiti were the adversaries in a crisis. Mali and Chad met.")
    assert ids(reading, "the adversaries") == {"CUB", "HTI"}
    reading = read(
        "Peru refused. The four guarantors of the treaty--Argentina, Brazil, Chile, and Spain--met. "
        "The four guarantors mediated and they proposed a truce."
    )
    assert ids(reading, "The four guarantors", 1) == {"ARG", "BRA", "CHL", "ESP"}
    assert ids(reading, "they") == {"ARG", "BRA", "CHL", "ESP"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Greece indicated that it was ready to negotiate.", {"GRC"}),
        ("The note of Greece failed, and it was unwilling to go on.", {"GRC"}),
        ("Greece met Turkey; it was largely through British mediation that an armistice was signed.", None),
        ("Greece declared that it was impossible for Turkey to win.", None),
    ],
)
def test_it_with_a_mind_is_somebody_and_it_of_a_clause_is_not(text: str, expected: set[str] | None) -> None:
    reading = read(text)
    found = [set(each.ids) for each in reading.mentions if each.form == "it"]
    assert found == ([expected] if expected else [])


def test_who_rules_a_state_is_its_own_and_residents_are_of_their_people() -> None:
    reading = read("India grew. Since 1958 Pakistan was ruled by a military junta. India protested.")
    assert ids(reading, "a military junta") == {"PAK"}
    assert ids(read("Some Japanese residents of Shanghai were hurt."), "Some Japanese residents") == {
        "JPN_POP"
    }


def test_regime_of_rules_is_no_government_and_allied_forces_are_the_allies() -> None:
    reading = read("France defended the inspections regime. Iraq feared regime change.")
    assert not any("regime" in each.form for each in reading.mentions)
    assert ids(read("In 1942 Thailand and Japan fought the Allied forces."), "the Allied forces") == {
        "ALLIES"
    }


def test_two_ministers_long_after_they_were_named_are_those_of_the_parties() -> None:
    reading = read(
        "The Iranian foreign minister met the Pakistani foreign minister. Iran warned Pakistan. "
        "Pakistan warned Iran. China waited. The Turkish foreign minister phoned Chad. Fog fell. "
        "Rain fell too. Imran Khan slept. In the end the two ministers signed."
    )
    assert ids(reading, "the two ministers") == {"IRN_FM", "PAK_FM"}


def test_body_that_one_state_has_by_that_name_is_its_own() -> None:
    reading = read("The United States sent ships. The Soviet Union protested. The Joint Chiefs met.")
    assert ids(reading, "The Joint Chiefs") == {"USA_MIL"}
