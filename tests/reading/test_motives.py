"""What actors want, through the reader."""

from __future__ import annotations

import pytest
from reading_checks import Telling, check_evidence, over


@pytest.mark.parametrize(
    ("sentence", "words", "who"),
    [
        ("Iraq moved troops in order to deter Iran.", "to deter Iran", "IRQ"),
        ("Iraq sent forces to the border to protect its oil fields.", "to protect its oil fields", "IRQ"),
        ("Iraq massed troops in an attempt to intimidate Kuwait.", "to intimidate Kuwait", "IRQ"),
        ("Iraq's objective was the annexation of Kuwait.", "the annexation of Kuwait", "IRQ"),
        ("Iraq sought to annex Kuwait.", "sought to annex Kuwait", "IRQ"),
        ("Iraq underlined its determination to respond.", "determination to respond", "IRQ"),
        ("Iraq shelled the town in retaliation for the raid.", "in retaliation for the raid", "IRQ"),
        ("Iraq conducted retaliatory strikes against Iran.", "retaliatory", "IRQ"),
        ("Iraq supported the rebels for regional influence.", "for regional influence", "IRQ"),
    ],
)
def test_kinds(telling: Telling, sentence: str, words: str, who: str) -> None:
    crisis = telling(sentence)
    motives = over(crisis, crisis.motives, words)
    assert len(motives) == 1, crisis.motives
    assert who in motives[0].who


def test_a_purpose_explains_its_act(telling: Telling) -> None:
    crisis = telling("Iraq attacked Kuwait in order to seize its oil.")
    (motive,) = over(crisis, crisis.motives, "in order to seize")
    assert motive.of_event is not None
    assert crisis.event(motive.of_event).event == "ASSAULT"


@pytest.mark.parametrize(
    ("sentence", "words", "outcome"),
    [
        ("Efforts to persuade Iraq to withdraw have been futile.", "to persuade Iraq", "futile"),
        ("Iraq's aspirations for hegemony have faltered.", "aspirations for hegemony", "faltered"),
    ],
)
def test_what_came_of_it(telling: Telling, sentence: str, words: str, outcome: str) -> None:
    crisis = telling(sentence)
    (motive,) = over(crisis, crisis.motives, words)
    assert motive.outcome == outcome


@pytest.mark.parametrize(
    "sentence",
    [
        "Iraq refused to withdraw.",
        "Iraq agreed to meet the envoy.",
        "Iraq forced Kuwait to surrender.",
        "Iraq promised to release the pilot.",
        "Iraq began to shell the town.",
        "Iraq was too weak to respond.",
        "No state came forward to help Kuwait.",
    ],
)
def test_infinitives_that_are_no_purpose(telling: Telling, sentence: str) -> None:
    assert not telling(sentence).motives


def test_what_others_impute_is_theirs(telling: Telling) -> None:
    crisis = telling("Kuwait accused Iraq of attempting to divert the eyes of the world from its debts.")
    (motive,) = over(crisis, crisis.motives, "divert the eyes")
    assert motive.speaker == ("KWT",)
    assert motive.who == ("IRQ",)


def test_evidence(telling: Telling) -> None:
    crisis = telling("Iraq moved troops in order to deter Iran. Iran sought to isolate Iraq.")
    assert len(crisis.motives) == 2
    check_evidence(crisis, crisis.motives, "motives")


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Iraq hoped to annex Kuwait.", "hoped to annex Kuwait"),
        ("Iraq wanted access to the sea.", "wanted access to the sea"),
        ("Iraq telephoned both capitals to prevent a war.", "to prevent a war"),
        ("Iraq shelled Kuwait in reprisal.", "in reprisal"),
    ],
)
def test_hopes_wants_and_replies(telling: Telling, sentence: str, words: str) -> None:
    crisis = telling(sentence)
    (motive,) = over(crisis, crisis.motives, words)
    assert motive.who == ("IRQ",)


def test_what_nobody_wants_is_no_motive(telling: Telling) -> None:
    assert not telling("Neither Iraq nor Iran wanted war. Neither side wanted a war.").motives


@pytest.mark.parametrize(
    ("sentence", "goals"),
    [
        ("Syria had shelled the town only to protect its pilots.", ["to protect its pilots"]),
        ("The general was looking for a victory over Peru.", ["a victory over Peru"]),
        ("Police were looking for two men.", []),
        ("Kenya lacked the means to stop the rebels.", []),
        ("The envoy returned only to find the embassy closed.", []),
        ("Spain denied that it intended to annex the island.", []),
        ("The treaty has one rule for great powers.", []),
    ],
)
def test_aims_after_only_and_what_means_are_for(telling: Telling, sentence: str, goals: list[str]) -> None:
    assert [each.goal for each in telling(sentence).motives] == goals


@pytest.mark.parametrize(
    ("sentence", "words", "who"),
    [
        ("Fearing an invasion, Peru mobilized its reserves.", "Fearing an invasion", "PER"),
        ("Chile withdrew its fleet for fear of provoking Argentina.", "for fear of", "CHL"),
        ("Fear of a general war kept Britain from sending troops to Poland.", "Fear of", "GBR"),
        ("Iraq counted on a quick victory over Iran.", "counted on", "IRQ"),
        ("Bolivia, hungry for an outlet to the sea, attacked Paraguay.", "hungry for", "BOL"),
        ("Sweden had no wish to quarrel with Russia.", "no wish to quarrel", "SWE"),
        ("Out of loyalty to its ally, Russia mobilized against Austria.", "Out of loyalty", "RUS"),
        ("Rather than risk a war, Denmark signed the treaty with Germany.", "Rather than risk", "DNK"),
        ("Italy had its eye on Albania.", "its eye on", "ITA"),
        ("Iraq responded by shelling Abadan.", "responded", "IRQ"),
    ],
)
def test_fears_wagers_and_passions(telling: Telling, sentence: str, words: str, who: str) -> None:
    crisis = telling(sentence)
    (motive,) = over(crisis, crisis.motives, words)
    assert motive.who == (who,)


@pytest.mark.parametrize(
    "sentence",
    ["Nobody feared the rebels.", "Libya counted its dead.", "Iran kept its promise not to attack Kuwait."],
)
def test_like_words_move_nobody(telling: Telling, sentence: str) -> None:
    assert not telling(sentence).motives
