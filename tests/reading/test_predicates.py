"""What is an event, told by which word; and what is none."""

from __future__ import annotations

import pytest
from reading_checks import Telling, check_spans, event, told_by, words_of


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        # verbs
        ("Peru invaded Ecuador.", "invaded", "ASSAULT"),
        ("Mali withdrew its troops from Burkina Faso.", "withdrew", "RETREAT"),
        ("Chad broke off diplomatic relations with Libya.", "broke off", "SANCTION"),
        ("Norway thanked Iceland for its help.", "thanked", "SUPPORT"),
        ("Finland mobilised its reserves.", "mobilised", "MOBILIZE"),
        ("Kuwait protested to Iraq over the wells.", "protested", "ACCUSE"),
        ("Togo rejected the Ghanaian proposal.", "rejected", "REJECT"),
        ("Portugal supplied weapons to Spain.", "supplied", "AID"),
        ("Bulgaria asked Russia for help.", "asked", "REQUEST"),
        ("Uganda threatened Tanzania with war.", "threatened", "THREATEN"),
        # participial subjects
        ("Denouncing the raid, Bolivia expelled the Chilean ambassador.", "Denouncing", "ACCUSE"),
        ("Closing the border, Colombia mobilized its troops.", "Closing", "COERCE"),
        ("Backed by France, Togo rejected the plan.", "Backed", "SUPPORT"),
        ("Italian bombers struck Greek positions, killing dozens of civilians.", "killing", "ASSAULT"),
        ("Vietnam, after expelling the Chinese envoy, closed its consulates.", "expelling", "SANCTION"),
        # nominal events
        ("Iraq's invasion of Kuwait shocked the world.", "invasion", "ASSAULT"),
        ("The withdrawal of Syrian troops from Lebanon took a month.", "withdrawal", "RETREAT"),
        ("The Kenyan accusation against Somalia was new.", "accusation", "ACCUSE"),
        ("Talks between Japan and Korea went on in Tokyo.", "Talks", "CONSULT"),
        ("Cuban support for Angola was decisive.", "support", "SUPPORT"),
        ("The Chinese shelling of the island killed nine.", "shelling", "ASSAULT"),
        ("The recall of the Thai ambassador from Phnom Penh surprised nobody.", "recall", "SANCTION"),
        # light verbs
        ("Burundi held talks with Rwanda.", "held", "CONSULT"),
        ("Kuwait imposed sanctions on Iraq.", "imposed", "COERCE"),
        ("Ethiopia launched an offensive against Eritrea.", "launched", "ASSAULT"),
        ("Armenia and Azerbaijan signed a ceasefire.", "signed", "RETREAT"),
        ("Austria issued an ultimatum to Serbia.", "issued", "THREATEN"),
        ("Niger made a request to Mali for food.", "request", "REQUEST"),
        ("Cyprus filed a complaint against Turkey.", "filed", "ACCUSE"),
        # containers
        ("Turkey carried out a series of air strikes on Syria.", "carried out", "ASSAULT"),
        ("Laos launched a wave of attacks on Thailand.", "launched", "ASSAULT"),
        ("A string of bombings by rebels hit Uganda.", "bombings", "ASSAULT"),
        # gerund deeds
        ("The closing of the border by Kenya hurt Somalia.", "closing", "COERCE"),
        ("The arming of rebels by Chad angered Sudan.", "arming", "AID"),
        ("The freeing of the prisoners by Angola calmed South Africa.", "freeing", "RETREAT"),
    ],
)
def test_the_word_that_tells_the_event(telling: Telling, text: str, words: str, kind: str) -> None:
    crisis = telling(text)
    found = event(crisis, words)
    assert found.event == kind
    assert found.happened
    check_spans(crisis)


def test_a_light_verb_and_its_noun_are_one_event(telling: Telling) -> None:
    crisis = telling("Ethiopia launched an offensive against Eritrea.")
    assert len(crisis.events) == 1
    (found,) = crisis.events
    assert words_of(crisis, found) == "launched"
    assert [span.slice(crisis.document.text) for span in found.trigger_alt] == ["offensive"]
    assert not found.nominal


def test_a_bare_event_noun_is_nominal(telling: Telling) -> None:
    assert event(telling("Iraq's invasion of Kuwait shocked the world."), "invasion").nominal


@pytest.mark.parametrize(
    ("text", "words", "kinds"),
    [
        (
            "Colombia closed the border, mobilized its troops and recalled its ambassador from Venezuela.",
            ("closed", "mobilized", "recalled"),
            ("COERCE", "MOBILIZE", "SANCTION"),
        ),
        (
            "Nicaragua, which had seized a Colombian boat, freed the crew after Colombia protested.",
            ("seized", "freed", "protested"),
            ("COERCE", "RETREAT", None),
        ),
        (
            "Honduras expelled the envoy, El Salvador bombed the airport and Guatemala offered to mediate.",
            ("expelled", "bombed", "offered"),
            ("SANCTION", "ASSAULT", None),
        ),
        (
            "Thanking Oman for its help, Iran released the sailors and withdrew its charge against Qatar.",
            ("Thanking", "released"),
            ("SUPPORT", "RETREAT"),
        ),
    ],
)
def test_several_events_in_a_sentence(
    telling: Telling, text: str, words: tuple[str, ...], kinds: tuple[str | None, ...]
) -> None:
    crisis = telling(text)
    for word, kind in zip(words, kinds, strict=True):
        found = event(crisis, word)
        assert kind is None or found.event == kind, word
    assert len(crisis.events) >= len(words)


