"""Two words of one deed, and several mentions of one event, share the sides that one of them states."""

from __future__ import annotations

import pytest
from reading_checks import Telling, check_spans, event

SPELT_OUT = [
    ("Turkey's response consisted of a naval blockade of Cyprus.", "blockade", "TUR", "CYP"),
    ("Peru's reply came in the form of air strikes on Ecuador.", "strikes", "PER", "ECU"),
    ("Kenya's response was an attack on Somalia.", "attack", "KEN", "SOM"),
    ("The response of Chad and Niger was contained in an ultimatum to Mali.", "ultimatum", "TCD NER", "MLI"),
    ("Iraq's retaliation, a missile attack on Iran, came at night.", "missile attack", "IRQ", "IRN"),
    # what acts by what is given, used or begun
    ("Zaire gave UNITA a base from which to launch attacks into Angola.", "launch", "UNITA", "AGO"),
    ("Peru was successful in obtaining arms from Chile.", "obtaining", "PER", None),
    ("Chad's answer was limited to a complaint to Libya.", "complaint", "TCD", "LBY"),
    ("Syria's threats were taken seriously in Turkey.", "threats", "SYR", None),
    # two names in one word
    ("The Iran-Iraq war lasted eight years.", "war", "IRN IRQ", "IRN IRQ"),
    ("The Sino-Vietnamese war began in 1979.", "war", "CHN VNM", "CHN VNM"),
    ("Talks between Chad and Libya led to an agreement.", "agreement", "TCD LBY", "TCD LBY"),
    ("Icelandic gunboats harassed the boats of Peru.", "harassed", "ISL_MIL", None),
    ("Chad's reply to Libya accused Niger of lying.", "accused", "TCD", "NER"),
    ("A statement by Mali condemned Niger.", "condemned", "MLI", "NER"),
    # helpers do it too
    ("Kenya helped Uganda expel the rebels.", "expel", "KEN UGA", None),
    ("France helped Kuwait shoot down an Iraqi aircraft.", "shoot down", "FRA KWT", None),
    ("France helped Kuwait shoot down an Iraqi aircraft.", "helped", "FRA", "KWT"),
    # the subject of the second clause is not the end of a list
    ("Peru met with Mali and Chad attacked Niger.", "attacked", "TCD", "NER"),
    ("The army of Chad fired on a crowd which had gathered, killing ten people.", "killing", "TCD_MIL", None),
    ("They answered by invading Israel - Syria in the north, Jordan and Iraq in the east.", "invading",
     "SYR JOR IRQ", "ISR"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "sources", "targets"), SPELT_OUT)
def test_words_of_one_deed_share_its_sides(
    telling: Telling, text: str, words: str, sources: str, targets: str | None
) -> None:
    crisis = telling(text)
    found = event(crisis, words)
    assert set(found.sources) == set(sources.split())
    if targets is not None:
        assert set(found.targets) == set(targets.split())
    check_spans(crisis)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Bonn meeting of 2001 was held in December.", "meeting"),
        ("The Paris attacks of 2015 were condemned by Peru.", "attacks"),
        ("The Vienna talks stalled in 1974.", "talks"),
    ],
)
def test_a_city_before_the_noun_tells_where_and_not_who(telling: Telling, text: str, words: str) -> None:
    assert event(telling(text), words).sources == ()


@pytest.mark.parametrize(
    ("text", "words", "source"),
    [
        ("On 7 September 1954 Nationalist China attacked the Chinese mainland.", "attacked", "TWN"),
        ("In September 1937 Nationalist China attacked Japan.", "attacked", "CHN"),
        ("On 3 September 1954 Communist China attacked Taiwan.", "attacked", "CHN"),
        ("In 1958 Free China attacked Communist China.", "attacked", "TWN"),
    ],
)
def test_a_name_that_changed_hands_goes_by_the_year(
    telling: Telling, text: str, words: str, source: str
) -> None:
    assert event(telling(text), words).sources == (source,)


def test_a_summary_takes_the_doer_of_the_full_telling(telling: Telling) -> None:
    crisis = telling(
        "A crisis began with an attack on an Ecuadorian army base in Quito. Ecuador mourned. "
        "On 5 May 2011 the FARC attacked an Ecuadorian army base in Quito. Peru condemned the Quito attack."
    )
    summary, full, later = (
        event(crisis, "attack on"),
        event(crisis, "attacked"),
        event(crisis, "Quito attack"),
    )
    assert summary.sources == full.sources == later.sources == ("FARC",)
    assert summary.inferred["sources"] == "same event, told elsewhere"
    assert summary.same_as == full.id


def test_two_attacks_at_different_places_stay_apart(telling: Telling) -> None:
    crisis = telling(
        "A crisis began with an attack on an Ecuadorian army base in Quito. Ecuador mourned. "
        "On 5 May 2011 the FARC attacked an Ecuadorian army base in Guayaquil."
    )
    assert event(crisis, "attack on").sources == ()


def test_whoever_owns_up_to_it_did_it_wherever_it_is_told(telling: Telling) -> None:
    crisis = telling(
        "A suicide attack on Kenyan soldiers took place on 3 May. Al-Shabaab claimed responsibility for the "
        "attack. The attack shook Kenya."
    )
    assert event(crisis, "suicide attack").sources == ("SHABAAB",)


def test_a_bare_plural_takes_no_doer_from_one_case(telling: Telling) -> None:
    crisis = telling(
        "Attacks on Kenya grew over the years. On 3 May Al-Shabaab attacked Kenya. It was condemned."
    )
    assert event(crisis, "Attacks").sources == ()


def test_who_fears_an_attack_fears_it_from_the_other_side(telling: Telling) -> None:
    crisis = telling(
        "Peru attacked Ecuador on 3 May. Ecuador warned Peru that it would retaliate if attacked."
    )
    assert event(crisis, "retaliate").sources == ("ECU",)
    assert event(crisis, "attacked", 1).sources == ("PER",)


def test_the_end_of_a_list_is_no_pair(telling: Telling) -> None:
    crisis = telling(
        "Ecuador and Peru fought in May. The four guarantors, Argentina, Brazil, Chile and the United "
        "States, urged both sides to cease fire."
    )
    assert set(event(crisis, "urged").targets) == set(event(crisis, "cease").sources) == {"ECU", "PER"}


def test_no_state_harms_itself_by_inference(telling: Telling) -> None:
    crisis = telling(
        "Eritrean aircraft hit a school in Asmara. Eritrea denied the attack. Ethiopia was silent."
    )
    assert "ERI" not in event(crisis, "hit").targets
