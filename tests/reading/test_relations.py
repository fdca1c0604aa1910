"""Relations between actors, through the reader."""

from __future__ import annotations

import pytest
from reading_checks import Telling, check_evidence

from detente.crisis import SYMMETRIC, Crisis, Relation


def found(crisis: Crisis, kind: str) -> list[tuple[str, str]]:
    return [(each.head, each.tail) for each in crisis.relations if each.kind == kind]


def one(crisis: Crisis, kind: str) -> Relation:
    relations = [each for each in crisis.relations if each.kind == kind]
    assert len(relations) == 1, [(each.kind, each.head, each.tail) for each in crisis.relations]
    return relations[0]


@pytest.mark.parametrize(
    ("sentence", "kind", "head", "tail"),
    [
        ("Iran was at war with Iraq.", "hostile_to", "IRN", "IRQ"),
        ("Egypt has close ties with Sudan.", "allied_with", "EGY", "SDN"),
        ("Jordan's ally Iraq protested.", "allied_with", "IRQ", "JOR"),
        ("Relations between Greece and Turkey remained tense.", "strained_with", "GRC", "TUR"),
        ("Peru had strained ties with Ecuador.", "strained_with", "PER", "ECU"),
        ("He praised the fraternal relations between Syria and Jordan.", "fraternal_with", "SYR", "JOR"),
        ("Libya provided military assistance to Chad.", "supports", "LBY", "TCD"),
        ("Uganda armed and trained the Sudan People's Liberation Army.", "supports", "UGA", None),
        ("Hezbollah is based in Lebanon.", "based_in", None, "LBN"),
        ("Ethiopia, a neighbor of Somalia, mobilized.", "neighbour_of", "ETH", "SOM"),
        ("A territorial dispute between Peru and Ecuador arose.", "disputes_territory_with", "PER", "ECU"),
        ("Russia's influence over Armenia is great.", "has_leverage_over", "RUS", "ARM"),
        ("Egypt sympathized with Syria.", "sympathises_with", "EGY", "SYR"),
        ("After the vote Iraq was diplomatically isolated.", "isolated_in", "IRQ", None),
    ],
)  # fmt: skip
def test_kinds(telling: Telling, sentence: str, kind: str, head: str | None, tail: str | None) -> None:
    crisis = telling(sentence)
    pairs = found(crisis, kind)
    fits = [
        pair
        for pair in pairs
        if {head, tail} - {None} <= set(pair)
        and (head is None or pair[0] == head or kind not in ("supports",))
    ]
    assert fits, [(each.kind, each.head, each.tail) for each in crisis.relations]


def test_direction_of_support(telling: Telling) -> None:
    crisis = telling("China received military assistance from Russia.")
    assert ("RUS", "CHN") in found(crisis, "supports")
    assert ("CHN", "RUS") not in found(crisis, "supports")


def test_parts_of_divided_land_are_places(telling: Telling) -> None:
    crisis = telling("Shells fell on Turkish-controlled Cyprus, and on Turkish-occupied Cyprus again.")
    relation = one(crisis, "rules")
    assert relation.head == "TUR"
    assert crisis.actor(relation.tail).kind == "place"


def test_what_is_alleged_is_claimed(telling: Telling) -> None:
    crisis = telling("Kenya accused Somalia of supporting the rebels.")
    relation = one(crisis, "supports")
    assert (relation.modality, relation.speaker, relation.head) == ("claimed", ("KEN",), "SOM")


def test_what_is_denied_is_not_asserted(telling: Telling) -> None:
    crisis = telling("Rwanda denied any support for the rebels.")
    assert all(each.modality == "denied" for each in crisis.relations if each.kind == "supports")


@pytest.mark.parametrize(
    "sentence",
    [
        "Rwanda had no ties with Hamas.",
        "Rwanda did not support the rebels.",
    ],
)
def test_what_is_negated_is_marked(telling: Telling, sentence: str) -> None:
    for each in telling(sentence).relations:
        assert each.polarity == "negated" or each.modality != "asserted", (each.kind, each.head, each.tail)


@pytest.mark.parametrize(
    "sentence",
    [
        "Iran may support the rebels if talks fail.",
        "Had Iran supported the rebels, they would have won.",
    ],
)
def test_what_is_only_supposed_is_no_relation(telling: Telling, sentence: str) -> None:
    assert not [
        each
        for each in telling(sentence).relations
        if each.kind == "supports" and each.modality == "asserted"
    ]


def test_an_attack_shows_hostility_once(telling: Telling) -> None:
    crisis = telling("Israel bombed Hamas in Gaza. A week later Israel shelled Hamas again.")
    derived = [each for each in crisis.relations if each.derived_from]
    assert [(each.head, each.tail) for each in derived].count(("ISR", "HAMAS")) <= 1
    for each in derived:
        assert crisis.event(each.derived_from or "").event == "ASSAULT"


def test_a_planned_attack_shows_nothing(telling: Telling) -> None:
    crisis = telling("Syria planned to attack Jordan but never attacked.")
    assert not [each for each in crisis.relations if each.derived_from]


