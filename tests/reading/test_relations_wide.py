"""The field's many words for ties and hostilities between actors, each class by sentences of no account."""

from __future__ import annotations

import pytest
from reading_checks import Telling, check_evidence

from detente.crisis import SYMMETRIC, Crisis


def pairs(crisis: Crisis, kind: str) -> set[tuple[str, str]]:
    found = {(each.head, each.tail) for each in crisis.relations if each.kind == kind and not each.polarity}
    return found | {(tail, head) for head, tail in found} if kind in SYMMETRIC else found


@pytest.mark.parametrize(
    ("sentence", "kind", "head", "tail"),
    [
        # acts that show strain
        ("China cut off aid to Albania in July 1978.", "strained_with", "CHN", "ALB"),
        ("The Soviet Union withdrew its technicians from China in 1960.", "strained_with", "SUN", "CHN"),
        ("Syria broke with Jordan.", "strained_with", "SYR", "JOR"),
        ("Germany withdrew from the League of Nations in October 1933.", "strained_with", "DEU", "LON"),
        # words for strain
        ("Rwanda and Uganda fell out over the spoils.", "strained_with", "RWA", "UGA"),
        ("Peru, long suspicious of Chile, bought tanks.", "strained_with", "PER", "CHL"),
        ("Relations between London and Rome were colder than ever.", "strained_with", "GBR", "ITA"),
        ("Relations between Cairo and Tripoli hit rock bottom.", "strained_with", "EGY", "LBY"),
        ("Poland and Lithuania had no diplomatic relations.", "strained_with", "POL", "LTU"),
        ("Guatemala has never recognized Belize.", "strained_with", "GTM", "BLZ"),
        ("President Nasser, who had quarrelled with Iraq, visited Syria.", "strained_with", "EGY", "IRQ"),
        # alliances
        ("An entente of Romania and Yugoslavia was formed in 1921.", "allied_with", "ROU", "YUG"),
        ("Warsaw signed a pact with Moscow in 1970.", "allied_with", "POL", "SUN"),
        ("Turkey and Israel, allies for two decades, met in Cairo.", "allied_with", "TUR", "ISR"),
        ("Italy was bound to Germany by the Pact of Steel.", "allied_with", "ITA", "DEU"),
        # support
        ("The Kremlin pledged to arm the Syrian army.", "supports", "RUS", "SYR"),
        ("Brussels dispatched officers to advise the Congolese army.", "supports", "BEL", "COD"),
        ("The help that Libya gave to the Polisario Front mattered.", "supports", "LBY", "POLISARIO"),
        ("Cuba took the side of Angola.", "supports", "CUB", "AGO"),
        ("The Soviet Union was Vietnam's chief supplier.", "supports", "SUN", "VNM"),
        ("France guaranteed Czechoslovakia.", "supports", "FRA", "CSK"),
        ("Beijing voted with Hanoi.", "supports", "CHN", "VNM"),
        # shelter
        ("Zambia offered ZAPU bases.", "shelters", "ZMB", "ZAPU"),
        ("Angola let SWAPO use its territory.", "shelters", "AGO", "SWAPO"),
        # dependence
        ("Malawi depends on Mozambique for its trade.", "has_leverage_over", "MOZ", "MWI"),
        ("Jordan lived on British subsidies.", "has_leverage_over", "GBR", "JOR"),
        ("North Korea is dependent on China for oil.", "has_leverage_over", "CHN", "PRK"),
        # land
        ("Argentina never accepted the boundary with Chile.", "disputes_territory_with", "ARG", "CHL"),
        ("The border between Libya and Chad had never been marked.", "disputes_territory_with", "LBY", "TCD"),
        ("Colombia and Peru disputed Leticia.", "disputes_territory_with", "COL", "PER"),
        ("Iraq regarded Kuwait as a lost province.", "disputes_territory_with", "IRQ", "KWT"),
        # hostility
        ("Sukarno denounced Malaysia as a British puppet.", "hostile_to", "sukarno-idn", "MYS"),
        ("Officers attempted a coup against President Bourguiba of Tunisia.",
         "hostile_to", "TUN_MIL", "TUN_PRES"),
        ("Police opened fire on the strikers in Warsaw.", "hostile_to", "POL_POL", "PROT"),
        # others
        ("Bolivia stood alone in South America.", "isolated_in", "BOL", "SOUTH_AMERICA"),
        ("Sweden voiced sympathy for Finland.", "sympathises_with", "SWE", "FIN"),
        ("The rebels were garrisoned in Zaire.", "based_in", "REBELS", "COD"),
        ("The Saar was governed by the League of Nations.", "rules", "LON", "SAAR"),
        ("Kenya shares a border with Somalia.", "neighbour_of", "KEN", "SOM"),
    ],
)  # fmt: skip
def test_each_class_of_words(telling: Telling, sentence: str, kind: str, head: str, tail: str) -> None:
    crisis = telling(sentence)
    assert (head, tail) in pairs(crisis, kind), crisis.relations
    check_evidence(crisis, crisis.relations, "relations")


def test_all_bases_of_a_group_count(telling: Telling) -> None:
    crisis = telling("Hezbollah operates from Lebanon and Syria.")
    assert {tail for _, tail in pairs(crisis, "based_in")} == {"LBN", "SYR"}


def test_the_receiver_named_once_is_for_both(telling: Telling) -> None:
    crisis = telling("Bulgaria shipped rifles and Cuba sent tanks to Algeria.")
    assert {("BGR", "DZA"), ("CUB", "DZA")} <= pairs(crisis, "supports")


def test_who_says_so_is_kept(telling: Telling) -> None:
    crisis = telling("Rwanda accused the Congo of sheltering the FDLR.")
    said = [each for each in crisis.relations if each.kind == "shelters"]
    assert said
    assert all(each.modality == "claimed" and each.speaker == ("RWA",) for each in said)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Paraguay, a former ally of Brazil, declared war.", "allied_with"),
        ("The United States was ready to furnish Somalia with weapons.", "supports"),
        ("Israel was ready to come to Jordan's aid.", "supports"),
        ("Belgium could no longer rely on France.", "has_leverage_over"),
        ("Kenya has never recognised Somaliland.", "supports"),
        ("Germany held Sofia responsible.", "rules"),
        ("The shelling destroyed the bridge, killing five Greeks.", "hostile_to"),
        ("Their chiefs met in Beirut.", "leads"),
    ],
)
def test_what_is_no_relation(telling: Telling, sentence: str, kind: str) -> None:
    assert not pairs(telling(sentence), kind)
