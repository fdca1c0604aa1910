"""How well the reader must do at least on the texts coded by hand and on the CAMEO unit tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from golden_texts import ESSAY, GOLD, PETRARCH, needs_gold, needs_suite

from detente.evaluation import gold, petrarch, suite_codes
from detente.reading import Reader

FLOORS = {
    "events": 0.75,
    "plover": 0.55,
    "sources": 0.65,
    "targets": 0.50,
    "status": 0.68,
    "relations": 0.45,
    "pressures": 0.60,
    "motives": 0.50,
    "causes": 0.35,
    "claims": 0.50,
}
WRONG_SHARE = 0.03  # of the hand-coded events, in texts other than the essay


@pytest.fixture(scope="module")
def scores(reader: Reader) -> dict[str, Any]:
    return gold(GOLD, reader.read)


@needs_gold
@pytest.mark.parametrize("measure", FLOORS)
def test_floor(scores: dict[str, Any], measure: str) -> None:
    assert scores["mean"][measure]["F1"] >= FLOORS[measure]


@needs_gold
def test_what_did_not_happen_is_not_told_as_done(scores: dict[str, Any]) -> None:
    texts = scores["texts"]
    assert texts[ESSAY]["happened_wrongly"] == 0
    others = [texts[name] for name in texts if name != ESSAY]
    assert others
    wrong, events = (
        sum(each["happened_wrongly"] for each in others),
        sum(each["events"]["n"] for each in others),
    )
    assert wrong <= WRONG_SHARE * events


@needs_gold
def test_no_bad_quote(scores: dict[str, Any]) -> None:
    assert {name: each["bad_quotes"] for name, each in scores["texts"].items()} == dict.fromkeys(
        scores["texts"], 0
    )


@needs_suite
def test_cameo_unit_tests(tmp_path: Path) -> None:
    with suite_codes(PETRARCH) as folder:
        found = petrarch(PETRARCH / "petr_unittest.jsonl", Reader(codes=folder).read, codes=folder)
    assert found["triples"]["F1"] >= 0.55
