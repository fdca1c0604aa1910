"""The room's own tables are whole: headers, no repeats, every name they use defined."""

from __future__ import annotations

from pathlib import Path

import pytest

import detente.evaluation
from detente.codes import from_file, values

ROOM = Path(detente.evaluation.__file__).parent
TABLES = sorted(ROOM.rglob("*.tsv"))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_header_says_where_it_comes_from(path: Path) -> None:
    header = from_file(path).header
    assert all(header.get(key) for key in ("title", "source", "licence", "date"))


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("data/icbe_actors.tsv", ("label",)),
        ("petrarch/verbs.tsv", ("lemma",)),
        ("petrarch/patterns.tsv", ("lemma", "pattern")),
        ("petrarch/sets.tsv", ("class",)),
    ],
)
def test_no_row_stands_twice(name: str, columns: tuple[str, ...]) -> None:
    rows = from_file(ROOM / name).rows
    keys = [tuple(row[column] for column in columns) + tuple(row.get("since", "")) for row in rows]
    assert len(keys) == len(set(keys)) > 0


def test_patterns_belong_to_verbs() -> None:
    verbs = {row["lemma"] for row in from_file(ROOM / "petrarch/verbs.tsv").rows}
    patterns = from_file(ROOM / "petrarch/patterns.tsv").rows
    assert {row["lemma"] for row in patterns} <= verbs
    assert all(row["code"] for row in patterns)


def test_years_of_icbe_names_are_years_in_order() -> None:
    for row in from_file(ROOM / "data/icbe_actors.tsv").rows:
        since, until = int(row["since"] or 1000), int(row["until"] or 2999)
        assert 1000 <= since <= until <= 2999, row
        assert all(id == id.strip() for id in values(row["ids"]))
