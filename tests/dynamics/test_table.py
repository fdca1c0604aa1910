"""Tables of events: what is read from which file, and what is said of a file that cannot be used."""

from __future__ import annotations

import gzip
import json
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import detente
from detente.crisis import Actor, Crisis, Document, Event, Evidence, Span, When
from detente.dynamics import EventTable, read_table, table_of

ROWS = [
    ("IRN", "190", "PAK", "2024-01-16"),
    ("PAK", "161", "IRN", "2024-01-17"),
    ("PAK", "190", "IRN", "2024-01-18"),
    ("IRN", "040", "PAK", "2024-01-29"),
]


def rows(table: EventTable) -> list[tuple[str, str, str, str]]:
    return [
        (table.actors[source], table.kinds[kind], table.actors[target], table.date(int(day)))
        for source, kind, target, day in zip(table.source, table.kind, table.target, table.day, strict=True)
    ]


def csv_of(head: str, separator: str = ",") -> str:
    return "\n".join([head.replace(",", separator), *(separator.join(row) for row in ROWS)]) + "\n"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "head",
    [
        "source,event,target,day",
        "Actor1,EventCode,Actor2,SQLDATE",
        "Source Name,CAMEO Code,Target Name,Event Date",
        "subject,relation,object,time",
        "Actor Name,Event Type,Recipient Name,Event Date",
    ],
)
@pytest.mark.parametrize(
    ("ending", "separator"), [(".csv", ","), (".csv", ";"), (".tsv", "\t"), (".txt", "|")]
)
def test_columns_are_found_by_their_usual_names(
    tmp_path: Path, head: str, ending: str, separator: str
) -> None:
    table = read_table(written(tmp_path, f"t{ending}", csv_of(head, separator)))
    assert rows(table) == ROWS
    assert table.rows.tolist() == [2, 3, 4, 5]
    assert table.dated
    assert not table.notes
    assert {each.dtype for each in (table.source, table.kind, table.target, table.day)} == {
        np.dtype(np.int32)
    }


def test_columns_may_be_named(tmp_path: Path) -> None:
    path = written(tmp_path, "t.csv", csv_of("who,what,whom,on"))
    assert rows(read_table(path, source="who", event="What", target="whom", day="on")) == ROWS


def test_json_lines_and_parquet_and_packed_files_hold_the_same(tmp_path: Path) -> None:
    names = ("source", "event", "target", "date")
    text = "\n\n".join(json.dumps(dict(zip(names, row, strict=True))) for row in ROWS)
    assert rows(read_table(written(tmp_path, "t.jsonl", text))) == ROWS
    (tmp_path / "t.csv.gz").write_bytes(gzip.compress(csv_of("source,event,target,day").encode()))
    assert rows(read_table(tmp_path / "t.csv.gz")) == ROWS
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    columns = [arrow.array(column) for column in zip(*ROWS, strict=True)]
    columns[3] = columns[3].cast(arrow.date32())
    parquet.write_table(arrow.table(columns, names=[*names]), tmp_path / "t.parquet")
    assert rows(read_table(tmp_path / "t.parquet")) == ROWS


def test_a_graph_without_a_line_of_names(tmp_path: Path) -> None:
    path = written(tmp_path, "train.txt", "0\t1\t1\t0\n1\t0\t0\t3\n")
    table = read_table(path)
    assert rows(table) == [("0", "1", "1", "day 0"), ("1", "0", "0", "day 3")]
    assert not table.dated
    assert table.rows.tolist() == [1, 2]
    written(tmp_path, "entity2id.txt", "China\t0\nIran\t1\n")
    written(tmp_path, "relation2id.txt", "Consult\t0\nThreaten\t1\n")
    assert rows(read_table(path))[0] == ("China", "Threaten", "Iran", "day 0")


def test_year_month_and_day_may_stand_apart(tmp_path: Path) -> None:
    text = "ccode1,action,ccode2,styear,stmon,stday\n2,16,200,1902,5,7\n2,7,200,1902,5,-9\n"
    path = written(tmp_path, "mie.csv", text)
    table = read_table(path, skip=True)
    assert rows(table) == [("2", "16", "200", "1902-05-07")]
    assert table.scheme == "mid action"
    assert "1 rows" in table.notes[0]
    with pytest.raises(detente.TableError, match=r"H205 .*line 3: '1902\|5\|-9' is no day"):
        read_table(path)


