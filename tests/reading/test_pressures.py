"""Pressures on actors' choices, through the reader."""

from __future__ import annotations

import pytest
from reading_checks import Telling, check_evidence, over


@pytest.mark.parametrize(
    ("sentence", "words", "kind"),
    [
        ("The economic crisis in Ghana deepened.", "economic crisis", "economy"),
        ("Ghana faced mounting inflation and food shortages.", "inflation", "economy"),
        ("Domestic unrest in Ghana spread.", "unrest", "unrest"),
        ("Rebel attacks in Ghana had continued to grow.", "attacks", "insurgency"),
        ("An increase in violence alarmed Ghana.", "violence", "insurgency"),
        ("Concerns loomed over the elections in Ghana.", "elections", "elections"),
        ("A power struggle weakened Ghana.", "power struggle", "leadership change"),
        ("Public opinion in Ghana demanded revenge.", "Public opinion", "public opinion"),
        ("Ghana feared that retreat had damaged its prestige.", "prestige", "audience cost"),
        ("Ghana had little choice but to retreat.", "little choice but to retreat", "constraint on response"),
        ("Border raids stalled the peace talks between Ghana and Togo.", "stalled", "constraint on response"),
        ("France called for restraint by Ghana.", "called for restraint", "constraint on response"),
        ("Diplomatic isolation worried Ghana.", "isolation", "alliance or external isolation"),
        ("The Ghanaian army suffered a serious setback.", "setback", "weak capacity"),
    ],
)
def test_kinds(telling: Telling, sentence: str, words: str, kind: str) -> None:
    crisis = telling(sentence)
    assert [each.kind for each in over(crisis, crisis.pressures, words)] == [kind], crisis.pressures


def test_a_list_gives_one_pressure_a_member(telling: Telling) -> None:
    crisis = telling(
        "Burdens such as the removal of the premier, a declining economy and rebel violence, coupled "
        "with delays in the vote, pushed Ghana to the brink."
    )
    kinds = {each.kind for each in crisis.pressures}
    assert {"leadership change", "economy", "insurgency", "elections"} <= kinds
    spans = [each.span for each in crisis.pressures]
    assert all(not one.overlaps(other) for one in spans for other in spans if one is not other)


def test_whom_it_presses(telling: Telling) -> None:
    crisis = telling("Indonesia warned Malaysia. Indonesia was under pressure from its army.")
    assert [each.on for each in over(crisis, crisis.pressures, "pressure from its army")] == [("IDN",)]


def test_those_asked_for_restraint_are_pressed(telling: Telling) -> None:
    crisis = telling("The United States urged Chile to show restraint.")
    assert [each.on for each in over(crisis, crisis.pressures, "restraint")] == [("CHL",)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ghana signed a treaty with Togo in Accra.",
        "Ghana attacked Togo with three battalions.",
        "The crisis between Ghana and Togo lasted two weeks.",
        "If unrest grew, Ghana would retreat.",
    ],
)
def test_plain_events_press_nobody(telling: Telling, sentence: str) -> None:
    assert not telling(sentence).pressures


def test_evidence(telling: Telling) -> None:
    crisis = telling("The economic crisis in Ghana deepened, and domestic unrest spread.")
    assert crisis.pressures
    check_evidence(crisis, crisis.pressures, "pressures")


@pytest.mark.parametrize(
    ("sentence", "words", "kind"),
    [
        ("Ghana, which faces drought and a mutiny, sent troops to Togo.", "drought", "economy"),
        ("Ghana faces an insurgency by northern rebels.", "an insurgency by", "insurgency"),
        ("Ghana can ill afford a long war with Togo.", "can ill afford", "constraint on response"),
        ("Ghana had few friends after the vote.", "few friends", "alliance or external isolation"),
        ("Ghana lacked spare parts for its jets.", "lacked spare parts", "weak capacity"),
        ("The Ghanaian army was short of ammunition.", "short of ammunition", "weak capacity"),
        ("The Ghanaian army was disintegrating.", "was disintegrating", "weak capacity"),
        (
            "The Ghanaian army, whose troops are poorly equipped, withdrew.",
            "poorly equipped",
            "weak capacity",
        ),
        ("Ghana was close to bankruptcy.", "close to bankruptcy", "economy"),
        ("Ghana's inflation had reached 80 per cent.", "inflation had reached", "economy"),
        ("The war drained Ghana's treasury.", "drained Ghana's treasury", "economy"),
        ("The siege cost Ghana a million dollars a day.", "a million dollars", "economy"),
        ("Dockers took to the streets in Ghana.", "took to the streets", "unrest"),
        ("Newspapers in Ghana clamoured for revenge.", "clamoured for revenge", "public opinion"),
        ("The government of Ghana, with elections only two months away, waited.", "elections", "elections"),
        ("Ghana could not afford to look weak.", "look weak", "audience cost"),
        ("Ghana could not retreat without losing face at home.", "losing face", "audience cost"),
        ("The treaty left Ghana little room for compromise.", "little room", "constraint on response"),
        ("Ghana was in no position to resist.", "in no position", "constraint on response"),
        ("Ghana's economy was in ruins.", "economy was in ruins", "economy"),
        ("Food was running out in Ghana.", "running out", "economy"),
        ("Ghana could not be seen to waver.", "be seen to waver", "audience cost"),
        ("Ghana, deserted by its allies, gave in.", "deserted by", "alliance or external isolation"),
        ("Voters in Ghana were outraged.", "were outraged", "public opinion"),
        ("Ghana can scarcely open a second front.", "can scarcely open", "constraint on response"),
        ("Under pressure from France, Ghana withdrew.", "pressure from", "alliance or external isolation"),
    ],
)
def test_what_limits_weakens_or_shames(telling: Telling, sentence: str, words: str, kind: str) -> None:
    crisis = telling(sentence)
    assert kind in {each.kind for each in over(crisis, crisis.pressures, words)}, crisis.pressures


