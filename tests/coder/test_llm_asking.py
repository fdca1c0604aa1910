"""What the client asks a stand-in endpoint on this machine, and what it makes of the answers."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path
from typing import Any

import pytest
from llm_asking import Ask, good, view
from stand_in import Call, event, stand_in

from detente.coder.llm import Asker, Endpoint, Opinion
from detente.errors import EndpointError


def test_a_good_answer_counts_and_is_counted(ask: Ask) -> None:
    with stand_in(good) as served:
        opinions, asker = ask(served, price_in=2.0, price_out=10.0)
    assert opinions[0].whole
    assert opinions[0].events[0].event == "ASSAULT"
    assert opinions[0].by == "llm:m version stand-in-2026/fp1"
    assert (asker.tally.tokens_in, asker.tally.tokens_out) == (1000, 50)
    assert asker.tally.cost(asker.endpoint) == pytest.approx(0.0025)
    assert "1 of 1 sentences answered" in asker.tally.summary(asker.endpoint)


def test_the_request_asks_for_the_schema_and_gives_no_tools(ask: Ask) -> None:
    with stand_in(good) as served:
        ask(served)
    body = served.calls[0]
    assert body["model"] == "m"
    assert body["response_format"]["type"] == "json_schema"
    assert body["response_format"]["json_schema"]["strict"] is True
    assert not {"tools", "functions", "tool_choice"} & set(body)
    assert [each["role"] for each in body["messages"]] == ["system", "user"]


def test_many_sentences_come_back_in_order_and_few_at_once(ask: Ask) -> None:
    def late(call: Call) -> None:
        time.sleep(0.02)
        good(call)

    views = [view(f"S{number} struck.", number * 20) for number in range(20)]
    with stand_in(late) as served:
        opinions, _ = ask(served, *views, parallel=3)
    assert [each.events[0].trigger.start for each in opinions] == [
        number * 20 + len(f"S{number} ") for number in range(20)
    ]
    assert 1 < served.most_at_once <= 3


def test_hostile_names_and_counts_are_harmless(ask: Ask) -> None:
    def odd(call: Call) -> None:
        call.events(event("Iran struck", "struck"), model="m\x1b[2J\n" + "x" * 500, usage=None)

    with stand_in(odd) as served:
        opinions, asker = ask(served)
    assert opinions[0].by.isprintable()
    assert len(opinions[0].by) < 200
    assert asker.tally.untold == 1


@pytest.mark.parametrize("usage", [{"prompt_tokens": None}, {"completion_tokens": -4}, "many", [1]])
def test_a_count_that_is_none_spoils_no_answer(ask: Ask, usage: Any) -> None:
    with stand_in(lambda call: call.events(event("Iran struck", "struck"), usage=usage)) as served:
        opinions, asker = ask(served)
    assert opinions[0].whole
    assert (asker.tally.untold, asker.tally.tokens_in) == (1, 0)


def test_an_answer_in_parts_counts(ask: Ask) -> None:
    def parted(call: Call) -> None:
        whole = json.dumps({"events": [event("Iran struck", "struck")]})
        call.content([{"type": "text", "text": part} for part in (whole[:9], whole[9:])])  # type: ignore[arg-type]

    with stand_in(parted) as served:
        assert ask(served)[0][0].whole


INVENTED = event("Iran invaded", "invaded", event="ASSAULT")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (lambda call: call.content("no idea"), "2 × the answer is not JSON.*--coder rules"),
        (lambda call: call.events(INVENTED), "2 × no event of the answer counts.*another model"),
        (lambda call: call.content("{", finish="length"), "2 × the model stopped before the end.*llm.tokens"),
    ],
)
def test_where_no_answer_counts_nothing_is_passed_off_as_the_model(ask: Ask, wrong: Any, told: str) -> None:
    views = view(), view("Iran hit it.", 40)
    with stand_in(wrong) as served, pytest.raises(EndpointError, match=f"L104.*of 2 sentences: {told}"):
        ask(served, *views)
    with stand_in(wrong) as served:
        _, asker = ask(served, *views, exacting=False)
    with pytest.raises(EndpointError, match=f"L104.*of 2 sentences: {told}"):
        asker.check()


def test_one_answer_that_counts_is_enough(ask: Ask) -> None:
    with stand_in(lambda call: good(call) if "struck" in call.sentence else call.content("no")) as served:
        opinions, asker = ask(served, view(), view("Iran hit it.", 40))
        asker.check()
        with pytest.raises(EndpointError, match=r"L104.*of 1 sentence:"):
            asker.ask([view("Iran hit it.", 40)])
    assert [each.refused is None for each in opinions] == [True, False]


def test_that_there_is_no_event_is_an_answer(ask: Ask) -> None:
    with stand_in(lambda call: call.events()) as served:
        opinions, asker = ask(served)
    asker.check()
    assert opinions[0].whole


def test_nothing_to_ask_is_no_failure(ask: Ask) -> None:
    with stand_in(good) as served:
        _, asker = ask(served)
        assert asker.ask([]) == []
    fresh = Asker(Endpoint("http://127.0.0.1:9/v1", "m", keep=False))
    assert fresh.ask([]) == []
    fresh.check()


def test_an_overlong_sentence_is_not_sent(ask: Ask) -> None:
    with stand_in(good) as served:
        opinions, _ = ask(served, view("Iran struck. " * 1000), exacting=False)
    assert "too long" in (opinions[0].refused or "")
    assert not served.calls


def test_it_works_where_a_loop_already_runs(ask: Ask) -> None:
    async def notebook() -> list[Opinion]:
        return ask(served)[0]

    with stand_in(good) as served:
        assert asyncio.run(notebook())[0].whole


def test_progress_is_told(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    with stand_in(good) as served:
        asker = Asker(
            Endpoint(served.url, "m", keep=False), progress=lambda done, total: seen.append((done, total))
        )
        asker.ask([view(f"S{number} struck.") for number in range(3)])
    assert seen == [(1, 3), (2, 3), (3, 3)]
