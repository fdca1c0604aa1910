"""Sets by name, by number and by deed: who the text fixes as their members, and what it leaves open."""

from __future__ import annotations

import pytest
from mention_checks import ids, read

from detente.codes import shipped, values

FOUR = "In June 2017 Kuwait's rivals Saudi Arabia, Bahrain, Oman and Egypt severed relations with Qatar. "

NAMED = [
    ("In 1940 the Soviet Union occupied the Baltic states.", "the Baltic states", "EST LVA LTU"),
    ("In 1939 Finland feared for the three Baltic republics.", "the three Baltic republics", "EST LVA LTU"),
    ("In 1973 Egypt appealed to both superpowers.", "both superpowers", "USA SUN"),
    ("In 1956 the two superpowers condemned France.", "the two superpowers", "USA SUN"),
    ("In 1974 Cyprus urged the three guarantor powers to meet.", "the three guarantor powers", "GBR GRC TUR"),
    ("In 1986 Iran warned the Gulf monarchies.", "the Gulf monarchies", "SAU ARE BHR KWT OMN QAT"),
    ("Denmark, Sweden and Spain protested in 1940. The Nordic governments met.", "The Nordic governments",
     "DNK SWE"),
    ("France, Italy and Spain met in 1956. The two superpowers waited.", "The two superpowers", "USA SUN"),
    ("France, Italy and Spain met in 1956. The superpowers waited.", "The superpowers", "USA SUN"),
    # open sets and years that do not fit stay open
    ("In 1986 Iran warned the Gulf states.", "the Gulf states", ""),
    ("In 1956 France feared the Arab states.", "the Arab states", ""),
    ("In 2015 Japan blamed both superpowers.", "both superpowers", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "expected"), NAMED)
def test_sets_that_go_by_a_name(text: str, words: str, expected: str) -> None:
    assert ids(read(text), words) == set(expected.split())


@pytest.mark.parametrize(
    ("later", "words", "expected"),
    [
        ("The four demanded an apology.", "The four", "SAU BHR OMN EGY"),
        ("Doha defied all four.", "all four", "SAU BHR OMN EGY"),
        ("The blockading four demanded an apology.", "The blockading four", "SAU BHR OMN EGY"),
        ("The quartet demanded an apology.", "The quartet", "SAU BHR OMN EGY"),
        ("The Gulf monarchies demanded an apology.", "The Gulf monarchies", "SAU BHR OMN"),
        ("Egypt apologised; the other three waited.", "the other three", "SAU BHR OMN"),
        ("The trio demanded an apology.", "The trio", ""),
        ("The five demanded an apology.", "The five", ""),
    ],
)
def test_numbers_that_stand_alone(later: str, words: str, expected: str) -> None:
    assert ids(read(FOUR + later), words) == set(expected.split())


def test_amounts_are_no_sets() -> None:
    reading = read("Chad and Mali met. Four died, the two percent rise went on, and three of ten were hurt.")
    later = {id for each in reading.mentions if each.start > 20 for id in each.ids}
    assert not {"TCD", "MLI"} & later


def test_some_of_several_states_are_not_all_of_them() -> None:
    reading = read("France, Britain and Israel attacked Egypt. Two of the three protested.")
    from detente.reading.who import actors_of

    two = next(token for token in reading.sentences[1].tokens if token.text == "Two")
    assert actors_of(reading, two) == []


DOERS = [
    ("Iraq invaded Kuwait. The invaders seized the palace.", "The invaders", "IRQ"),
    ("Kuwait was invaded by Iraq. Egypt condemned the invaders.", "the invaders", "IRQ"),
    ("Iraq's invasion of Kuwait began. The invaders seized the palace.", "The invaders", "IRQ"),
    ("Peru and Chile occupied two provinces. The occupying powers left.", "The occupying powers", "PER CHL"),
    ("Chad boycotted the summit, as did Mali. The boycotting states met.", "The boycotting states", "TCD"),
    ("Libyan troops attacked a Chadian post. The attackers withdrew.", "The attackers", "LBY_MIL"),
    # what was only feared, or told of nobody, fixes nothing
    ("Kuwait feared that Iraq would invade it. The invaders never came.", "The invaders", ""),
    ("Kuwait was invaded. The occupiers seized the palace.", "The occupiers", ""),
]


@pytest.mark.parametrize(("text", "words", "expected"), DOERS)
def test_those_called_by_what_they_did(text: str, words: str, expected: str) -> None:
    assert ids(read(text), words) == set(expected.split())


def test_what_is_left_open_is_said() -> None:
    reading = read("Kuwait was invaded. The occupiers seized the palace.")
    assert any("The occupiers" in note.text for note in reading.notes)


def test_allies_of_a_state_are_others_and_those_in_a_pact_the_pact() -> None:
    reading = read("Israel struck Syria. Syria shelled Israel. The two allies of Damascus protested.")
    assert ids(reading, "The two allies") == set()
    assert ids(read("In 1968 the allies in the Warsaw Pact met."), "the allies") == {"WPACT"}


def test_both_neighbours_of_an_army_are_not_its_own_state() -> None:
    reading = read("Libya accused Chad. Chad accused Libya. Libyan troops attacked both neighbours.")
    assert "LBY" not in ids(reading, "both neighbours")


SEATED = [
    ("In 1974 the military junta in Athens fell while Turkey waited.", "The military junta", "GRC"),
    ("Turkey won. The generals in Athens resigned.", "The generals", "GRC_MIL"),
    ("Germany waited. The parliament in Riga voted.", "The parliament", "LVA_PARL"),
    ("Iraq waited. The foreign office in London protested.", "The foreign office", "GBR_MFA"),
    ("Iran waited. The presidency in Kyiv protested.", "The presidency", "UKR_PRES"),
    ("Turkey won. The Greek government in Cairo resigned.", "The Greek government", "GRC"),
    ("Iraq waited. Its embassy in London protested.", "Its embassy", "IRQ_EMB"),
    ("In 1911 Germany met Britain. The Chancellor of the Exchequer spoke.", "The Chancellor", "GBR_FINM"),
    ("In 1914 Russia and Germany mobilized. The Kaiser hesitated.", "The Kaiser", "DEU_KING"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "expected"), SEATED)
def test_bodies_are_of_the_state_where_they_sit(text: str, words: str, expected: str) -> None:
    assert ids(read(text), words) == {expected}


def test_troops_in_a_capital_are_not_its_own() -> None:
    reading = read("Soviet tanks stood in Prague. Soviet troops in Prague fired. The troops in Prague left.")
    assert "CSK_MIL" not in {id for each in reading.mentions for id in each.ids}


def test_outside_forces_are_nobodys_by_context() -> None:
    reading = read("Romania accused Hungary. Romania condemned the entry of foreign troops.")
    assert ids(reading, "foreign troops") == set()


def test_own_adviser_of_another_nation() -> None:
    assert ids(read("Somalia expelled its Soviet advisers in 1977."), "its Soviet advisers") == {"SUN_ADV"}


def test_the_tables_name_states_of_the_book() -> None:
    known = {row["id"] for row in shipped("states.tsv").rows}
    for row in shipped("state_sets.tsv").rows:
        assert set(values(row["members"])) | set(values(row["named"])) <= known
        assert len(values(row["members"])) > 1
        assert row["nouns"]
        assert row["note"]
        assert row["closed"] in {"yes", ""}
    for row in shipped("doers.tsv").rows:
        assert len(values(row["deeds"])) > 1