@pytest.mark.parametrize(
    "sentence",
    [
        "Ghana faced Togo across the river.",
        "Ghana had few objections to the treaty.",
        "Ghana was close to Togo.",
        "Togo took to the air.",
        "Ghana lost the town of Ho.",
        "The opposition in Ghana accused Togo of the raid.",
        "Ghana was unable to determine where the shells came from.",
        "Ghana looked at the map.",
        "Ghana had a few jets and a few friends.",
        "Ghana's parliament demanded the withdrawal of Togolese troops.",
    ],
)
def test_like_words_press_nobody(telling: Telling, sentence: str) -> None:
    assert not telling(sentence).pressures


@pytest.mark.parametrize(
    ("text", "words", "kind", "on"),
    [
        ("Japan depended on imported oil.", "depended on", "economy", ("JPN",)),
        ("Mali was dependent on foreign food.", "dependent on", "economy", ("MLI",)),
        ("Colonel Nasser had seized power in Egypt.", "seized power", "leadership change", ("EGY",)),
        ("The king of Libya had been deposed by his officers.", "deposed", "leadership change", ("LBY",)),
        ("The government of Peru was menaced by the Shining Path.", "menaced", "insurgency", ("PER",)),
        (
            "Iran and Iraq went to war. Iran attacked Iraq. The Security Council urged both sides to stop "
            "fighting.",
            "urged",
            "constraint on response",
            ("IRN", "IRQ"),
        ),
        (
            "Canada wrote to remind Chile of its treaty obligations.",
            "remind",
            "constraint on response",
            ("CHL",),
        ),
        (
            "Chile and Peru were at odds. Chile attacked Peru and Peru shelled Chilean ships. Britain and "
            "France hinted that they might impose an embargo if Chile refused.",
            "hinted",
            "alliance or external isolation",
            ("CHL",),
        ),
        (
            "Leaders of all parties applauded the prime minister of Israel.",
            "applauded",
            "public opinion",
            ("ISR_PM",),
        ),
        ("Only Austria sided with Germany.", "sided with", "alliance or external isolation", ("DEU",)),
    ],
)
def test_from_home_and_abroad(
    telling: Telling, text: str, words: str, kind: str, on: tuple[str, ...]
) -> None:
    crisis = telling(text)
    assert [(each.kind, each.on) for each in over(crisis, crisis.pressures, words)] == [(kind, on)]


@pytest.mark.parametrize(
    "text",
    [
        "Japan depended on France.",
        "The general never seized power in Egypt.",
        "The general plans to seize power in Egypt.",
        "Chile attacked Peru. Peru called for an end to the attacks by Chile.",
        "Canada reminded Chile of its football team.",
        "Togo appealed for aid for its farmers.",
        "Britain hinted that it might sell tea to Chile.",
    ],
)
def test_what_weighs_on_nobody(telling: Telling, text: str) -> None:
    assert telling(text).pressures == ()


@pytest.mark.parametrize(
    ("sentence", "words", "kind"),
    [
        ("The blockade deprived Paraguay of its only outlet.", "deprived", "economy"),
        ("The fall in the price of copper emptied the treasury of Chile.", "fall in the price", "economy"),
        ("President Nasser died, and Egypt accepted the truce.", "died", "leadership change"),
        ("Violent demonstrations in Lima forced Peru to break with Chile.", "demonstrations", "unrest"),
        ("The premier of Greece faced an angry parliament.", "angry parliament", "public opinion"),
        ("The British public would not stand for another war.", "would not stand", "public opinion"),
        ("The king of Jordan could not refuse Egypt without risking his throne.", "risking", "audience cost"),
        ("Turkey feared that a withdrawal would be taken for weakness.", "taken for", "audience cost"),
        ("Denmark was too weak to resist Germany.", "too weak", "weak capacity"),
        ("Latvia had neither the troops nor the money to fight.", "neither the troops", "weak capacity"),
        ("The treaty forbade Germany to build submarines.", "forbade", "constraint on response"),
        ("Austria could not act without German support.", "could not act", "constraint on response"),
        ("Serbia, under UN sanctions, asked for help.", "under UN", "alliance or external isolation"),
        ("Iran, exhausted by eight years of war, accepted the truce.", "exhausted", "weak capacity"),
    ],
)
def test_losses_crowds_allies_and_means(telling: Telling, sentence: str, words: str, kind: str) -> None:
    crisis = telling(sentence)
    assert kind in {each.kind for each in over(crisis, crisis.pressures, words)}, crisis.pressures


@pytest.mark.parametrize(
    "sentence",
    [
        "Ten soldiers of Chile were killed in Peru.",
        "The meeting took place on 6 March in Ghana.",
        "Ghana launched air strikes against Togo.",
        "Ghana's soldiers marched into Togo.",
        "Sweden kept its fleet in port.",
    ],
)
def test_war_and_dates_press_nobody(telling: Telling, sentence: str) -> None:
    assert not telling(sentence).pressures