def test_every_relation_has_its_evidence(telling: Telling) -> None:
    text = "Cuba backed Angola. South Africa was hostile to Angola, and Zambia harbored UNITA."
    crisis = telling(text)
    assert crisis.relations
    check_evidence(crisis, crisis.relations, "relations")
    for each in crisis.relations:
        assert each.evidence.span.contains(each.trigger)
        assert each.head != each.tail
        assert {each.head, each.tail} <= {actor.id for actor in crisis.actors}
    assert [each.id for each in crisis.relations] == [f"r{n}" for n in range(1, len(crisis.relations) + 1)]


@pytest.mark.parametrize(
    ("sentence", "kind", "head", "tail"),
    [
        ("Kenya and Uganda quarrelled. Both countries claimed sovereignty over Migingo Island.",
         "disputes_territory_with", "KEN", "UGA"),
        ("Kenya, which disputes the plateau with Uganda, left.", "disputes_territory_with", "KEN", "UGA"),
        ("Kenya warned Uganda. Relations had soured.", "strained_with", "KEN", "UGA"),
        ("Relations between Kenya and Uganda are at their lowest ebb.", "strained_with", "KEN", "UGA"),
        ("Kenya came to Uganda's aid.", "supports", "KEN", "UGA"),
        ("Kenya sent troops to support Uganda.", "supports", "KEN", "UGA"),
        ("Kenya gave Uganda intelligence.", "supports", "KEN", "UGA"),
        ("Kenya has propped up Uganda for years.", "supports", "KEN", "UGA"),
        ("China, Uganda's patron, kept silent.", "supports", "CHN", "UGA"),
        ("Kenya voiced support for Uganda.", "supports", "KEN", "UGA"),
        ("The base gave Kenya leverage over Uganda.", "has_leverage_over", "KEN", "UGA"),
        ("France sided with Kenya, leaving Uganda diplomatically isolated.", "isolated_in", "UGA", "INTL"),
        ("Isolated by France, Uganda gave in.", "isolated_in", "UGA", "UNSPEC"),
        ("Peru's war against the Shining Path went on.", "hostile_to", "PER", "SENDERO"),
    ],
)  # fmt: skip
def test_other_ways_to_say_it(telling: Telling, sentence: str, kind: str, head: str, tail: str) -> None:
    pairs = found(telling(sentence), kind)
    either = kind in SYMMETRIC
    assert (head, tail) in pairs or (either and (tail, head) in pairs), telling(sentence).relations


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Kenya saw no probability of war with Uganda.", "hostile_to"),
        ("Kenya contacted France about supplying arms to Uganda.", "supports"),
        ("The three Kenyan factions met.", "linked_to"),
        ("In the elections Raila Odinga defeated Uhuru Kenyatta.", "hostile_to"),
        ("Kenya spoke of trade. Relations between Kenya and Uganda were good.", "strained_with"),
        ("Isolated by France, Uganda gave in.", "hostile_to"),
    ],
)
def test_no_relation_is_read_into_it(telling: Telling, sentence: str, kind: str) -> None:
    assert not found(telling(sentence), kind), telling(sentence).relations


@pytest.mark.parametrize(
    ("sentence", "kind", "pair"),
    [
        ("Thailand recalled its ambassador from Washington.", "strained_with", ("THA", "USA")),
        ("A resolution condemning Albania was vetoed by the Soviet Union.", "supports", ("SUN", "ALB")),
        ("General Pangalos had seized power in Greece.", "leads", ("PANGALOS", "GRC")),
        ("The Khmer Rouge, who took Phnom Penh last month, seized a ship.", "rules", ("KHMERR", "KHM")),
        ("The Taliban struck from Afghan territory.", "based_in", ("TLB", "AFG")),
        ("Israel shelled a Hezbollah base in southern Lebanon.", "based_in", ("HEZBOLLAH", "LBN")),
        ("Zambia was threatened by UNITA.", "hostile_to", ("UNITA", "ZMB")),
        ("Mali and Niger fought over a strip of dry land.", "disputes_territory_with", ("MLI", "NER")),
        ("The Agacher had been disputed by Mali and Niger.", "disputes_territory_with", ("MLI", "NER")),
        ("Greece and Bulgaria were at odds over Macedonia.", "disputes_territory_with", ("GRC", "BGR")),
        ("Raúl Reyes, the second in command of the FARC, was in Quito.", "leads", ("REYES", "FARC")),
    ],
)  # fmt: skip
def test_shown_by_acts_and_places(telling: Telling, sentence: str, kind: str, pair: tuple[str, str]) -> None:
    assert pair in found(telling(sentence), kind)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Thailand did not recall its ambassador from Washington.", "strained_with"),
        ("Thailand threatened to recall its ambassador from Washington.", "strained_with"),
        ("The general planned to seize power in Greece.", "leads"),
        ("A resolution condemning Albania was adopted by the Security Council.", "supports"),
        ("The Khmer Rouge seized a ship.", "rules"),
        ("Rwandan troops attacked from their base.", "based_in"),
        ("Chad and Libya fought over money.", "disputes_territory_with"),
    ],
)
def test_not_shown(telling: Telling, sentence: str, kind: str) -> None:
    assert found(telling(sentence), kind) == []
