"""The trained coder inside the reader."""

from __future__ import annotations

import pytest

from detente.coder import Judgement, TrainedCoder, is_shipped, shipped
from detente.coder.views import DocumentView
from detente.crisis import Crisis, Document
from detente.reading import Reader, merge_crises

pytestmark = pytest.mark.skipif(not is_shipped(), reason="no trained coder in this checkout")

STORY = (
    "On 3 March 2011 Peru attacked a border post of Ecuador and killed four soldiers. Ecuador recalled its"
    " ambassador from Lima and demanded an apology. The Peruvian president denied the charge. On 9 March the"
    " two countries agreed on a cease-fire after Brazil had mediated."
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(coder="trained")


@pytest.fixture(scope="module")
def crisis(reader: Reader) -> Crisis:
    return reader.read(Document.from_text(STORY))


def test_the_crisis_names_its_coder(crisis: Crisis) -> None:
    assert crisis.coder == shipped().name == Reader().coder


def test_codings_stand_on_their_sentences(crisis: Crisis) -> None:
    assert crisis.codings
    for coding in crisis.codings:
        span = crisis.sentences[coding.sentence]
        assert (coding.evidence.start, coding.evidence.end) == (span.start, span.end)
        assert crisis.document.text[span.start : span.end] == coding.evidence.quote
        assert coding.evidence.by == f"coder:{shipped().name}"
        assert all(crisis.event(id).sentence == coding.sentence for id in coding.events.values())


def test_what_the_account_says_is_coded(crisis: Crisis) -> None:
    first, second = crisis.codings[:2]
    assert "attack" in first.do
    assert first.armed
    assert next(iter(first.do_source)) == "PER"
    assert next(iter(first.do_target)) == "ECU"
    assert "withdraw diplomats" in second.do
    assert next(iter(second.do_source)) == "ECU"


def test_labels_go_to_the_word_that_carries_them(crisis: Crisis) -> None:
    recalled = crisis.event(crisis.codings[1].events["do:withdraw diplomats"])
    assert recalled.trigger.slice(STORY) == "recalled"
    assert recalled.leaf == "withdraw diplomats"


def test_confidence_is_a_probability_of_the_event(crisis: Crisis) -> None:
    attacked = next(event for event in crisis.events if event.trigger.slice(STORY) == "attacked")
    assert attacked.event == "ASSAULT"
    assert attacked.evidence.confidence > 0.8


def test_a_network_that_doubts_makes_the_coder_less_sure(crisis: Crisis) -> None:
    accuse = shipped().card.roots.index("ACCUSE")

    class Doubting(TrainedCoder):
        def judge(self, view: DocumentView) -> list[Judgement]:
            found = super().judge(view)
            for each in found:
                each.events[:] = 0.1 / (each.events.shape[1] - 1)
                each.events[:, accuse] = 0.9
            return found

    doubted = Reader(coder=Doubting(shipped().folder)).read(STORY)
    sure, unsure = (
        next(event for event in each.events if event.trigger.slice(STORY) == "attacked")
        for each in (crisis, doubted)
    )
    assert unsure.evidence.confidence < sure.evidence.confidence


def test_other_names_give_the_same_codes(reader: Reader, crisis: Crisis) -> None:
    swapped = STORY
    for one, other in (
        ("Peruvian", "Kenyan"), ("Peru", "Kenya"), ("Lima", "Nairobi"),
        ("Ecuador", "Uganda"), ("Brazil", "Tanzania"),
    ):  # fmt: skip
        swapped = swapped.replace(one, other)
    told = reader.read(Document.from_text(swapped))
    assert [(each.think, each.say, each.do, each.direction) for each in told.codings] == [
        (each.think, each.say, each.do, each.direction) for each in crisis.codings
    ]
    assert [(each.layer, each.event, each.leaf) for each in told.events] == [
        (each.layer, each.event, each.leaf) for each in crisis.events
    ]


def test_codings_survive_json_and_merging(crisis: Crisis, reader: Reader) -> None:
    assert Crisis.from_json(crisis.to_json()) == crisis
    other = reader.read(Document.from_text("Chile bombed Bolivia.", id="other"))
    merged = merge_crises([crisis, other])
    assert len(merged.codings) == len(crisis.codings) + len(other.codings)
    last = merged.codings[-1]
    assert last.evidence.document == "other"
    assert merged.sentences[last.sentence].start == last.evidence.start
    assert all(merged.event(id).sentence == last.sentence for id in last.events.values())


def test_rules_alone_give_no_codings() -> None:
    assert Reader(coder="rules").read(Document.from_text(STORY)).codings == ()
