"""What of an answer counts: only what quotes the sentence and keeps to the code book."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stand_in import event

from detente.coder.llm import KnownActor, Opinion, SentenceView
from detente.coder.llm.answers import opinion
from detente.coder.llm.prompt import instructions, messages, schema
from detente.crisis import Span

TEXT = "Iran struck Pakistan, and Pakistan\nsaid “we will strike back” at Iran."
VIEW = SentenceView(
    "d",
    100,
    TEXT,
    actors=(KnownActor("IRN", "Iran", "state", ("Iran",)), KnownActor("PAK", "Pakistan", "state")),
    triggers=(Span(105, 111),),
)


def weigh(*events: Any, view: SentenceView = VIEW) -> Opinion:
    return opinion(view, json.dumps({"events": list(events)}), "llm:m")


def words(span: Span, view: SentenceView = VIEW) -> str:
    return view.text[span.start - view.start : span.end - view.start]


def test_an_event_gets_the_offsets_of_its_words() -> None:
    found = weigh(event("Iran struck Pakistan", "struck", event="ASSAULT", sources=["IRN"], targets=["PAK"]))
    assert found.whole
    coded = found.events[0]
    assert words(coded.quote) == "Iran struck Pakistan"
    assert coded.trigger == Span(105, 111)
    assert (coded.event, coded.sources, coded.targets) == ("ASSAULT", ("IRN",), ("PAK",))


def test_white_space_and_the_shape_of_quotation_marks_do_not_matter() -> None:
    found = weigh(event('Pakistan said "we will strike back"', "said", layer="say"))
    assert words(found.events[0].quote) == "Pakistan\nsaid “we will strike back”"


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (event("Iran bombed Pakistan", "bombed"), "the quote is not in the sentence"),
        (event("Iran struck Pakistan", "said"), "the trigger is not in its quote"),
        (event("ran struck", "struck"), "the quote is not in the sentence"),
        (event("Iran struck Pakistan", "struck", event="WAR"), "an event is not in the code book"),
        (event("Iran struck Pakistan", "struck", layer="feel"), "an event has not the form asked for"),
        (event("Iran struck Pakistan", "struck", confidence=7), "an event has not the form asked for"),
        (event("Iran struck Pakistan", "struck", sources="IRN"), "an event has not the form asked for"),
        (event("", ""), "an event has not the form asked for"),
        ("war", "an event has not the form asked for"),
        ([[[]]], "an event has not the form asked for"),
    ],
)
def test_what_does_not_count_is_dropped_with_a_reason(wrong: Any, reason: str) -> None:
    right = event("Pakistan said", "said", layer="say")
    found = weigh(wrong, right)
    assert found.dropped == (reason,)
    assert [words(each.trigger) for each in found.events] == ["said"]
    assert not found.whole
    assert weigh(wrong).refused == "no event of the answer counts"


def test_a_value_outside_the_code_book_is_left_out_and_the_event_stays() -> None:
    found = weigh(
        event(
            "Iran struck Pakistan",
            "struck",
            event="ASSAULT",
            mode="phone",
            leaf="bake a cake",
            sources=["IRN", "USA"],
            targets=["MARS"],
            speaker=["MARS"],
        )
    )
    coded = found.events[0]
    assert (coded.mode, coded.leaf) == (None, None)
    assert (coded.sources, coded.targets, coded.speaker) == (("IRN",), None, None)
    assert len(found.unfit) == 4
    assert found.whole


def test_a_word_that_stands_twice_is_taken_once_each() -> None:
    view = SentenceView("d", 0, "A strike met a strike.", triggers=(Span(15, 21),))
    found = weigh(*(event("A strike met a strike", "strike") for _ in range(3)), view=view)
    assert [each.trigger for each in found.events] == [Span(15, 21), Span(2, 8)]
    assert found.dropped == ("an event is given twice",)


def test_an_empty_answer_says_that_there_is_no_event() -> None:
    assert weigh() == Opinion((), "llm:m")


@pytest.mark.parametrize(
    "content",
    [
        "", "war", "null", "[]", '{"events": 3}', '{"events": [', '{"answer": []}', "[" * 100_000,
        '{"events": [' + ",".join(["{}"] * 61) + "]}", '{"events": [NaN]}',
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused(content: str) -> None:
    assert opinion(VIEW, content, "m").refused is not None


@pytest.mark.parametrize("frame", ["```json\n{}\n```", "<think>{{or not?}} hm</think>{}", "Here it is: {}",
    "<think>{{or not?}} hm</think>\n```json\n{}\n```"])  # fmt: skip
def test_an_answer_inside_other_words_is_found(frame: str) -> None:
    inner = json.dumps({"events": [event("Iran struck Pakistan", "struck")]})
    assert opinion(VIEW, frame.replace("{}", inner), "m").whole


@given(st.text(max_size=60), st.text(max_size=12), st.text(max_size=12))
def test_every_span_quotes_the_sentence(text: str, quote: str, trigger: str) -> None:
    view = SentenceView("d", 7, text)
    for quoted in (quote, text, text[2:9]):
        for each in weigh(event(quoted, trigger or quoted), view=view).events:
            assert 7 <= each.quote.start <= each.trigger.start < each.trigger.end <= each.quote.end
            assert each.quote.end <= 7 + len(text)


@given(st.text())
def test_any_text_stays_inside_its_json_string(text: str) -> None:
    """An account cannot end the string it stands in, nor reach the instructions."""
    system, user = messages(SentenceView("d", 0, text, before=(text,)))
    assert json.loads(user["content"])["sentence"] == text
    assert system["content"] == instructions()
    user["content"].encode("utf-8")


def test_a_damaged_text_can_be_sent() -> None:
    messages(SentenceView("d", 0, "a \ud800 b"))[1]["content"].encode("utf-8")


def test_the_schema_is_one_that_strict_endpoints_take() -> None:
    """Every object closed and every property required, as strict structured outputs ask for."""

    def objects(part: Any) -> Any:
        if isinstance(part, dict):
            if part.get("type") == "object":
                yield part
            for value in part.values():
                yield from objects(value)

    for each in objects(schema()):
        assert each["additionalProperties"] is False
        assert each["required"] == list(each["properties"])
