"""The client against a stand-in endpoint that breaks the rules, or does not answer."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from llm_asking import Ask, good, refusing, view
from stand_in import Call, stand_in

from detente.coder.llm import Asker, Endpoint
from detente.errors import EndpointError

FAULTS: dict[str, Callable[[Call], None]] = {
    "busy": refusing(429),
    "busy-until": refusing(429, Retry_After="0"),
    "busy-nonsense": refusing(429, Retry_After="soon"),
    "failing": refusing(500),
    "gateway": refusing(503),
    "cut-off": lambda call: call.raw(b'{"choices": [', length=5000),
    "no-json": lambda call: call.raw(b"<html>gateway</html>"),
    "no-completion": lambda call: call.raw(b'{"choices": []}'),
    "wrong-types": lambda call: call.raw(b'{"choices": "many"}'),
    "deep": lambda call: call.raw(b'{"choices":' + b"[" * 100_000),
    "no-utf8": lambda call: call.raw(b'{"choices": "\xff"}'),
    "silence": lambda call: None,
    "content-no-json": lambda call: call.content("I think it is war."),
    "content-null": lambda call: call.content(None),
    "stopped-early": lambda call: call.content('{"events": [', finish="length"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_that_passes_is_tried_again(ask: Ask, name: str) -> None:
    with stand_in(FAULTS[name], good) as served:
        opinions, _ = ask(served)
    assert opinions[0].whole
    assert len(served.calls) == 2


@pytest.mark.parametrize("name", [name for name in FAULTS if name.startswith(("content", "stopped"))])
def test_a_model_that_writes_no_answer_is_refused_and_not_kept(ask: Ask, tmp_path: Path, name: str) -> None:
    with stand_in(FAULTS[name]) as served:
        opinions, asker = ask(served, exacting=False)
    assert opinions[0].refused
    assert len(served.calls) == 2
    assert not list((tmp_path / "cache").rglob("*.json"))
    assert asker.tally.tokens_in == 2000, "what was answered in vain is paid for all the same"
    assert "no answer that counts in 1" in asker.tally.summary(asker.endpoint)


@pytest.mark.parametrize("name", [name for name in FAULTS if not name.startswith(("content", "stopped"))])
def test_an_endpoint_that_never_replies_is_an_error(ask: Ask, name: str) -> None:
    with stand_in(FAULTS[name]) as served, pytest.raises(EndpointError, match="L101"):
        ask(served)
    assert len(served.calls) == 3


@pytest.mark.parametrize("misbehave", [Call.hang, Call.drip, Call.endless, Call.bomb])
def test_a_reply_without_end_is_bounded(ask: Ask, misbehave: Callable[[Call], None]) -> None:
    before = time.monotonic()
    with stand_in(misbehave, good) as served:
        opinions, asker = ask(served, view(), view("Iran hit it.", 40), timeout=0.3, retries=0, parallel=1)
    assert [each.refused is None for each in opinions] == [False, True]
    assert time.monotonic() - before < 5
    assert asker.tally.refused.total() == 1


def test_an_endpoint_that_is_not_there(tmp_path: Path) -> None:
    with stand_in(good) as served:
        pass
    asker = Asker(Endpoint(served.url, "m", keep=False, retries=1), first_wait=0.001)
    with pytest.raises(EndpointError, match=r"L101.*cannot be reached"):
        asker.ask([view()])
    with pytest.raises(EndpointError, match="L101"):
        asker.ask([view("Iran hit it.")])


def test_an_endpoint_that_stops_answering_is_not_asked_for_ever(ask: Ask) -> None:
    views = [view(f"S{number} struck.", number * 20) for number in range(40)]
    with stand_in(good, refusing(500)) as served:
        opinions, _ = ask(served, *views, retries=0, parallel=1)
    assert opinions[0].whole
    assert {each.refused for each in opinions[1:7]} == {"the endpoint failed"}
    assert all("stopped answering" in (each.refused or "") for each in opinions[7:])
    assert len(served.calls) == 7


def test_an_endpoint_that_asks_to_wait_is_waited_for(ask: Ask) -> None:
    before = time.monotonic()
    with stand_in(refusing(429, Retry_After="1"), good) as served:
        opinions, _ = ask(served)
    assert opinions[0].whole
    assert time.monotonic() - before >= 1


@pytest.mark.parametrize(
    ("status", "code"), [(401, "L102"), (403, "L102"), (404, "L103"), (307, "L103"), (301, "L103")]
)
def test_what_no_try_can_mend_stops_at_once(ask: Ask, status: int, code: str) -> None:
    elsewhere = refusing(status, Location="http://127.0.0.1:9/v1/chat/completions")
    with stand_in(elsewhere) as served, pytest.raises(EndpointError, match=code):
        ask(served, *(view(f"S{number} struck.") for number in range(9)), parallel=1)
    assert len(served.calls) == 1


def test_what_an_endpoint_does_not_take_is_left_out(ask: Ask) -> None:
    def picky(call: Call) -> None:
        for name in ("temperature", "max_tokens", "seed"):
            if name in call.body:
                call.raw(json.dumps({"error": f"Unsupported parameter: '{name}'"}).encode(), 400)
                return
        if call.body.get("response_format", {}).get("type") == "json_schema":
            call.raw(b'{"error": "response_format json_schema is not available"}', 400)
            return
        good(call)

    with stand_in(picky) as served:
        opinions, asker = ask(served, view(), view("Iran hit it.", 40), parallel=1)
    assert all(each.whole for each in opinions)
    last = served.calls[-1]
    assert last["response_format"] == {"type": "json_object"}
    assert last["max_completion_tokens"] == 2000
    assert len(served.calls) == 6, "what was refused once is not tried again"
    assert asker.tally.requests == 6, "what was refused was asked all the same"


def test_a_question_that_is_declined_leaves_the_others(ask: Ask) -> None:
    def choosy(call: Call) -> None:
        good(call) if "struck" in call.sentence else call.raw(b'{"error": "policy"}', 400)

    with stand_in(choosy) as served:
        opinions, _ = ask(served, view(), view("Iran hit it.", 40))
    assert opinions[0].whole
    assert opinions[1].refused == "the endpoint declined the question (status 400): policy"
    assert len(served.calls) == 2


@pytest.mark.parametrize(
    ("misbehave", "told"),
    [
        (refusing(429), r"busy.*Try again later"),
        (
            lambda call: call.raw(b'{"error": {"message": "no model\x1b[31m"}}', 400),
            "declined.*model's name",
        ),
        (
            lambda call: call.raw(b'{"error": {"message": "no such model m"}}', 400),
            r": no such model m; nothing",
        ),
        (lambda call: call.raw(b"<html>", 200), "no chat completion.*OpenAI-compatible"),
        (Call.hang, "no answer in time.*llm.timeout"),
    ],
)
def test_the_remedy_fits_what_went_wrong(ask: Ask, misbehave: Any, told: str) -> None:
    with stand_in(misbehave) as served, pytest.raises(EndpointError, match=f"L101.*{told}") as error:
        ask(served, retries=0, timeout=0.5)
    assert str(error.value).isprintable()


def test_tls_with_a_server_that_knows_none_is_told_and_not_tried_again(tmp_path: Path) -> None:
    with stand_in(good) as served:
        url = served.url.replace("http:", "https:")
        asker = Asker(Endpoint(url, "m", keep=False), first_wait=0.001)
        with pytest.raises(EndpointError, match=r"L101.*does not speak TLS.*http://"):
            asker.ask([view()])
    assert asker.tally.requests == 1
