"""Deeds taken back, refused or only ordered, and violence that is a figure of speech."""

from __future__ import annotations

import pytest
from reading_checks import Telling, check_spans, event, told_by, words_of

from detente.crisis import Crisis


def kinds(crisis: Crisis) -> set[str]:
    """The events that are told as having happened."""
    return {each.event for each in crisis.events if each.event and each.happened}


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Laos scrapped the arms embargo against Thailand.", "scrapped", "RETREAT"),
        ("Norway cancelled the expulsion of the Danish ambassador.", "cancelled", "RETREAT"),
        ("Zambia extended its ultimatum to Malawi by two days.", "extended", "CONCEDE"),
        ("Kenya put off the attack on the town.", "put off", "CONCEDE"),
        ("Egypt delayed the air strike on Libya by a day.", "delayed", "CONCEDE"),
        ("Chad shelved the plan to invade Niger.", "shelved", "CONCEDE"),
        ("The dockers called off their strike.", "called off", "CONCEDE"),
    ],
)
def test_what_is_taken_back(telling: Telling, text: str, words: str, kind: str) -> None:
    crisis = telling(text)
    assert event(crisis, words).event == kind
    assert kinds(crisis) == {kind}
    check_spans(crisis)


@pytest.mark.parametrize(
    ("text", "words", "kind", "before"),
    [
        ("Ghana eased the blockade of Togo.", "eased", "RETREAT", "COERCE"),
        ("Zambia suspended the ultimatum.", "suspended", "CONCEDE", "THREATEN"),
        ("Jordan withdrew its threat to close the border.", "withdrew", "CONCEDE", "THREATEN"),
        ("Nepal withdrew the accusation against Bhutan.", "withdrew", "CONCEDE", "ACCUSE"),
        ("Oman halted the bombing of the port.", "halted", "RETREAT", "ASSAULT"),
        ("Serbia accepted the demands of Austria.", "accepted", "CONCEDE", "REQUEST"),
    ],
)
def test_what_had_been_done_before_is_told_beside_its_end(
    telling: Telling, text: str, words: str, kind: str, before: str
) -> None:
    crisis = telling(text)
    assert event(crisis, words).event == kind
    assert kinds(crisis) == {kind, before}
    check_spans(crisis)


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Zambia extended the sanctions on Malawi.", "extended", "COERCE"),
        ("Ghana lifted sanctions on Togo.", "lifted", "RETREAT"),
        ("Ghana suspended its aid to Togo.", "suspended", "SANCTION"),
        ("Zambia issued an ultimatum to Malawi.", "issued", "THREATEN"),
    ],
)
def test_what_the_lexicon_knows_stands(telling: Telling, text: str, words: str, kind: str) -> None:
    assert event(telling(text), words).event == kind


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("The Omani envoy refused to attend the conference.", "refused", "REJECT"),
        ("Togo boycotted the summit in Accra.", "boycotted", "REJECT"),
        ("Benin skipped the meeting with Niger.", "skipped", "REJECT"),
        ("Several states shunned the conference.", "shunned", "REJECT"),
        ("Malta declined to take part in the talks.", "declined", "REJECT"),
        ("Gabon stayed away from the conference in Bangui.", "stayed away", "REJECT"),
        ("Cyprus walked out of the summit.", "walked", "SANCTION"),
        ("Serbia pulled out of the negotiations with Croatia.", "pulled", "SANCTION"),
        ("Ireland pulled out of the treaty.", "pulled", "SANCTION"),
        ("Britain declined.", "declined", "REJECT"),
        ("Germany blocked the sanctions on Hungary.", "blocked", "REJECT"),
    ],
)
def test_who_stays_away_refuses(telling: Telling, text: str, words: str, kind: str) -> None:
    crisis = telling(text)
    assert event(crisis, words).event == kind
    assert not kinds(crisis) & {"THREATEN", "ASSAULT"}


@pytest.mark.parametrize(
    "text",
    [
        "Yemen launched 40 drones and missiles at Oman.",
        "Yemen launched a drone towards Muscat.",
        "Sudan launched rockets against the base in Chad.",
        "Armenia launched loitering munitions against Azerbaijani positions.",
        "Iran launched missiles in the direction of Kuwait.",
        "Georgia sent dozens of drones into Abkhazia.",
    ],
)
def test_weapons_sent_at_somebody_strike(telling: Telling, text: str) -> None:
    assert kinds(telling(text)) == {"ASSAULT"}


