"""``detente read``: what is printed, what is written, what failures do."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from detente.crisis import Crisis

if TYPE_CHECKING:
    from conftest import QuickReader, Ran

    Command = Callable[..., Ran]

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def one(tmp_path: Path) -> Path:
    path = tmp_path / "one.txt"
    path.write_text("Aland struck Beland on 3 May 2020.\n", encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three good accounts and, between them, one that cannot be decoded and one the reader fails on."""
    path = tmp_path / "accounts"
    path.mkdir()
    for name in ("a", "c", "e"):
        (path / f"{name}.txt").write_text(f"Alpha{name} struck Beland on 3 May 2020.", encoding="utf-8")
    (path / "b.txt").write_bytes(b"")
    (path / "d.txt").write_text("FAIL here, please.", encoding="utf-8")
    return path


def test_the_brief_is_printed(command: Command, one: Path) -> None:
    ran = command("read", one)
    assert (ran.status, ran.err) == (0, "")
    assert "Aland" in ran.out
    assert "\x1b" not in ran.out


def test_json_is_the_crisis(command: Command, one: Path) -> None:
    ran = command("read", one, "--format", "json")
    assert Crisis.from_json(ran.out).document.text.startswith("Aland struck")


def test_a_piped_text_is_read(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Aland struck Beland.")))
    assert "Aland" in command("read", "-", "--format", "jsonl").out


def test_standard_input_is_read_when_nothing_is_named(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Aland struck Beland.")))
    assert command("read", "-f", "json").status == 0


def test_on_a_terminal_something_must_be_named(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.TextIOWrapper(io.BytesIO())
    terminal.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr("sys.stdin", terminal)
    ran = command("read")
    assert ran.status == 2
    assert ran.err.startswith("S004 ")


def test_the_publication_date_is_overridden(command: Command, one: Path) -> None:
    ran = command("read", one, "--published", "2020-05", "-f", "json")
    assert json.loads(ran.out)["document"]["published"] == "2020-05"


def test_a_wrong_publication_date_is_refused(command: Command, one: Path) -> None:
    ran = command("read", one, "--published", "30 Feb")
    assert ran.status == 2
    assert ran.err.startswith("S213 ")


def test_the_output_goes_to_a_file(command: Command, one: Path, tmp_path: Path) -> None:
    ran = command("read", one, "-f", "json", "-o", tmp_path / "new" / "one.json")
    assert (ran.status, ran.out) == (0, "")
    assert Crisis.load(tmp_path / "new" / "one.json").events


def test_a_page_is_written_beside_the_brief(command: Command, one: Path, tmp_path: Path) -> None:
    ran = command("read", one, "--html", tmp_path / "page.html")
    assert "Aland" in ran.out
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_an_unwritable_place_is_a_coded_error(command: Command, one: Path, tmp_path: Path) -> None:
    ran = command("read", one, "-o", one / "below" / "a-file")
    assert ran.status == 2
    assert ran.err.startswith("S201 ")


def test_a_missing_file_is_a_wrong_call(command: Command) -> None:
    ran = command("read", "none.txt")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("S210 none.txt:")
    assert ran.err.count("\n") == 1


def test_an_empty_file_is_wrong_data(command: Command, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    ran = command("read", tmp_path / "empty.txt")
    assert ran.status == 1
    assert ran.err.startswith("D104 ")


def test_one_bad_file_does_not_stop_the_rest(command: Command, folder: Path) -> None:
    ran = command("read", folder, "-f", "json")
    assert ran.status == 1
    assert [crisis["document"]["id"] for crisis in json.loads(ran.out)] == ["a", "c", "e"]
    assert [line.split()[0] for line in ran.err.splitlines()] == ["D104", "E999"]


def test_a_missing_file_among_good_ones_is_data_that_failed(command: Command, one: Path) -> None:
    ran = command("read", one, "none.txt")
    assert ran.status == 1
    assert "Aland" in ran.out
    assert ran.err.startswith("S210 ")


def test_a_crash_of_the_reader_sets_one_document_aside(command: Command, folder: Path) -> None:
    (folder / "d.txt").write_text("CRASH here.", encoding="utf-8")
    ran = command("read", folder, "-f", "json")
    assert len(json.loads(ran.out)) == 3
    assert "E001" in ran.err
    assert "Traceback" not in ran.err


def test_a_crash_of_the_report_sets_one_document_aside(
    command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente.cli import batch

    def as_text(crisis: Crisis, format: str, **_: object) -> str:
        if crisis.document.id == "a":
            raise KeyError("told to crash")
        return crisis.to_json()

    monkeypatch.setattr(batch, "as_text", as_text)
    ran = command("read", folder, "-f", "json")
    assert ran.status == 1
    assert [crisis["document"]["id"] for crisis in json.loads(ran.out)] == ["c", "e"]
    assert "E001" in ran.err


def test_nothing_readable_gives_an_empty_list(command: Command, folder: Path) -> None:
    ran = command("read", folder / "b.txt", folder / "d.txt", "-f", "json")
    assert ran.status == 1
    assert json.loads(ran.out) == []


def test_csv_has_one_header(command: Command, folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(command("read", folder, "-f", "csv").out)))
    assert len(rows) == 3


def test_jsonl_has_a_record_a_line(command: Command, folder: Path) -> None:
    lines = command("read", folder, "-f", "jsonl").out.splitlines()
    assert len(lines) > 3
    assert all(json.loads(line) for line in lines)


def test_many_documents_become_a_file_each(command: Command, folder: Path, tmp_path: Path) -> None:
    ran = command("read", folder, "-f", "html", "-o", tmp_path / "pages")
    assert ran.status == 1
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == ["a.html", "c.html", "e.html"]


def test_a_corpus_is_many_documents(command: Command, tmp_path: Path) -> None:
    lines = [{"id": "../../x", "text": "Alpha struck."}, {"id": "CON", "text": "Beta struck."}, {"text": 3}]
    (tmp_path / "c.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    ran = command("read", tmp_path / "c.jsonl", "-f", "json", "-o", tmp_path / "out")
    assert ran.status == 1
    assert "c.jsonl" in ran.err
    assert len(list((tmp_path / "out").iterdir())) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c.jsonl", "out"]


def test_many_documents_do_not_go_into_one_file(
    command: Command, folder: Path, one: Path, tmp_path: Path
) -> None:
    for place in (one, tmp_path / "all.json"):
        ran = command("read", folder, "-f", "json", "-o", place)
        assert ran.status == 2
        assert ran.err.startswith("S202 ")


def test_merging_makes_one_crisis(command: Command, folder: Path) -> None:
    ran = command("read", folder, "--merge", "-f", "json")
    assert ran.status == 1
    assert [document.id for document in Crisis.from_json(ran.out).documents] == ["a", "c", "e"]


@pytest.mark.parametrize(
    ("words", "code"),
    [(("--explain", "e1"), "S002"), (("--html", "p.html"), "S002"), (("-f", "html"), "S003")],
)
def test_what_needs_one_crisis_says_so(
    command: Command, folder: Path, words: tuple[str, ...], code: str
) -> None:
    ran = command("read", folder, *words)
    assert ran.status == 2
    assert ran.err.startswith(f"{code} ")


def test_a_record_is_explained(command: Command, one: Path) -> None:
    ran = command("read", one, "--explain", "e1-one")
    assert "rule:first-word" in ran.out


def test_an_unknown_record_is_a_wrong_call(command: Command, one: Path) -> None:
    ran = command("read", one, "--explain", "e7")
    assert ran.status == 2
    assert "e7" in ran.err


def test_the_reader_is_made_as_asked(
    command: Command, one: Path, tmp_path: Path, quick: type[QuickReader]
) -> None:
    (tmp_path / "books").mkdir()
    command("read", one, "--coder", "auto", "--codes", "books")
    assert quick.made_with == {"coder": "auto", "codes": Path("books")}


def test_settings_are_followed(command: Command, one: Path, tmp_path: Path, quick: type[QuickReader]) -> None:
    (tmp_path / "detente.toml").write_text('coder = "auto"\npublished = "1999"\n', encoding="utf-8")
    ran = command("read", one, "-f", "json")
    assert quick.made_with["coder"] == "auto"
    assert json.loads(ran.out)["document"]["published"] == "1999"


def test_limits_are_followed(command: Command, one: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("[limits]\nfile_bytes = 5\n", encoding="utf-8")
    ran = command("read", one, "--settings", "mine.toml")
    assert ran.status == 1
    assert ran.err.startswith("D101 ")


def test_the_width_is_kept(command: Command, one: Path) -> None:
    for width in (40, 72):
        assert max(map(len, command("read", one, "--plain", "--width", width).out.splitlines())) <= width


def test_plain_is_plain(command: Command, one: Path) -> None:
    assert not set(command("read", one, "--plain").out) & set("─━│┃╭╮╰╯█")
