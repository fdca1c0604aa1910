"""``detente history`` as a user calls it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import detente

TEXT = (
    "On 3 March 2031 Iran struck camps in Pakistan. Pakistan denounced the strikes. On 5 March Pakistan "
    "conducted retaliatory strikes on Iran. Pakistan's economy was collapsing."
)
Command = Callable[..., Any]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("history") / "crisis.json"
    detente.read(text=TEXT, published="2031-03-10").save(path)
    return path


def test_the_brief_shows_every_part(command: Command, saved: Path) -> None:
    ran = command("history", saved, "--limit", 3)
    assert ran.status == 0, ran.err
    for heading in (
        "WHAT THE ACCOUNT SAYS",
        "NEAREST PAST CASES",
        "WHAT BECAME OF CASES",
        "BASE RATES",
        "NOTES",
    ):
        assert heading in ran.out
    assert "“On 3 March 2031 Iran struck camps in Pakistan”" in ran.out
    assert "BY NAME" not in ran.out
    assert ran.out.count(" 3. ") >= 1


def test_an_account_is_read_first_and_gives_the_same(command: Command, saved: Path, tmp_path: Path) -> None:
    (tmp_path / "account.txt").write_text(TEXT, encoding="utf-8")
    ran = command("history", "account.txt", "--published", "2031-03-10", "-f", "json")
    assert ran.status == 0, ran.err
    kept = json.loads(command("history", saved, "-f", "json").out)
    assert json.loads(ran.out)["actors"][0]["neighbours"] == kept["actors"][0]["neighbours"]


def test_json_has_values_with_quotes_and_cases_with_reasons(command: Command, saved: Path) -> None:
    actor = json.loads(command("history", saved, "-f", "json").out)["actors"][0]
    assert actor["coded"]["values"]["trigger"]["evidence"][0]["quote"]
    assert actor["neighbours"]["analogues"][0]["alike"]
    assert actor["base_rates"]["rates"]


def test_csv_has_a_row_for_each_value_and_case(command: Command, saved: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(command("history", saved, "-f", "csv", "--limit", 4).out)))
    assert {row["row"] for row in rows} == {"coded", "near"}
    assert {"trigger", "response"} <= {row["variable"] for row in rows}
    assert all(row["quotes"] for row in rows)


def test_a_lens_stands_apart(command: Command, saved: Path) -> None:
    ran = command("history", saved, "--region", "south asia", "--since", 1990, "--limit", 2)
    assert "BY NAME (South Asia and Iran; since 1990): rests on identity" in ran.out


def test_a_file_can_be_written(command: Command, saved: Path, tmp_path: Path) -> None:
    assert command("history", saved, "-o", tmp_path / "out.txt").out == ""
    assert "NEAREST PAST CASES" in (tmp_path / "out.txt").read_text(encoding="utf-8")


def test_search_needs_no_file(command: Command) -> None:
    ran = command("history", "--search", "Kargil")
    assert ran.status == 0, ran.err
    assert "431. Kargil" in ran.out
    assert (
        json.loads(command("history", "--search", "Kargil", "-f", "json").out)["hits"][0]["crisis"]["id"]
        == 431
    )
    assert "none" in command("history", "--search", "zzzzqqq").out


@pytest.mark.parametrize(("arguments", "code"), [
    ((), "H313"), (("--actor", "IRN"), "H313"), (("SAVED", "--search", "x"), "H313"),
    (("SAVED", "--actor", "Atlantis"), "H312"), (("SAVED", "--region", "Mars"), "H312"),
    (("--search", "x", "-f", "csv"), "H313"), (("missing.json",), "S203"),
])  # fmt: skip
def test_a_wrong_call_is_told_in_a_line(
    command: Command, saved: Path, arguments: tuple[str, ...], code: str
) -> None:
    ran = command("history", *(str(saved) if each == "SAVED" else each for each in arguments))
    assert ran.status == 2
    assert ran.err.startswith(code)
    assert len(ran.err.splitlines()) == 1


def test_an_account_without_a_crisis_is_told_in_a_line(command: Command, tmp_path: Path) -> None:
    (tmp_path / "calm.txt").write_text("The weather was fine in Peru.", encoding="utf-8")
    ran = command("history", "calm.txt", "--coder", "rules")
    assert (ran.status, ran.err[:4]) == (1, "H310")


def test_a_corpus_gives_one_result_an_account(command: Command, tmp_path: Path) -> None:
    lines = [{"id": "a", "text": TEXT}, {"id": "b", "text": TEXT}, {"id": "calm", "text": "Peru was calm."}]
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    ran = command("history", corpus, "-f", "json")
    assert (ran.status, ran.err[:4], len(json.loads(ran.out))) == (1, "H310", 2)
    ran = command("history", corpus, "-f", "csv", "-o", tmp_path / "out")
    assert (ran.status, sorted(path.name for path in (tmp_path / "out").iterdir())) == (1, ["a.csv", "b.csv"])
    assert command("history", corpus, "-f", "csv").err.splitlines()[-1].startswith("H313")
    assert command("history", corpus).out.count("NOTES") == 2


def test_the_page_is_written_beside_the_brief(command: Command, saved: Path, tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    page = tmp_path / "page.html"
    ran = command("history", saved, "--limit", "2", "--html", page)
    assert ran.status == 0, ran.err
    assert "NEAREST PAST CASES" in ran.out
    assert "Among past crises" in page.read_text(encoding="utf-8")