@pytest.mark.parametrize(
    "text",
    [
        "Iran launched a ballistic missile over Kuwait.",
        "China launched two missiles into the Pacific.",
        "India test-fired a missile.",
        "France test-launched a cruise missile.",
        "Brazil launched a satellite into orbit.",
        "Russia fired a missile into the sea.",
    ],
)
def test_weapons_sent_nowhere_are_shown(telling: Telling, text: str) -> None:
    assert kinds(telling(text)) <= {"MOBILIZE"}


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("The bus drivers' strike lasted a month.", "strike", "PROTEST"),
        ("Paraguay was hit by a nationwide strike.", "strike", "PROTEST"),
        ("The pilots went on strike over pay.", "strike", "PROTEST"),
        ("Miners struck for higher wages.", "struck", "PROTEST"),
        ("The senator attacked the agreement.", "attacked", "ACCUSE"),
        ("The newspaper assailed Kenya for failing to act.", "assailed", "ACCUSE"),
        ("Uganda attacked Kenya in a speech.", "attacked", "ACCUSE"),
        ("Finland shot down the proposal.", "shot down", "REJECT"),
        ("Chile won the battle for public opinion.", "battle", None),
        ("Qatar and Iran fought a price war.", "fought", None),
        ("Malta fought for recognition.", "fought", None),
        ("Turkey launched a charm offensive in Kenya.", "launched", None),
        ("An earthquake struck Peru.", "struck", None),
        ("The sanctions hit Peru hard.", "hit", None),
        ("The crisis was followed by a war of words between Peru and Chile.", "war", "ACCUSE"),
    ],
)
def test_figures_of_speech_strike_nobody(telling: Telling, text: str, words: str, kind: str | None) -> None:
    crisis = telling(text)
    assert event(crisis, words).event == kind
    assert "ASSAULT" not in kinds(crisis)
    assert all(each.rung is None or each.rung < 4 for each in crisis.events)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Peru struck Chile with missiles.", "struck"),
        ("The rebels struck again at dawn.", "struck"),
        ("Israel's strike killed nine.", "strike"),
        ("Drones hit the port of Odessa.", "hit"),
        ("Chad launched an offensive against Libya.", "launched"),
        ("Peru fought a border war with Ecuador.", "fought"),
        ("The army attacked the convoy.", "attacked"),
        ("Peru shot down a Chilean plane.", "shot down"),
        ("French troops marched on Fez.", "marched"),
    ],
)
def test_force_stays_force(telling: Telling, text: str, words: str) -> None:
    found = event(telling(text), words)
    assert found.event == "ASSAULT"
    assert found.happened


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Laos called the incident murder.", "murder"),
        ("Laos described the raid as an act of war.", "act of war"),
        ("Laos branded the raid terrorism.", "terrorism"),
        ("Laos considered the flight an act of aggression.", "act of aggression"),
        ("Laos deemed the closure an act of aggression.", "act of aggression"),
        ("Laos saw the closure as an insult and an invasion of its sovereignty.", "invasion"),
        ("Laos likened the embargo to an invasion.", "invasion"),
        ("Laos said that the raid amounted to a declaration of war.", "declaration of war"),
        ("Laos said that the exercise was an act of war.", "act of war"),
    ],
)
def test_names_are_no_events(telling: Telling, text: str, words: str) -> None:
    crisis = telling(text)
    start = text.index(words)
    told = [each for each in told_by(crisis, words) if each.trigger.start >= start]
    assert not told, [words_of(crisis, each) for each in told]


def test_a_name_is_a_claim(telling: Telling) -> None:
    claims = telling("Laos branded the raid terrorism.").claims
    assert [(each.who, each.stance) for each in claims] == [(("LAO",), "frames")]


def test_a_thing_called_so_is_called_not_phoned(telling: Telling) -> None:
    found = event(telling("Laos called it genocide."), "called")
    assert (found.event, found.layer) == ("ACCUSE", "say")


def test_talks_that_failed_were_held(telling: Telling) -> None:
    found = event(telling("The negotiations between Peru and Chile failed."), "negotiations")
    assert found.event == "CONSULT"
    assert found.happened


def test_a_word_in_a_name_is_no_event(telling: Telling) -> None:
    crisis = telling("Britain invoked the Treaty of Guarantee.")
    assert not told_by(crisis, "Guarantee")
