"""The actor and place tables: complete headers, unique ids, known countries, sane years, promised counts."""

from __future__ import annotations

from collections import defaultdict

import pytest

from detente.codes import table
from detente.codes.actor_entries import GROUP_KINDS
from detente.codes.actor_tables import ARMED_KINDS, COLUMNS, KINDS
from detente.codes.actors import shipped_actors
from detente.codes.names import name_key
from detente.codes.table import HEADER_KEYS, Table, values

NAMES = (*COLUMNS, "places.tsv")
WITH_IDS = ("states.tsv", "groups.tsv", "organisations.tsv", "organs.tsv", "places.tsv")
STATES = {row["id"] for row in table.shipped("states.tsv").rows}
AMBIGUOUS = {name_key(row["form"]) for row in table.shipped("ambiguous.tsv").rows}


@pytest.mark.parametrize("name", NAMES)
def test_header_and_columns(name: str) -> None:
    book = table.shipped(name)
    assert all(book.header.get(key) for key in HEADER_KEYS)
    if name in COLUMNS:
        assert book.columns == COLUMNS[name]
    for row, line in zip(book.rows, book.lines, strict=True):
        for column, cell in row.items():
            where = f"{name}:{line} {column}"
            assert "  " not in cell, where
            assert not cell.startswith("|"), where
            assert not cell.endswith("|"), where
            assert len(set(values(cell))) == len(values(cell)) or column in ("from", "until"), where


@pytest.mark.parametrize(
    ("name", "least"),
    [("states.tsv", 240), ("leaders.tsv", 2500), ("groups.tsv", 1000), ("organisations.tsv", 200),
     ("organs.tsv", 200), ("places.tsv", 1500)],
)  # fmt: skip
def test_counts(name: str, least: int) -> None:
    assert len(table.shipped(name).rows) >= least
    assert len(shipped_actors().roles()) >= 300


def test_ids_are_unique_across_tables_and_sorted() -> None:
    seen: dict[str, str] = {}
    for name in WITH_IDS:
        ids = [row["id"] for row in table.shipped(name).rows]
        assert ids == sorted(ids), name
        for actor in ids:
            assert actor not in seen, f"{actor} in {name} and {seen.get(actor)}"
            seen[actor] = name


@pytest.mark.parametrize("name", ["groups.tsv", "organs.tsv", "places.tsv", "leaders.tsv"])
def test_countries_exist(name: str) -> None:
    book = table.shipped(name)
    organisations = {row["id"] for row in table.shipped("organisations.tsv").rows}
    known = STATES | organisations if name == "leaders.tsv" else STATES
    for row, line in zip(book.rows, book.lines, strict=True):
        assert set(values(row["country"])) <= known, f"{name}:{line} {row['country']}"


def test_groups_are_of_known_kinds() -> None:
    book = table.shipped("groups.tsv")
    for row, line in zip(book.rows, book.lines, strict=True):
        assert row["kind"] in ARMED_KINDS | GROUP_KINDS.keys(), f"groups.tsv:{line} {row['kind']}"


@pytest.mark.parametrize("name", [name for name, columns in COLUMNS.items() if "from" in columns])
def test_years_are_plausible(name: str) -> None:
    book = table.shipped(name)
    for row, line in zip(book.rows, book.lines, strict=True):
        begins, ends = values(row["from"]), values(row["until"])
        years = [int(year) for year in (*begins, *ends)]
        assert all(1776 <= year <= 2026 for year in years), f"{name}:{line}"
        assert all(int(b) <= int(e) for b, e in zip(begins, ends, strict=False)), f"{name}:{line}"


def spellings(book: Table) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in book.rows:
        for column in ("name", "names", "aliases", "acronyms", "adjectives", "people"):
            cell = row.get(column, "")
            for name in (cell,) if column == "name" else values(cell):
                found[name_key(name)].add(row["id"])
    return found


def test_no_name_stands_for_two_actors_unless_marked() -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for name in WITH_IDS[:-1]:
        for key, actors in spellings(table.shipped(name)).items():
            found[key] |= actors
    # Of states, the next test asks for years that differ.
    clashes = {
        key: actors
        for key, actors in found.items()
        if len(actors) > 1 and key not in AMBIGUOUS and not actors <= STATES
    }
    assert not clashes


def test_states_that_share_a_name_differ_in_years_or_are_marked() -> None:
    rows = {row["id"]: row for row in table.shipped("states.tsv").rows}
    for key, actors in spellings(table.shipped("states.tsv")).items():
        if len(actors) < 2 or key in AMBIGUOUS:
            continue
        spans = {(rows[actor]["from"], rows[actor]["until"]) for actor in actors}
        assert len(spans) == len(actors), f"{key}: {actors}"


def test_codes_of_states() -> None:
    numbers: dict[str, set[str]] = defaultdict(set)
    for row in table.shipped("states.tsv").rows:
        assert row["id"].isupper()
        assert len(row["id"]) == 3
        assert not row["successor"] or row["successor"] in STATES
        assert row["cow"] == "" or 2 <= int(row["cow"]) <= 990
        if row["cow"] and not row["until"].split("|")[-1]:
            numbers[row["cow"]].add(row["id"])
    assert all(len(actors) == 1 for actors in numbers.values())


def test_ambiguous_entries_exist() -> None:
    book = shipped_actors()
    for row in table.shipped("ambiguous.tsv").rows:
        for actor in values(row["entries"]):
            assert book.entry(actor) is not None, actor


def test_roles_are_known_kinds() -> None:
    for row in table.shipped("roles.tsv").rows:
        assert row["kind"] in KINDS
        assert row["suffix"].isupper()
        assert row["state"] in ("", "yes")
        assert row["generic"] in ("", "yes")
    seen: dict[str, str] = {}
    for row in table.shipped("roles.tsv").rows:
        for form in values(row["forms"]):
            key = name_key(form)
            assert seen.setdefault(key, row["suffix"]) == row["suffix"], f"{form}: also {seen[key]}"