def test_rows_out_of_order_are_sorted_and_a_note_says_so(tmp_path: Path) -> None:
    lines = csv_of("source,event,target,day").splitlines()
    table = read_table(written(tmp_path, "t.csv", "\n".join([lines[0], *reversed(lines[1:])])))
    assert rows(table) == ROWS
    assert table.rows.tolist() == [5, 4, 3, 2]
    assert any("sorted" in note for note in table.notes)


def test_lines_are_counted_over_quoted_cells_and_blank_lines(tmp_path: Path) -> None:
    text = 'source,event,target,day\n\n"A\nB",1,C,1\n"D, E",1,C,2\n\nF,1,G,3\n'
    table = read_table(written(tmp_path, "t.csv", text))
    assert table.actors[0] == "A\nB"
    assert table.rows.tolist() == [3, 5, 7]


BAD = {
    "H203 missing": ("source,event,victim,day\nA,1,B,1\n", "H203", "target"),
    "H203 nearest": ("sorce,event,target,day\nA,1,B,1\n", "H203", "'sorce'"),
    "H204 nan": ("source,event,target,day\nA,1,B,1\nA,nan,B,2\n", "H204", "line 3.*'event'"),
    "H204 blank": ("source,event,target,day\n,1,B,1\n", "H204", "line 2.*'source'"),
    "H205 words": ("source,event,target,day\nA,1,B,soon\n", "H205", "'soon'"),
    "H205 month": ("source,event,target,day\nA,1,B,2024-01\n", "H205", "'2024-01'"),
    "H205 mixed": ("source,event,target,day\nA,1,B,2024-01-01\nA,1,B,7\n", "H205", "so far dates like 2024"),
    "H205 ambiguous": ("source,event,target,day\nA,1,B,01/02/2024\n", "H205", "01/02/2024"),
    "H205 no such day": ("source,event,target,day\nA,1,B,2024-02-30\n", "H205", "2024-02-30"),
    "H206": ("source,event,target,day\n", "H206", "no events"),
    "H206 nothing at all": ("", "H206", "no events"),
    "H207 long": ("source,event,target,day\nA,1,B, C,1\n", "H207", "line 2.*5 cells"),
    "H207 short": ("source,event,target,day\nA,1,B\n", "H207", "line 2.*3 cells"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_table_is_told_in_one_line(tmp_path: Path, name: str) -> None:
    text, code, says = BAD[name]
    path = written(tmp_path, "bad.csv", text)
    with pytest.raises(detente.TableError, match=f"^{code} .*{says}") as caught:
        read_table(path)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
    assert caught.value.remedy


def test_rows_that_cannot_be_read_may_be_left_out(tmp_path: Path) -> None:
    text = csv_of("source,event,target,day") + "A,,B,2024-02-01\nA,1,B,soon\n"
    table = read_table(written(tmp_path, "t.csv", text), skip=True)
    assert rows(table) == ROWS
    assert table.notes == ("2 rows with an empty cell or without a day were left out",)


def test_a_wrong_call(tmp_path: Path) -> None:
    path = written(tmp_path, "t.csv", csv_of("source,event,target,day"))
    with pytest.raises(detente.UsageError, match=r"H202 .*'sauce'.*'source'"):
        read_table(path, source="sauce")
    with pytest.raises(detente.UsageError, match="H201"):
        read_table(tmp_path / "none.csv")
    with pytest.raises(detente.UsageError, match=r"H201.*docx"):
        read_table(written(tmp_path, "t.docx", "x"))


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"source,event,target,day\nA,1,B\xe9,1\n"])
def test_bytes_that_are_no_text(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "t.csv").write_bytes(raw)
    with pytest.raises(detente.TableError, match="H207"):
        read_table(tmp_path / "t.csv")


@pytest.mark.parametrize("name", ["t.jsonl", "t.parquet", "t.csv.gz"])
def test_files_of_another_kind(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"not what the ending says\n")
    with pytest.raises(detente.TableError, match="H207"):
        read_table(tmp_path / name)


