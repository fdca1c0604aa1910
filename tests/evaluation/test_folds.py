"""Networks that have not seen what they read; and how far confidence can be trusted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coder import is_shipped, shipped
from detente.coder.model import SHIPPED
from detente.crisis import Document, Span
from detente.errors import DataError
from detente.evaluation import Folds, Linker
from detente.evaluation.folds import FOLDS, fold_of
from detente.evaluation.measures import calibration


def test_folds_are_of_like_size_and_fixed() -> None:
    counts = [0] * FOLDS
    for number in range(1000):
        counts[fold_of(f"icbe-{number}")] += 1
    assert min(counts) > 150
    assert fold_of("icbe-1") == fold_of("icbe-1")


def test_only_the_folds_that_are_there_are_known(tmp_path: Path) -> None:
    (tmp_path / "fold0" / "model").mkdir(parents=True)
    folds = Folds(tmp_path)
    assert {fold_of(f"icbe-{number}") for number in range(50) if folds.knows(f"icbe-{number}")} == {0}
    with pytest.raises(DataError) as error:
        folds.read(Document.from_text("Iran attacked Pakistan.", id="icbe-1"))
    assert error.value.code == "K101"


@pytest.mark.skipif(not is_shipped(), reason="no trained coder in this checkout")
def test_a_fold_reads_with_its_own_network(tmp_path: Path) -> None:
    id = next(f"icbe-{number}" for number in range(50) if fold_of(f"icbe-{number}") == 3)
    (tmp_path / "fold3").mkdir()
    (tmp_path / "fold3" / "model").symlink_to(SHIPPED)
    document = Document.from_text("Iran attacked Pakistan on 3 May 2019.", id=id)
    folds = Folds(tmp_path)
    assert folds.read(document).codings
    assert folds.coder(document) is not shipped()


@pytest.mark.skipif(not is_shipped(), reason="no trained coder in this checkout")
def test_a_linker_names_root_and_probability() -> None:
    document = Document.from_text("Iran bombed Pakistan on Tuesday.", id="plv-x")
    linker = Linker(lambda _: shipped())
    found = linker(document, Span(0, 4), Span(12, 20))
    assert found is not None
    assert found[0] == "ASSAULT"
    assert 0.5 < found[1] <= 1
    assert linker(document, None, None) is None
    assert Linker(lambda _: None)(document, Span(0, 4), Span(12, 20)) is None


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=40))
def test_calibration_stays_within_its_range(said: list[tuple[float, bool]]) -> None:
    found = calibration(said)
    assert 0 <= found["error"] <= 1
    assert 0 <= found["kept"] <= 1
    assert found["n"] == len(said)


def test_calibration_of_answers_that_are_as_good_as_they_say() -> None:
    said = [(0.75, right) for right in (True, True, True, False)] + [(1.0, True)] * 4
    assert calibration(said) == {"n": 8, "error": 0.0, "kept": 0.5, "right": 1.0, "sure": 0.8}
