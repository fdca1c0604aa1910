"""Answers of a language model that are kept on disk, and asked for once."""

from __future__ import annotations

from pathlib import Path

import pytest
from llm_asking import Ask, good, refusing, view
from stand_in import stand_in


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


def test_an_interrupted_run_goes_on_where_it_stopped(ask: Ask) -> None:
    views = [view(f"S{number} struck.", number * 20) for number in range(12)]
    with stand_in(*[good] * 3, refusing(500)) as served:
        ask(served, *views, retries=0, parallel=1)
        asked = len(served.calls)
        served.behaviours[:] = [good]
        opinions, asker = ask(served, *views, parallel=1)
    assert all(each.whole for each in opinions)
    assert (asker.tally.kept, len(served.calls) - asked) == (3, 9)