cell = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Z"], exclude_characters='"'), min_size=1, max_size=8
).filter(lambda text: text.casefold() not in {"nan", "null", "none", "<na>", "---"})


@given(st.lists(st.tuples(cell, cell, cell, st.integers(-999_999, 999_999)), min_size=1, max_size=40))
def test_what_was_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, given: list[tuple[str, str, str, int]]
) -> None:
    path = tmp_path_factory.mktemp("t") / "t.jsonl"
    names = ("source", "event", "target", "day")
    path.write_text("\n".join(json.dumps(dict(zip(names, row, strict=True))) for row in given))
    table = read_table(path)
    in_order = sorted(given, key=lambda row: row[3])
    assert [(*row[:3], int(row[3][4:])) for row in rows(table)] == in_order
    assert [given[line - 1] for line in table.rows] == in_order


@pytest.mark.parametrize(
    "cells",
    [
        ("2024-01-16", "2024-01-17"), ("2024-01-16T10:00:00Z", "2024-01-17 23:59"), ("20240116", "20240117"),
        ("2024/1/16", "2024/01/17"), ("16 January 2024", "17 Jan 2024"),
    ],
)  # fmt: skip
def test_days_may_be_written_in_these_ways(tmp_path: Path, cells: tuple[str, str]) -> None:
    text = "source,event,target,day\n" + "".join(f"A,1,B,{cell}\n" for cell in cells)
    table = read_table(written(tmp_path, "t.csv", text))
    assert [table.date(int(day)) for day in table.day] == ["2024-01-16", "2024-01-17"]


@given(
    st.binary(max_size=300), st.sampled_from(["t.csv", "t.tsv", "t.txt", "t.jsonl", "t.csv.gz", "t.parquet"])
)
def test_any_bytes_are_a_table_or_a_coded_error(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes, name: str
) -> None:
    path = tmp_path_factory.mktemp("t") / name
    for content in (
        raw,
        b"source,event,target,day\n" + raw,
        b'{"source": 1, "event": 2, "target": 3, "day": 4}\n' + raw,
    ):
        path.write_bytes(content)
        for skip in (False, True):
            with suppress(detente.TableError, detente.UsageError):
                assert len(read_table(path, skip=skip))


def event(id: str, source: str, target: str, iso: str | None, **fields: object) -> Event:
    when = When(iso, "none" if iso is None else ("year", "month", "day")[iso.split("..")[0].count("-")])
    span = Span(0, 1)
    return Event(
        id=id, layer="do", trigger=span, evidence=Evidence("d", 0, 1, "x", "rule:x"), event="ASSAULT",
        sources=(source,), targets=(target,), when=when, **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_crisis_gives_its_dated_acts_between_sides() -> None:
    crisis = Crisis(
        documents=(Document.from_text("x" * 9),),
        actors=(
            Actor("IRN", "Iran", "state"),
            Actor("PAK", "Pakistan", "state"),
            Actor("PAK_MIL", "Pakistan's army", "military", country="PAK"),
            Actor("TTP", "TTP", "armed group", country="PAK"),
        ),
        events=(
            event("e1", "PAK_MIL", "IRN", "2024-01-18"),
            event("e2", "IRN", "PAK", "2024-01-16..2024-01-17"),
            event("e3", "IRN", "PAK", "2024-01"),
            event("e4", "IRN", "PAK", None),
            event("e5", "PAK_MIL", "PAK", "2024-01-18"),
            event("e6", "TTP", "PAK", "2024-01-19"),
            event("e7", "IRN", "PAK", "2024-01-20", modality="planned"),
            event("e8", "IRN", "PAK", "2024-01-20", same_as="e2"),
        ),
    )
    table = table_of(crisis)
    assert rows(table) == [
        ("IRN", "ASSAULT", "PAK", "2024-01-16"),
        ("PAK", "ASSAULT", "IRN", "2024-01-18"),
        ("TTP", "ASSAULT", "PAK", "2024-01-19"),
    ]
    assert [crisis.events[row].id for row in table.rows] == ["e2", "e1", "e6"]


def test_a_crisis_without_dates_gives_an_empty_table() -> None:
    assert len(table_of(Crisis(documents=(Document.from_text("x"),)))) == 0