@pytest.mark.parametrize(
    ("text", "words", "alt"),
    [
        ("Protests broke out in Lagos.", "Protests", "broke out"),
        ("The shelling of the villages by Chinese guns continued.", "shelling", "continued"),
        ("The raid led to clashes between Zambian and Rhodesian troops.", "clashes", "led"),
        ("Fighting erupted between Armenia and Azerbaijan.", "Fighting", "erupted"),
        ("Morocco suspended the talks with Algeria.", "suspended", "talks"),
    ],
)
def test_two_words_for_one_event_are_one_event(telling: Telling, text: str, words: str, alt: str) -> None:
    crisis = telling(text)
    found = event(crisis, words)
    assert told_by(crisis, alt) == [found]


def test_a_crisis_that_comes_about_is_one_event(telling: Telling) -> None:
    crisis = telling("The Soviet move triggered a crisis for Finland.")
    found = event(crisis, "triggered")
    assert found.targets == ("FIN",)
    assert told_by(crisis, "crisis") == [found]


def test_what_a_statement_says_is_the_event(telling: Telling) -> None:
    crisis = telling("Norway issued a statement condemning Chad.")
    found = event(crisis, "condemning")
    assert (found.event, found.sources, found.targets) == ("ACCUSE", ("NOR",), ("TCD",))
    assert told_by(crisis, "issued") == [found]


def test_the_object_of_a_preposition_is_no_noun_phrase_with_its_verb(telling: Telling) -> None:
    crisis = telling("Norway issued a statement calling for restraint.")
    assert len([each for each in crisis.events if each.event == "REQUEST"]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The road to Baghdad is long.",
        "The Vietnam War shaped his thinking.",
        "Under the treaty, Egypt has a navy.",
        "The Warsaw Pact had eight members.",
        "He lives on Independence Avenue near the Peace Palace.",
        "The capital of Peru lies near the coast.",
        "The border between Chad and Sudan is 1400 km long.",
        "The Cuban Missile Crisis is the title of a book.",
        "Kenya is a country in Africa.",
        "The Treaty of Rome has 248 articles.",
    ],
)
def test_what_is_no_event(telling: Telling, text: str) -> None:
    crisis = telling(text)
    assert [each.event for each in crisis.events if each.event] == []


def test_the_name_of_a_war_is_not_coded_as_fighting_now(telling: Telling) -> None:
    crisis = telling("After the Vietnam War the United States lifted its embargo on Vietnam.")
    assert not [each for each in crisis.events if each.event == "ASSAULT"]
    assert event(crisis, "lifted").event == "RETREAT"


def test_a_paper_that_is_signed_is_an_event(telling: Telling) -> None:
    found = event(telling("Egypt and Israel signed the treaty in 1979."), "signed")
    assert (found.event, found.sources, found.targets) == ("SUPPORT", ("EGY", "ISR"), ("EGY", "ISR"))


@pytest.mark.parametrize(
    ("text", "words", "killed", "injured"),
    [
        ("The Ecuadorian army killed 18 Peruvian soldiers.", "killed", 18, None),
        ("Rebels killed twelve policemen in Mali.", "killed", 12, None),
        ("The blast injured 1,200 people in Beirut.", "injured", None, 1200),
        ("Gunmen killed several farmers in Niger.", "killed", None, None),
    ],
)
def test_the_dead_are_counted_where_a_number_stands(
    telling: Telling, text: str, words: str, killed: int | None, injured: int | None
) -> None:
    found = event(telling(text), words).casualties
    assert (found.killed, found.injured) if found else (killed, injured) == (None, None)


def test_layers_tell_deeds_words_and_thoughts_apart(telling: Telling) -> None:
    assert event(telling("Peru attacked Ecuador."), "attacked").layer == "do"
    assert event(telling("Peru accused Ecuador of theft."), "accused").layer == "say"
    assert event(telling("Peru feared an Ecuadorian attack."), "feared").layer == "think"


def test_confidence_rule_and_scale_are_on_every_event(telling: Telling) -> None:
    found = event(telling("Peru invaded Ecuador."), "invaded")
    assert found.evidence.by.startswith("rule:")
    assert found.evidence.confidence > 0
    assert found.intensity is not None
    assert found.intensity < 0
    assert found.intensity_scale
    assert found.rung == 6
    assert found.armed
