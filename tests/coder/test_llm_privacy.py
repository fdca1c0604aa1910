"""What of the key and the text the client lets out: to the endpoint alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from llm_asking import Ask, good
from stand_in import stand_in

from detente.coder.llm import KEY_VARIABLE, Endpoint
from detente.errors import EndpointError, UsageError


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


def test_a_refusal_that_repeats_the_key_is_not_told(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "sk-secret")
    declined = lambda call: call.raw(b'{"error": {"message": "no credit for sk-secret"}}', 402)  # noqa: E731
    with stand_in(declined) as served, pytest.raises(EndpointError, match="status 402") as error:
        ask(served)
    assert "sk-secret" not in str(error.value)


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
