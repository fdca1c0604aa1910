"""What must not be read out of the essay: a test for each line of its hand coding."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from golden_texts import needs_gold, within

from detente.crisis import Crisis, Span

TRAPS = {
    "no event dated 16 or 18 January": "test_no_date_that_the_text_does_not_hold",
    "no claim that Iran shelters BLA/BLF": "test_iran_is_not_said_to_shelter_the_groups_struck_there",
    "S15 and S17 must merge": "test_the_strikes_of_two_sentences_are_one_event",
    "the Taliban sentence S22": "test_the_reluctance_is_that_of_the_taliban",
    "Pakistan as actor of strikes in S4": "test_the_denouncer_is_not_the_striker",
    '"Baluchistan" (S20, Pakistan)': "test_two_places_of_one_name_stay_apart",
    "TTP in S12 is not sheltered by Iran": "test_nobody_is_said_to_shelter_the_ttp",
    "escalation/point of no return": "test_feared_escalation_is_not_told_as_fact",
    "counter-attack failure (S16)": "test_the_failure_that_would_have_been_is_counterfactual",
    '"0 Comments" is not text': "test_the_comment_line_is_not_read",
}


@needs_gold
def test_every_trap_of_the_hand_coding_has_its_test(coding: dict[str, Any]) -> None:
    lines = coding["must_not"]
    assert len(lines) == len(TRAPS)
    for line in lines:
        assert [start for start in TRAPS if line.startswith(start)], line
    assert all(name in globals() for name in TRAPS.values())


@needs_gold
def test_no_date_that_the_text_does_not_hold(essay: Crisis) -> None:
    for each in essay.events:
        if each.when is not None and each.when.iso is not None:
            assert not re.search(r"-01-1[68]", each.when.iso), each


@needs_gold
def test_iran_is_not_said_to_shelter_the_groups_struck_there(essay: Crisis) -> None:
    wrong = [
        each
        for each in essay.relations
        if each.kind in {"shelters", "supports"}
        and each.head.startswith("IRN")
        and each.tail in {"BLA", "BLF"}
    ]
    assert not [each for each in wrong if each.modality == "asserted" and each.speaker == ("author",)]


@needs_gold
def test_the_strikes_of_two_sentences_are_one_event(
    essay: Crisis, nth_sentence: Callable[[int], Span]
) -> None:
    one, two = (within(essay, nth_sentence(number), "strikes") for number in (15, 17))
    assert len(one) == len(two) == 1
    roots = {each.same_as or each.id for each in (*one, *two)}
    assert len(roots) == 1
    (conducted,) = within(essay, nth_sentence(6), "conducted")
    assert roots == {conducted.id}
    assert one[0].sources == two[0].sources == conducted.sources == ("PAK",)


@needs_gold
def test_the_reluctance_is_that_of_the_taliban(essay: Crisis, nth_sentence: Callable[[int], Span]) -> None:
    (act,) = within(essay, nth_sentence(22), "act")
    assert act.sources == ("TLB",)
    assert not act.happened
    for each in within(essay, nth_sentence(22)):
        assert not {"PAK", "TTP"} & set(each.sources)


@needs_gold
def test_the_denouncer_is_not_the_striker(essay: Crisis, nth_sentence: Callable[[int], Span]) -> None:
    (strikes,) = within(essay, nth_sentence(4), "strikes")
    assert "PAK" not in {id[:3] for id in strikes.sources}
    (denouncing,) = within(essay, nth_sentence(4), "denouncing")
    assert (denouncing.event, denouncing.sources) == ("ACCUSE", ("PAK",))
    assert "PAK" not in denouncing.targets


@needs_gold
def test_two_places_of_one_name_stay_apart(essay: Crisis, nth_sentence: Callable[[int], Span]) -> None:
    text = essay.document.text
    hideouts, province = nth_sentence(6), nth_sentence(20)
    iranian = [each for each in within(essay, hideouts) if each.where and each.where.country]
    pakistani = [each for each in within(essay, province) if each.where and each.where.country]
    assert {each.where.country for each in pakistani if each.where} <= {"PAK"}
    assert {each.where.country for each in iranian if each.where} <= {"IRN"}
    for each in essay.events:
        if each.where is not None and each.where.start is not None and each.where.country == "PAK":
            assert "Sistan" not in text[max(0, each.where.start - 8) : each.where.end or 0]


@needs_gold
def test_nobody_is_said_to_shelter_the_ttp(essay: Crisis) -> None:
    for each in essay.relations:
        if each.kind in {"shelters", "based_in"}:
            assert {each.head[:3], each.tail} != {"IRN", "TTP"}


@needs_gold
def test_feared_escalation_is_not_told_as_fact(essay: Crisis, nth_sentence: Callable[[int], Span]) -> None:
    for each in within(essay, nth_sentence(5), "escalation"):
        assert each.modality == "hypothetical"
    for each in within(essay, nth_sentence(7), "reaching"):
        assert each.modality == "hypothetical"
    assert within(essay, nth_sentence(7), "reaching") or within(essay, nth_sentence(5), "escalation")


@needs_gold
def test_the_failure_that_would_have_been_is_counterfactual(
    essay: Crisis, nth_sentence: Callable[[int], Span]
) -> None:
    told = within(essay, nth_sentence(16), "mount") + within(essay, nth_sentence(16), "damaged")
    told += within(essay, nth_sentence(16), "embolden")
    assert len(told) == 3
    assert {each.modality for each in told} == {"counterfactual"}
    assert not any(each.happened for each in told)


@needs_gold
def test_the_comment_line_is_not_read(essay: Crisis, coding: dict[str, Any]) -> None:
    (line,) = (Span(each["start"], each["end"]) for each in coding["boilerplate"])
    assert not [span for span in essay.sentences if span.overlaps(line)]
    assert not [each for each in essay.events if each.evidence.span.overlaps(line)]
