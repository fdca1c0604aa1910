"""The linear model over word pieces."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coder.words import Bag, Words, of_pair, of_sentence
from detente.errors import DataError

PIECES = st.lists(st.integers(1000, 30000), min_size=2, max_size=30)


def bag(*keys: int) -> Bag:
    many = len(keys)
    weights = np.arange(2 * many, dtype=np.float32).reshape(many, 2)
    return Bag(
        np.array(sorted(keys), np.int64), np.ones(many, np.float32), weights, np.array([5, -5], np.float32)
    )


def test_a_sentence_counts_its_pieces_and_pairs_of_them() -> None:
    found = of_sentence([101, 2000, 2001, 2000, 2001, 102])
    assert found[2000] == found[2001] == 2
    assert sum(found.values()) == 4 + 3
    assert sorted(found.values()) == [1, 2, 2, 2]


def test_a_bag_is_linear_in_features_of_length_one() -> None:
    model = bag(7, 9)
    np.testing.assert_allclose(model.logits(Counter({9: 1})), [2 + 5, 3 - 5])
    np.testing.assert_allclose(model.logits(Counter({9: 4, 11: 3})), [2 + 5, 3 - 5])
    both = model.logits(Counter({7: 1, 9: 1}))
    np.testing.assert_allclose(both, np.array([2, 4]) / np.sqrt(2) + [5, -5], rtol=1e-6)


def test_what_is_unknown_leaves_the_bias() -> None:
    for counts in (Counter[int](), Counter({8: 2}), Counter({10**9: 1})):
        np.testing.assert_array_equal(bag(7, 9).logits(counts), [5, -5])


@given(PIECES)
def test_who_the_pair_is_leaves_no_trace(pieces: list[int]) -> None:
    last = len(pieces) - 1
    one, other = [101, *pieces, 102], [101, *pieces, 102]
    other[1], other[last + 1] = 999, 998
    pair = [], [(1, 2)], [(last + 1, last + 2)]
    assert of_pair(one, *pair) == of_pair(other, *pair)


def test_source_before_target_differs_from_target_before_source() -> None:
    pieces = [101, 2000, 3000, 4000, 102]
    assert of_pair(pieces, [(2, 3)], [(1, 2)], [(3, 4)]) != of_pair(pieces, [(2, 3)], [(3, 4)], [(1, 2)])


def test_models_come_back_as_they_were_written(tmp_path: Path) -> None:
    words = Words(bag(7, 9), bag(1 << 40))
    words.write(tmp_path / "words.npz")
    for wanted, found in zip(words, Words.read(tmp_path / "words.npz"), strict=True):
        for one, other in zip(wanted, found, strict=True):
            np.testing.assert_array_equal(one, other)


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "words.npz").write_bytes(b"no")
    with pytest.raises(DataError) as error:
        Words.read(tmp_path / "words.npz")
    assert error.value.code == "K101"
