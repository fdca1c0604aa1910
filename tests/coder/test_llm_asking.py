"""The client against a stand-in endpoint on this machine, which keeps to the rules or breaks them."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from stand_in import Call, StandIn, event, stand_in

from detente.coder.llm import KEY_VARIABLE, Asker, Endpoint, KnownActor, Opinion, SentenceView
from detente.errors import EndpointError, UsageError

IRAN = KnownActor("IRN", "Iran", "state", ("Iran",))


def view(text: str = "Iran struck Pakistan.", start: int = 0) -> SentenceView:
    return SentenceView("d", start, text, actors=(IRAN,))


def good(call: Call) -> None:
    """Codes the second word of any sentence."""
    words = call.sentence.split()
    call.events(event(call.sentence, words[1], event="ASSAULT", sources=["IRN"]))


Ask = Callable[..., tuple[list[Opinion], Asker]]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Ask a stand-in about some sentences, without waiting between tries."""

    def call(
        served: StandIn, *views: SentenceView, exacting: bool = True, **options: Any
    ) -> tuple[list[Opinion], Asker]:
        given = {"timeout": 5.0, "cache": tmp_path / "cache", "retries": 2, **options}
        asker = Asker(Endpoint(served.url, "m", **given), first_wait=0.001)
        asker.exacting = exacting
        return asker.ask(list(views) or [view()]), asker

    return call


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


def test_the_key_is_sent_and_stands_nowhere_else(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "sk-very-secret")
    with stand_in(good) as served:
        _, asker = ask(served)
    assert served.headers[0]["Authorization"] == "Bearer sk-very-secret"
    kept = "".join(path.read_text() for path in (tmp_path / "cache").rglob("*.json"))
    assert kept
    assert "secret" not in kept + repr(asker.endpoint) + asker.tally.summary(asker.endpoint)


def test_without_a_key_none_is_sent(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    with stand_in(good) as served:
        ask(served)
    assert "Authorization" not in served.headers[0]


def test_a_kept_answer_is_not_asked_for_again(ask: Ask) -> None:
    with stand_in(good) as served:
        first, _ = ask(served)
    again, asker = ask(served)  # the server is gone
    assert again == first
    assert len(served.calls) == 1
    assert (asker.tally.kept, asker.tally.requests, asker.tally.tokens_in) == (1, 0, 0)


@pytest.mark.parametrize("damage", [b"", b"{", b'{"content": 3}', b"[" * 100_000, b"\xff\xfe"])
def test_a_damaged_kept_answer_is_asked_for_again(ask: Ask, tmp_path: Path, damage: bytes) -> None:
    with stand_in(good) as served:
        first, _ = ask(served)
        (file,) = (tmp_path / "cache").rglob("*.json")
        file.write_bytes(damage)
        again, _ = ask(served)
    assert again == first
    assert len(served.calls) == 2


def test_nothing_is_kept_when_that_is_switched_off(ask: Ask, tmp_path: Path) -> None:
    with stand_in(good) as served:
        ask(served, keep=False)
        ask(served, keep=False)
    assert len(served.calls) == 2
    assert not (tmp_path / "cache").exists()


def test_a_cache_that_cannot_be_written_is_told(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file is in the way")
    with stand_in(good) as served:
        opinions, asker = ask(served)
    assert opinions[0].whole
    assert "could not be kept" in asker.tally.summary(asker.endpoint)


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


def refusing(status: int, **headers: str) -> Callable[[Call], None]:
    return lambda call: call.raw(b'{"error": "no"}', status, **headers)


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


def test_an_interrupted_run_goes_on_where_it_stopped(ask: Ask) -> None:
    views = [view(f"S{number} struck.", number * 20) for number in range(12)]
    with stand_in(*[good] * 3, refusing(500)) as served:
        ask(served, *views, retries=0, parallel=1)
        asked = len(served.calls)
        served.behaviours[:] = [good]
        opinions, asker = ask(served, *views, parallel=1)
    assert all(each.whole for each in opinions)
    assert (asker.tally.kept, len(served.calls) - asked) == (3, 9)


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


def test_a_refusal_that_repeats_the_key_is_not_told(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "sk-secret")
    declined = lambda call: call.raw(b'{"error": {"message": "no credit for sk-secret"}}', 402)  # noqa: E731
    with stand_in(declined) as served, pytest.raises(EndpointError, match="status 402") as error:
        ask(served)
    assert "sk-secret" not in str(error.value)


def test_tls_with_a_server_that_knows_none_is_told_and_not_tried_again(tmp_path: Path) -> None:
    with stand_in(good) as served:
        url = served.url.replace("http:", "https:")
        asker = Asker(Endpoint(url, "m", keep=False), first_wait=0.001)
        with pytest.raises(EndpointError, match=r"L101.*does not speak TLS.*http://"):
            asker.ask([view()])
    assert asker.tally.requests == 1


@pytest.mark.parametrize("key", ["k\u00e9y", "a\nb: c", "a\x00"])
def test_a_key_that_cannot_be_sent_is_told(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.environ", {KEY_VARIABLE: key})
    with pytest.raises(UsageError, match="S314") as error:
        Endpoint("http://h/v1", "m").key()
    assert key not in str(error.value)


def test_no_proxy_of_the_environment_sees_the_text(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with stand_in(good) as served:
        assert ask(served)[0][0].whole


INVENTED = event("Iran invaded", "invaded", event="ASSAULT")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (lambda call: call.content("no idea"), "2 × the answer is not JSON.*--coder rules"),
        (lambda call: call.events(INVENTED), "2 × no event of the answer counts.*another model"),
        (FAULTS["stopped-early"], "2 × the model stopped before the end.*llm.tokens"),
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


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("", "m"), "S310"),
        (("http://h/v1", " "), "S310"),
        (("h:80", "m"), "S311"),
        (("ftp://h/v1", "m"), "S311"),
        (("http://", "m"), "S311"),
        (("http://h:port/", "m"), "S311"),
        (("http://xn--/v1", "m"), "S311"),
        (("http://u:p@h/v1", "m"), "S311"),
        (("http://h/v1?key=sk", "m"), "S311"),
    ],
)
def test_a_wrong_endpoint_is_a_usage_error(given: tuple[str, str], code: str) -> None:
    with pytest.raises(UsageError, match=code) as error:
        Endpoint(*given)
    assert "key=sk" not in str(error.value)
    assert "u:p" not in str(error.value)


@pytest.mark.parametrize("wrong", [{"timeout": 0.0}, {"retries": -1}, {"parallel": 0}, {"price_in": -1.0}])
def test_a_number_out_of_range_is_a_usage_error(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="S313"):
        Endpoint("http://h/v1", "m", **wrong)


@pytest.mark.parametrize(
    "url", ["http://h/v1", "http://h/v1/", "http://h/v1/chat/completions", "http://h/v1/chat/completions/"]
)
def test_base_and_full_address_mean_the_same(url: str) -> None:
    assert Endpoint(url, "m").completions == "http://h/v1/chat/completions"
