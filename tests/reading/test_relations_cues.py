"""The cue tables: each loads, names only known kinds, and faults are told with their line."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest

from detente.codes import parse
from detente.codes.affair_cues import (
    CAUSE_KINDS,
    PRESSURE_KINDS,
    RELATION_KINDS,
    RELATION_ROLES,
    AffairCues,
    cause_cues,
    claim_cues,
    motive_cues,
    pressure_cues,
    read_cues,
    relation_cues,
)
from detente.crisis.affairs import CauseKind, PressureKind, RelationKind
from detente.errors import CodeBookError

HEADER = (
    "# title: t\n# source: s\n# licence: l\n# date: 2020-01-01\n"
    "cue\tpos\tkind\thead\ttail\tflags\tconfidence\n"
)


@pytest.mark.parametrize("load", [relation_cues, pressure_cues, motive_cues, claim_cues, cause_cues])
def test_shipped_tables_load(load: Callable[[], AffairCues]) -> None:
    cues = load()
    assert len(cues.by_word) > 30
    assert all(0 < cue.confidence <= 1 for rows in cues.by_word.values() for cue in rows)


def test_kinds_are_those_of_the_records() -> None:
    assert set(get_args(RelationKind)) == RELATION_KINDS
    assert set(get_args(PressureKind)) == PRESSURE_KINDS - {"word"}
    assert set(get_args(CauseKind)) == CAUSE_KINDS


def test_every_relation_kind_has_a_cue() -> None:
    kinds = {cue.kind for rows in relation_cues().by_word.values() for cue in rows}
    assert kinds == RELATION_KINDS


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("ally\tn\tbefriends\tself\tposs\t\t0.7", "kind"),
        ("ally\tz\tallied_with\tself\tposs\t\t0.7", "part of speech"),
        ("ally\tn\tallied_with\tself\tposs\t\tmuch", "confidence"),
        ("ally\tn\tallied_with\tself\tposs\t\t7", "confidence"),
    ],
)
def test_a_faulty_row_is_told_with_its_line(row: str, says: str) -> None:
    with pytest.raises(CodeBookError, match=says) as caught:
        read_cues(parse(HEADER + row + "\n", "mine.tsv"), RELATION_ROLES, RELATION_KINDS)
    assert caught.value.code == "C203"
    assert "line 6" in str(caught.value)


def test_the_longest_cue_wins() -> None:
    table = parse(
        HEADER + "tie\tn\tlinked_to\tposs\tto\t\t0.7\ntie up\tn\tsupports\tposs\tto\t\t0.7\n", "mine.tsv"
    )
    cues = read_cues(table, RELATION_ROLES, RELATION_KINDS)
    assert [row.words for row in cues.by_word["tie"]] == [("tie", "up"), ("tie",)]
    assert cues.of_words("tie", "up")[0].kind == "supports"
