"""``--coder llm`` on the command line, against a stand-in endpoint."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from stand_in import Call, event, stand_in

from detente.cli.output import load_crisis

TEXT = "On 3 May 2019 Iran struck Pakistan."


def good(call: Call) -> None:
    call.events(
        event("Iran struck Pakistan", "struck", event="ASSAULT", sources=["IRN"], targets=["PAK"]),
        event("Iran invaded", "invaded", event="ASSAULT"),
    )


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


@pytest.fixture
def account(tmp_path: Path) -> Path:
    path = tmp_path / "account.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_reading_says_what_was_asked_dropped_and_paid(command: Callable, account: Path) -> None:
    with stand_in(good) as served:
        ran = command(
            "read", account, "--coder", "llm", "--endpoint", served.url, "--model", "m",
            "--price-in", "1", "--price-out", "2", "-f", "json", "-o", "crisis.json",
        )  # fmt: skip
    assert ran.status == 0
    (line,) = ran.err.splitlines()
    assert "llm m: 1 of 1 sentences answered (0 from the cache); 1 events; 1 dropped" in line
    assert "1,000 tokens in and 50 out; cost 0.0011" in line
    crisis = load_crisis("crisis.json")
    assert crisis.coder == "llm:m"
    assert crisis.events[0].evidence.by.startswith("llm:m version")


def test_settings_and_variables_name_the_endpoint(
    command: Callable, account: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DETENTE_LLM_MODEL", "from-variable")
    monkeypatch.setenv("DETENTE_LLM_KEY", "sk-secret")
    with stand_in(good) as served:
        (tmp_path / "detente.toml").write_text(
            f'coder = "llm"\n[llm]\nendpoint = "{served.url}"\nmodel = "from-file"\nprice_in = 1\n'
        )
        ran = command("read", account, "-f", "json")
    assert ran.status == 0
    assert served.calls[0]["model"] == "from-variable"
    assert "sk-secret" not in ran.out + ran.err


def test_nothing_is_sent_unless_the_coder_is_named(command: Callable, account: Path, tmp_path: Path) -> None:
    with stand_in(good) as served:
        (tmp_path / "detente.toml").write_text(f'[llm]\nendpoint = "{served.url}"\nmodel = "m"\n')
        assert command("read", account).status == 0
        ran = command("read", account, "--endpoint", served.url, "--model", "m")
    assert not served.calls
    assert (ran.status, ran.err.split()[0]) == (2, "S312")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--model", "m"), "S310"),
        (("--endpoint", "http://127.0.0.1:9/v1"), "S310"),
        (("--endpoint", "localhost", "--model", "m"), "S311"),
    ],
)
def test_half_an_endpoint_is_a_wrong_call(
    command: Callable, account: Path, words: tuple[str, ...], code: str
) -> None:
    ran = command("read", account, "--coder", "llm", *words)
    assert (ran.status, ran.err.split()[0]) == (2, code)


def test_a_key_in_the_settings_file_is_refused(command: Callable, account: Path, tmp_path: Path) -> None:
    (tmp_path / "detente.toml").write_text('[llm]\nkey = "sk-secret"\n')
    ran = command("read", account)
    assert (ran.status, ran.err.split()[0]) == (2, "S103")
    assert "sk-secret" not in ran.err


def test_an_endpoint_that_refuses_is_one_line(command: Callable, account: Path) -> None:
    with stand_in(lambda call: call.raw(b"", 401)) as served:
        ran = command("read", account, "--coder", "llm", "--endpoint", served.url, "--model", "m")
    assert ran.status == 1
    assert ran.err.startswith("L102 ")
    assert ran.err.count("\n") == 1


def test_a_model_none_of_whose_answers_counts_codes_nothing(command: Callable, account: Path) -> None:
    with stand_in(lambda call: call.content("I cannot help with that.")) as served:
        ran = command(
            "read", account, "--coder", "llm", "--endpoint", served.url, "--model", "m", "-f", "json",
            "-o", "crisis.json",
        )  # fmt: skip
    assert ran.status == 1
    error, tally = ran.err.splitlines()
    assert error.startswith("L104 ")
    assert "nothing was coded" in error
    assert "0 of 1 sentences answered" in tally
    assert not Path("crisis.json").exists()


def test_a_score_is_none_where_no_answer_counts(command: Callable, tmp_path: Path) -> None:
    rows = ["<s>Iran</s> criticized <t>Pakistan</t>.\tACCUSE", "<s>Iran</s> met <t>Pakistan</t>.\tCONSULT"]
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("\n".join(["marked_sentence\tgold_root", *rows]))
    once = lambda call: call.events() if "met" in call.sentence else call.content("no")  # noqa: E731
    for behave, status, code in ((once, 0, "llm"), (lambda call: call.content("no"), 1, "L104")):
        with stand_in(behave) as served:
            (tmp_path / "detente.toml").write_text(f'[llm]\nendpoint = "{served.url}"\nmodel = "m"\n')
            ran = command("evaluate", "plv", pairs, "--coder", "llm")
        assert (ran.status, ran.err.splitlines()[-1].split()[0]) == (status, code)


def test_several_documents_share_one_tally(command: Callable, tmp_path: Path, account: Path) -> None:
    (tmp_path / "other.txt").write_text("On 4 May 2019 Iran struck Pakistan again.")
    with stand_in(good) as served:
        ran = command(
            "read", account, tmp_path / "other.txt", "--coder", "llm", "--endpoint", served.url,
            "--model", "m", "-f", "json",
        )  # fmt: skip
    assert "2 of 2 sentences" in ran.err
    assert [each["coder"] for each in json.loads(ran.out)] == ["llm:m", "llm:m"]
