"""Many files, folders and corpora: a bad one is handed over as an error, the others are read."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from detente.crisis import Document
from detente.documents import Limits, count, gather, load, load_many
from detente.errors import DetenteError, DocumentError, UsageError

from .builders import bomb_pdf, paragraph, pdf, raw_docx, word_paragraph

PROSE = "Arland struck two camps in Borland.\n"


def outcome(found: Document | DetenteError) -> str:
    return found.id if isinstance(found, Document) else found.code


def corpus(path: Path, *lines: str | bytes) -> Path:
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines) + b"\n")
    return path


def line(**fields: object) -> str:
    return json.dumps(fields)


def test_a_folder_is_read_in_order_and_a_bad_file_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "x.txt").write_text(PROSE)
    (tmp_path / "b.txt").write_text(PROSE)
    (tmp_path / "a.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "d.pdf").write_bytes(pdf([paragraph("Arland struck Borland.", 700)]))
    (tmp_path / "e.docx").write_bytes(raw_docx(word_paragraph("Arland struck.")))
    (tmp_path / "notes\u202e.csv").write_text("1")
    (tmp_path / "sub" / "b.md").write_text("# Head\n\nArland struck.")
    mentions: list[str] = []
    found = list(load_many([tmp_path], mention=mentions.append))
    assert [outcome(each) for each in found] == ["D103", "b", "D111", "d", "e", "b-2"]
    assert all(isinstance(each, DocumentError) for each in found if isinstance(each, DetenteError))
    assert len(mentions) == 1
    assert "notes\\u{202e}.csv" in mentions[0]
    assert count([tmp_path]) == 6


def test_paths_that_are_wrong_stand_in_their_place(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(PROSE)
    other = tmp_path / "good.xyz"
    other.write_text(PROSE)
    empty = tmp_path / "empty"
    empty.mkdir()
    paths = [tmp_path / "none.txt", good, other, empty, good, "a\0b.txt"]
    assert [outcome(each) for each in load_many(paths)] == ["S210", "good", "D102", "D107", "good-2", "S210"]
    assert count(paths) == 6


def test_a_killed_parser_is_replaced(tmp_path: Path) -> None:
    good = pdf([paragraph("Arland struck Borland.", 700)])
    for name, data in (("1.pdf", good), ("2.pdf", bomb_pdf(150)), ("3.pdf", good)):
        (tmp_path / name).write_bytes(data)
    # By the one or the other limit, as fast as the machine is.
    one, two, three = load_many([tmp_path], limits=Limits(seconds=3, memory_bytes=300 * 1024 * 1024))
    assert (outcome(one), outcome(three)) == ("1", "3")
    assert outcome(two) in ("D140", "D141", "D142")


def test_a_parser_that_cannot_start_is_a_coded_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "1.pdf").write_bytes(pdf([paragraph("Arland struck Borland.", 700)]))
    (tmp_path / "2.txt").write_text(PROSE)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-python"))
    assert [outcome(each) for each in load_many([tmp_path])] == ["D143", "2"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
def test_what_would_wait_for_ever_is_skipped_in_a_folder(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "a.txt").write_text(PROSE)
    mentions: list[str] = []
    assert [outcome(each) for each in load_many([tmp_path], mention=mentions.append)] == ["a"]
    assert "pipe.txt" in mentions[0]


def test_a_date_that_is_none_stops_before_anything_is_read() -> None:
    with pytest.raises(UsageError) as caught:
        load_many([], published="2024-02-30")
    assert caught.value.code == "S213"


def test_gather(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(PROSE)
    assert [each.id for each in gather([good, str(good)], published="2024")] == ["good", "good-2"]
    assert gather([], text="Arland struck.")[0].text == "Arland struck."
    for paths, text in (([], None), ([good], "Arland struck.")):
        with pytest.raises(UsageError) as caught:
            gather(paths, text=text)
        assert caught.value.code == "S214"
    with pytest.raises(UsageError):
        gather([good, tmp_path / "none.txt"])


def test_a_corpus(tmp_path: Path) -> None:
    path = corpus(
        tmp_path / "c.jsonl",
        b"\xef\xbb\xbf"
        + line(
            id="one", text="Background\n\n" + PROSE, title="A war", published="22 January 2024", source="G"
        ).encode(),
        "",
        line(text=PROSE, more=1),
        line(id="one", text="Arland struck.\r\nIt withdrew."),
        line(id="../../etc/passwd", text=PROSE, published="2024-02-30"),
    )
    one, two, three, four = (each for each in load_many([path]) if isinstance(each, Document))
    assert (one.id, one.title, one.published, one.source) == ("one", "A war", "2024-01-22", "G")
    assert [span.slice(one.text) for span in one.headings] == ["Background"]
    assert two.id == "c-3"
    assert any("more" in warning for warning in two.warnings)
    assert (three.id, three.text) == ("one-2", "Arland struck.\nIt withdrew.")
    assert four.id == "etc_passwd"
    assert four.published is None
    assert any("2024-02-30" in warning for warning in four.warnings)
    assert count([path]) == 4
    assert [each.published for each in gather([path], published="2020")] == ["2020"] * 4


BAD_LINES: dict[str, tuple[str | bytes, str]] = {
    "text is a number": (line(text=1), "D151"),
    "no text": (line(id="a"), "D151"),
    "id is a number": (line(id=5, text="a"), "D151"),
    "title is a list": (line(title=["a"], text="a"), "D151"),
    "huge number": ('{"text":"a","published":' + "9" * 5000 + "}", "D151"),
    "array": ("[1]", "D151"),
    "null": ("null", "D151"),
    "not a number": ('{"text":"a","x":NaN}', "D150"),
    "infinity": ('{"text":"a","x":-Infinity}', "D150"),
    "cut": ('{"text":"a', "D150"),
    "two objects": ('{"text":"a"}{"text":"b"}', "D150"),
    "single quotes": ("{'text':'a'}", "D150"),
    "not UTF-8": (b'{"text":"\xff"}', "D150"),
    "half surrogate": ('{"text":"\\ud800"}', "D150"),
    "words": ("Arland struck Borland.", "D150"),
    "twice": ('{"text":"a","text":"b"}', "D152"),
    "twice inside": ('{"text":"a","x":{"y":1,"y":2}}', "D152"),
    "deep": ('{"text":"a","x":' + "[" * 10_000 + "]" * 10_000 + "}", "D154"),
    "deep objects": ('{"text":"a","x":' + '{"a":' * 10_000 + "1" + "}" * 10_000 + "}", "D154"),
    "long": (line(text="a" * 200_000), "D153"),
    "blank": (line(text=" \n "), "D104"),
    "empty": (line(text=""), "D104"),
}


@pytest.mark.parametrize(("bad", "code"), BAD_LINES.values(), ids=BAD_LINES)
def test_a_wrong_line_names_its_place_and_the_others_go_on(
    tmp_path: Path, bad: str | bytes, code: str
) -> None:
    path = corpus(tmp_path / "c.jsonl", line(id="first", text=PROSE), bad, line(id="last", text=PROSE))
    first, error, last = load_many([path], limits=Limits(record_bytes=100_000))
    assert (outcome(first), outcome(error), outcome(last)) == ("first", code, "last")
    assert isinstance(error, DocumentError)
    assert error.where == f"{path}:2"
    assert str(error).isprintable()
    assert len(str(error)) < 500


def test_a_corpus_without_any_right_line_is_given_up(tmp_path: Path) -> None:
    path = corpus(tmp_path / "c.jsonl", *["junk"] * 50)
    codes = [outcome(each) for each in load_many([path], limits=Limits(bad_records=20))]
    assert codes == ["D150"] * 20 + ["D155"]


def test_a_corpus_is_streamed(tmp_path: Path) -> None:
    path = corpus(tmp_path / "c.jsonl", *[line(text=PROSE)] * 3)
    found = load_many([path])
    assert outcome(next(found)) == "c-1"
    corpus(path, *[line(text="Changed.")] * 9)  # what was not yet asked for is not yet read
    found.close()  # type: ignore[attr-defined]


def test_a_corpus_is_not_one_document(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        load(corpus(tmp_path / "c.jsonl", line(text=PROSE)))
    assert caught.value.code == "S212"
