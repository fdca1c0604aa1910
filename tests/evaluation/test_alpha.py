"""Krippendorff's alpha against the worked examples of Krippendorff (2011)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.evaluation import alpha

# "Computing Krippendorff's Alpha-Reliability" (2011), sections A, B and C.
BINARY = ([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0])
LETTERS = (list("aabbdcccedda"), list("babbbccceddd"))
FOUR = (
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
)


def test_two_coders_two_values() -> None:
    assert alpha(BINARY) == pytest.approx(0.095, abs=0.0005)


@pytest.mark.parametrize(
    ("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_four_coders_missing_values(level: str, published: float) -> None:
    assert alpha(FOUR, level) == pytest.approx(published, abs=0.0005)  # type: ignore[arg-type]


def test_order_of_words_is_the_one_given() -> None:
    words = {1: "low", 2: "middle", 3: "high", 4: "very high", 5: "highest"}
    named = [[words.get(value) for value in row] for row in FOUR]  # type: ignore[arg-type]
    ordered = alpha(named, "ordinal", order=list(words.values()))
    assert ordered == pytest.approx(alpha(FOUR, "ordinal"))
    assert alpha(named, "ordinal") != pytest.approx(ordered)  # alphabetical order is another scale


def test_nothing_to_compare_is_none() -> None:
    assert alpha([[1, None], [None, 2]]) is None
    assert alpha([["x", "x"], ["x", "x"]]) is None
    assert alpha([]) is None


def test_bad_input_is_refused() -> None:
    with pytest.raises(ValueError, match="each unit"):
        alpha([[1, 2], [1]])
    with pytest.raises(ValueError, match="unknown level"):
        alpha([[1, 2], [1, 1]], "fuzzy")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="numbers"):
        alpha([["a", "b"], ["a", "a"]], "interval")
    with pytest.raises(ValueError, match="not in the order"):
        alpha([["a", "b"], ["a", "a"]], "ordinal", order=["a"])


@given(st.lists(st.sampled_from("abc"), min_size=2, max_size=20).filter(lambda row: len(set(row)) > 1))
def test_perfect_agreement_is_one(row: list[str]) -> None:
    for level in ("nominal", "ordinal"):
        assert alpha([row, row, row], level) == pytest.approx(1.0)  # type: ignore[arg-type]


@given(st.lists(st.lists(st.sampled_from([1, 2, 3, None]), min_size=6, max_size=6), min_size=2, max_size=4))
def test_order_of_coders_does_not_matter(codings: list[list[int | None]]) -> None:
    one, other = alpha(codings, "ordinal"), alpha(codings[::-1], "ordinal")
    assert (one is None and other is None) or one == pytest.approx(other)
    assert one is None or one <= 1 + 1e-9


def test_sets_differ_by_masi() -> None:
    """Passonneau (2006): equal 0, one inside the other 1 − J·2/3, overlapping 1 − J/3, apart 1."""
    a, ab, bc = ("a",), ("a", "b"), ("b", "c")
    apart = alpha([[a, bc], [bc, a]], "set")
    assert alpha([[a, bc], [a, bc]], "set") == pytest.approx(1.0)
    # Two units, observed (1 − 1/2·2/3) and (1 − 1/3·1/3), expected over all pairs of the four values.
    inside, overlap = 1 - 1 / 2 * 2 / 3, 1 - 1 / 3 * 1 / 3
    expected = 2 * (inside * 2 + overlap * 2 + 1.0) / (4 * 3)
    observed = (inside + overlap) / 2
    assert alpha([[a, ab], [ab, bc]], "set") == pytest.approx(1 - observed / expected)
    assert apart is not None
    assert apart < 0
    with pytest.raises(ValueError, match="set values"):
        alpha([["a", "b"], ["b", "a"]], "set")
