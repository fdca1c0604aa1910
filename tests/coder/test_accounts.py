"""The linear heads taught on accounts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coder import AccountHeads, shipped
from detente.coder.accounts import Head
from detente.coder.model import ACCOUNTS
from detente.errors import DataError

WIDTH = 3


def head(*classes: str) -> Head:
    many = len(classes)
    return Head(
        classes,
        {"verb": 0, "noun": 1},
        np.eye(WIDTH, many, dtype=np.float32),
        np.array([[2.0] * many, [-2.0] + [0.0] * (many - 1)], np.float32),
        np.zeros(many, np.float32),
    )


def test_marks_raise_and_lower_a_chance_and_unknown_ones_count_for_nothing() -> None:
    vectors = np.zeros((4, WIDTH), np.float32)
    chances = head("yes").chances(vectors, [["verb"], ["noun"], [], ["adverb"]])[:, 0]
    assert chances[0] == pytest.approx(1 - chances[1])
    assert chances[0] > 0.85
    assert chances[2] == chances[3] == 0.5


def test_a_vector_counts_by_its_numbers() -> None:
    vectors = np.array([[4, 0, 0], [0, 4, 0], [0, 0, 4]], np.float16)
    chances = head("ASSAULT", "CONSULT").chances(vectors, [[], [], []])
    assert chances[0, 0] > 0.9 > 0.1 > chances[1, 0]
    np.testing.assert_allclose(chances[2], [0.5, 0.5])


@given(st.lists(st.lists(st.sampled_from(["verb", "noun", "other"]), max_size=4), min_size=1, max_size=5))
def test_chances_of_several_classes_share_what_there_is(marks: list[list[str]]) -> None:
    vectors = np.linspace(-40, 40, WIDTH * len(marks), dtype=np.float32).reshape(-1, WIDTH)
    chances = head("one", "two", "three").chances(vectors, marks)
    assert chances.shape == (len(marks), 3)
    np.testing.assert_allclose(chances.sum(1), 1, rtol=1e-5)
    alone = head("one").chances(vectors, marks)
    assert ((alone >= 0) & (alone <= 1)).all()


def test_heads_come_back_as_they_were_written(tmp_path: Path) -> None:
    wanted = AccountHeads({"word": head("yes"), "root": head("ASSAULT", "null")})
    wanted.write(tmp_path / ACCOUNTS)
    found = AccountHeads.read(tmp_path / ACCOUNTS)
    assert "root" in found
    assert "target" not in found
    assert found["root"].classes == ("ASSAULT", "null")
    vectors = np.ones((1, WIDTH), np.float32)
    for name in ("word", "root"):
        one, other = (each[name].chances(vectors, [["verb"]]) for each in (wanted, found))
        np.testing.assert_allclose(one, other, rtol=1e-3)


@pytest.mark.parametrize("broken", [b"", b"no archive", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_holds_no_heads_is_refused(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / ACCOUNTS).write_bytes(broken)
    with pytest.raises(DataError) as error:
        AccountHeads.read(tmp_path / ACCOUNTS)
    assert error.value.code == "K101"


def test_the_shipped_coder_has_every_head() -> None:
    accounts = shipped().accounts
    assert {"word", "report", "root", "source", "target"} == accounts.heads.keys()
    assert "null" in accounts["root"].classes
    assert len(accounts["root"].classes) == 17
