"""The reader on texts coded by hand: the traps of the essay, the floors, the account in examples/."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reading_checks import check_ids, check_spans, event

from detente.crisis import Crisis, Event, Span
from detente.documents import load
from detente.evaluation import gold, petrarch, suite_codes
from detente.reading import Reader

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
GOLD = DATA / "gold"
PETRARCH = DATA / "petrarch"
ESSAY = "pakistan_iran_2024"

needs_gold = pytest.mark.skipif(not GOLD.is_dir(), reason="the hand-coded texts are not beside the project")
needs_suite = pytest.mark.skipif(
    not PETRARCH.is_dir(), reason="the CAMEO unit tests are not beside the project"
)


@pytest.fixture(scope="module")
def coding() -> dict[str, Any]:
    return json.loads((GOLD / f"{ESSAY}.gold.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def essay(reader: Reader) -> Crisis:
    return reader.read(load(GOLD / f"{ESSAY}.txt"))


@pytest.fixture(scope="module")
def sentence(coding: dict[str, Any]) -> Callable[[int], Span]:
    """The span of a sentence of the essay by its number in the hand coding."""
    return lambda number: Span(coding["sentences"][number]["start"], coding["sentences"][number]["end"])


def within(crisis: Crisis, span: Span, words: str = "") -> list[Event]:
    """The events told inside a stretch, by triggers that begin with ``words``."""
    text = crisis.document.text
    return [
        each
        for each in crisis.events
        if span.contains(each.trigger) and each.trigger.slice(text).lower().startswith(words)
    ]


# --- what must not be read out of the essay: a test for each line of its hand coding --------------------

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
def test_the_strikes_of_two_sentences_are_one_event(essay: Crisis, sentence: Callable[[int], Span]) -> None:
    one, two = (within(essay, sentence(number), "strikes") for number in (15, 17))
    assert len(one) == len(two) == 1
    roots = {each.same_as or each.id for each in (*one, *two)}
    assert len(roots) == 1
    (conducted,) = within(essay, sentence(6), "conducted")
    assert roots == {conducted.id}
    assert one[0].sources == two[0].sources == conducted.sources == ("PAK",)


@needs_gold
def test_the_reluctance_is_that_of_the_taliban(essay: Crisis, sentence: Callable[[int], Span]) -> None:
    (act,) = within(essay, sentence(22), "act")
    assert act.sources == ("TLB",)
    assert not act.happened
    for each in within(essay, sentence(22)):
        assert not {"PAK", "TTP"} & set(each.sources)


@needs_gold
def test_the_denouncer_is_not_the_striker(essay: Crisis, sentence: Callable[[int], Span]) -> None:
    (strikes,) = within(essay, sentence(4), "strikes")
    assert "PAK" not in {id[:3] for id in strikes.sources}
    (denouncing,) = within(essay, sentence(4), "denouncing")
    assert (denouncing.event, denouncing.sources) == ("ACCUSE", ("PAK",))
    assert "PAK" not in denouncing.targets


@needs_gold
def test_two_places_of_one_name_stay_apart(essay: Crisis, sentence: Callable[[int], Span]) -> None:
    text = essay.document.text
    hideouts, province = sentence(6), sentence(20)
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
def test_feared_escalation_is_not_told_as_fact(essay: Crisis, sentence: Callable[[int], Span]) -> None:
    for each in within(essay, sentence(5), "escalation"):
        assert each.modality == "hypothetical"
    for each in within(essay, sentence(7), "reaching"):
        assert each.modality == "hypothetical"
    assert within(essay, sentence(7), "reaching") or within(essay, sentence(5), "escalation")


@needs_gold
def test_the_failure_that_would_have_been_is_counterfactual(
    essay: Crisis, sentence: Callable[[int], Span]
) -> None:
    told = within(essay, sentence(16), "mount") + within(essay, sentence(16), "damaged")
    told += within(essay, sentence(16), "embolden")
    assert len(told) == 3
    assert {each.modality for each in told} == {"counterfactual"}
    assert not any(each.happened for each in told)


@needs_gold
def test_the_comment_line_is_not_read(essay: Crisis, coding: dict[str, Any]) -> None:
    (line,) = (Span(each["start"], each["end"]) for each in coding["boilerplate"])
    assert not [span for span in essay.sentences if span.overlaps(line)]
    assert not [each for each in essay.events if each.evidence.span.overlaps(line)]


# --- more of the essay --------------------


@needs_gold
def test_the_essay_is_whole(essay: Crisis) -> None:
    check_spans(essay)
    check_ids(essay)
    assert set(essay.parties) == {"IRN", "PAK"}
    assert Crisis.from_json(essay.to_json()) == essay


@needs_gold
def test_the_years_that_the_essay_leaves_out_are_marked(essay: Crisis) -> None:
    marked = [each.when for each in essay.events if each.when and each.when.inferred]
    assert marked
    assert [note for note in essay.notes if note.kind == "date without a year"]


@needs_gold
@pytest.mark.xfail(strict=True, reason="the strikes denounced first are named as Iran's only at the very end")
def test_the_strikes_that_are_denounced_are_those_of_iran(
    essay: Crisis, sentence: Callable[[int], Span]
) -> None:
    (strikes,) = within(essay, sentence(4), "strikes")
    assert strikes.sources == ("IRN",)
    assert strikes.targets == ("PAK",)
    assert strikes.inferred["sources"]


@needs_gold
def test_attacks_in_two_provinces_have_their_country(essay: Crisis, sentence: Callable[[int], Span]) -> None:
    (attacks,) = within(essay, sentence(20), "attacks")
    assert attacks.where is not None
    assert attacks.where.country == "PAK"


@needs_gold
@pytest.mark.xfail(
    strict=True, reason="undated events stand after dated ones; nothing says a return follows a recall"
)
def test_the_essay_that_begins_at_the_end_is_put_in_order(
    essay: Crisis, sentence: Callable[[int], Span]
) -> None:
    order = [each.id for each in essay.timeline()]
    recalled, conducted = (
        within(essay, sentence(5), "recalled")[0],
        within(essay, sentence(6), "conducted")[0],
    )
    announced = within(essay, sentence(0), "announced")[0]
    assert order.index(recalled.id) < order.index(conducted.id) < order.index(announced.id)


@needs_gold
def test_a_return_follows_the_recall(essay: Crisis) -> None:
    states = [(change.aspect, change.state) for change in essay.diplomacy]
    recalled, returned = ("ambassador of PAK", "recalled"), ("ambassador of PAK", "return announced")
    assert states.index(recalled) < states.index(returned)


@needs_gold
def test_diplomatic_state_of_the_essay(essay: Crisis) -> None:
    states = [
        (change.aspect, change.state) for change in essay.diplomacy if set(change.pair) == {"IRN", "PAK"}
    ]
    for wanted in (
        ("ambassador of PAK", "recalled"),
        ("ambassador of IRN", "expelled"),
        ("meetings", "suspended"),
        ("ambassador of PAK", "return announced"),
        ("ambassador of IRN", "return announced"),
    ):
        assert wanted in states, states


# --- floors --------------------

FLOORS = {
    "events": 0.75,
    "plover": 0.55,
    "sources": 0.65,
    "targets": 0.50,
    "status": 0.68,
    "relations": 0.45,
    "pressures": 0.60,
    "motives": 0.50,
    "causes": 0.35,
    "claims": 0.50,
}
WRONG_SHARE = 0.03  # of the hand-coded events, in texts other than the essay


@pytest.fixture(scope="module")
def scores(reader: Reader) -> dict[str, Any]:
    return gold(GOLD, reader.read)


@needs_gold
@pytest.mark.parametrize("measure", FLOORS)
def test_floor(scores: dict[str, Any], measure: str) -> None:
    assert scores["mean"][measure]["F1"] >= FLOORS[measure]


@needs_gold
def test_what_did_not_happen_is_not_told_as_done(scores: dict[str, Any]) -> None:
    texts = scores["texts"]
    assert texts[ESSAY]["happened_wrongly"] == 0
    others = [texts[name] for name in texts if name != ESSAY]
    assert others
    wrong, events = (
        sum(each["happened_wrongly"] for each in others),
        sum(each["events"]["n"] for each in others),
    )
    assert wrong <= WRONG_SHARE * events


@needs_gold
def test_no_bad_quote(scores: dict[str, Any]) -> None:
    assert {name: each["bad_quotes"] for name, each in scores["texts"].items()} == dict.fromkeys(
        scores["texts"], 0
    )


@needs_suite
def test_cameo_unit_tests(tmp_path: Path) -> None:
    with suite_codes(PETRARCH) as folder:
        found = petrarch(PETRARCH / "petr_unittest.jsonl", Reader(codes=folder).read, codes=folder)
    assert found["triples"]["F1"] >= 0.55


# --- the account in examples/: all eight kinds of thing --------------------


@pytest.fixture(scope="module")
def strikes(reader: Reader) -> Crisis:
    return reader.read(load(ROOT / "examples" / "iran_pakistan_2024.md"))


def dated(crisis: Crisis, kind: str, source: str, iso: str) -> list[Event]:
    return [
        each
        for each in crisis.events
        if each.event == kind
        and any(id == source or id.startswith(f"{source}_") for id in each.sources)
        and each.when is not None
        and each.when.iso == iso
    ]


def test_the_example_is_whole(strikes: Crisis) -> None:
    check_spans(strikes)
    check_ids(strikes)
    assert Crisis.from_json(strikes.to_json()) == strikes
    assert set(strikes.parties) == {"IRN", "PAK"}
    assert strikes.document.published == "2024-02-02"


def test_example_deeds_with_their_days(strikes: Crisis) -> None:
    (fired,) = [each for each in dated(strikes, "ASSAULT", "IRN", "2024-01-16") if each.same_as is None]
    assert fired.where is not None
    assert fired.where.country == "PAK"
    assert fired.happened
    recalls = dated(strikes, "SANCTION", "PAK", "2024-01-17")
    assert event(strikes, "recalled") in recalls
    assert dated(strikes, "ASSAULT", "PAK", "2024-01-18")


def test_example_days_without_a_year_say_where_the_year_is_from(strikes: Crisis) -> None:
    (fired,) = [each for each in dated(strikes, "ASSAULT", "IRN", "2024-01-16") if each.same_as is None]
    assert fired.when is not None
    assert fired.when.inferred == "year"


def test_example_diplomatic_state(strikes: Crisis) -> None:
    states = {(change.aspect, change.state) for change in strikes.diplomacy}
    assert ("ambassador of PAK", "recalled") in states
    assert ("meetings", "suspended") in states
    assert ("ambassador of PAK", "return announced") in states


def test_example_groups_and_who_shelters_or_fights_them(strikes: Crisis) -> None:
    kinds = {actor.id: actor.kind for actor in strikes.actors}
    assert kinds.get("BLA") == kinds.get("BLF") == "armed group"
    shelters = [each for each in strikes.relations if each.kind == "shelters"]
    assert shelters
    assert all(each.modality != "asserted" or each.speaker != ("author",) for each in shelters)


@pytest.mark.xfail(
    strict=True, reason="elections that are due and figures of inflation are not seen as pressures"
)
def test_example_pressures_of_ballot_and_purse(strikes: Crisis) -> None:
    kinds = {each.kind for each in strikes.pressures if "PAK" in each.on or "PAK_MIL" in each.on}
    assert "elections" in kinds
    assert "economy" in kinds


def test_example_pressures_of_arms_and_honour(strikes: Crisis) -> None:
    kinds = {(each.kind, on[:3]) for each in strikes.pressures for on in each.on}
    assert {("insurgency", "PAK"), ("audience cost", "PAK"), ("constraint on response", "IRN")} <= kinds


def test_example_signals_and_motives(strikes: Crisis) -> None:
    text = strikes.document.text
    goals = " | ".join(each.span.slice(text) + " " + each.goal for each in strikes.motives)
    assert "message" in goals or "show that it could" in goals
    assert {actor for each in strikes.motives for actor in each.who} & {"IRN", "PAK", "PAK_MIL"}


def test_example_claims_and_denials(strikes: Crisis) -> None:
    stances = {each.stance for each in strikes.claims}
    assert {"asserts", "denies", "accuses"} <= stances
    denials = [each for each in strikes.claims if each.stance == "denies"]
    assert {actor[:3] for each in denials for actor in each.who} >= {"IRN", "PAK"}
    struck = event(strikes, "struck two bases")
    assert struck.modality == "claimed"
    assert struck.speaker == ("IRN",)


def test_example_causes_and_what_would_have_been(strikes: Crisis) -> None:
    assert strikes.causes
    unreal = [each for each in strikes.events if each.modality == "counterfactual"]
    words = {each.trigger.slice(strikes.document.text) for each in unreal}
    assert "killed" in words
    assert "suffered" in words
    assert any(
        each.polarity for each in strikes.events if each.trigger.slice(strikes.document.text) == "retaliated"
    )


def test_example_alignments(strikes: Crisis) -> None:
    supports = [each for each in strikes.events if each.event in {"SUPPORT", "ACCUSE", "REQUEST", "CONSULT"}]
    actors = {id[:3] for each in supports for id in each.sources}
    assert {"CHN", "USA"} & actors
    assert any(id.startswith("UN") for each in supports for id in each.sources)


def test_example_no_troops_were_moved(strikes: Crisis) -> None:
    assert not event(strikes, "moved troops").happened


def test_example_order_is_that_of_the_days(strikes: Crisis) -> None:
    order = [each.id for each in strikes.timeline()]
    first = next(each for each in dated(strikes, "ASSAULT", "IRN", "2024-01-16") if each.same_as is None)
    recalled, landed = event(strikes, "recalled"), event(strikes, "landed in Islamabad")
    assert order.index(first.id) < order.index(recalled.id) < order.index(landed.id)


@pytest.mark.parametrize("file", sorted((ROOT / "examples").glob("*.*")), ids=lambda file: file.name)
def test_every_example_is_whole(reader: Reader, file: Path) -> None:
    if file.suffix == ".jsonl":
        pytest.skip("a corpus: its documents are read one by one elsewhere")
    crisis = reader.read(load(file))
    check_spans(crisis)
    check_ids(crisis)
    assert len(crisis.happened()) >= 10
    assert crisis.phases


def test_example_first_strike_hits_pakistan(strikes: Crisis) -> None:
    (fired,) = [each for each in dated(strikes, "ASSAULT", "IRN", "2024-01-16") if each.same_as is None]
    assert fired.targets == ("PAK",)


@pytest.mark.xfail(
    strict=True, reason="of several strikes the nearest is taken up, not the one under discussion"
)
def test_example_the_strike_meant_as_a_message_is_that_of_pakistan(strikes: Crisis) -> None:
    strike = event(strikes, "strike was therefore")
    assert {id[:3] for id in strike.sources} == {"PAK"}


def test_example_who_owns_up_to_the_bombs_in_kerman(strikes: Crisis) -> None:
    attack = event(strikes, "attack, and a public")
    assert attack.sources == ("IS",)
    assert attack.same_as == event(strikes, "killed more than eighty").id


def test_example_both_governments_condemn_the_gunmen_not_each_other(strikes: Crisis) -> None:
    condemned = event(strikes, "condemned the killing")
    assert set(condemned.sources) == {"IRN", "PAK"}
    assert not {"IRN", "PAK"} & set(condemned.targets)


def test_example_same_two_states_had_bombed_each_other(strikes: Crisis) -> None:
    bombed = event(strikes, "bombed each other")
    assert set(bombed.sources) == set(bombed.targets) == {"IRN", "PAK"}
