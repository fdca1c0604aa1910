"""The linear model over word pieces."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from detente.coder.words import Words, of_sentence
from detente.errors import DataError


def words(*keys: int) -> Words:
    many = len(keys)
    weights = np.arange(2 * many, dtype=np.float32).reshape(many, 2)
    return Words(
        np.array(sorted(keys), np.int64), np.ones(many, np.float32), weights, np.array([5, -5], np.float32)
    )


def test_a_sentence_counts_its_pieces_and_pairs_of_them() -> None:
    found = of_sentence([101, 2000, 2001, 2000, 2001, 102])
    assert found[2000] == found[2001] == 2
    assert sum(found.values()) == 4 + 3
    assert sorted(found.values()) == [1, 2, 2, 2]


def test_the_model_is_linear_in_features_of_length_one() -> None:
    model = words(7, 9)
    np.testing.assert_allclose(model.logits(Counter({9: 1})), [2 + 5, 3 - 5])
    np.testing.assert_allclose(model.logits(Counter({9: 4, 11: 3})), [2 + 5, 3 - 5])
    both = model.logits(Counter({7: 1, 9: 1}))
    np.testing.assert_allclose(both, np.array([2, 4]) / np.sqrt(2) + [5, -5], rtol=1e-6)


def test_what_is_unknown_leaves_the_bias() -> None:
    for counts in (Counter[int](), Counter({8: 2}), Counter({10**9: 1})):
        np.testing.assert_array_equal(words(7, 9).logits(counts), [5, -5])


def test_a_model_comes_back_as_it_was_written(tmp_path: Path) -> None:
    wanted = words(7, 1 << 40)
    wanted.write(tmp_path / "words.npz")
    for one, other in zip(wanted, Words.read(tmp_path / "words.npz"), strict=True):
        np.testing.assert_array_equal(one, other)


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "words.npz").write_bytes(b"no")
    with pytest.raises(DataError) as error:
        Words.read(tmp_path / "words.npz")
    assert error.value.code == "K101"
