"""A user's own code books: invented countries, groups and verbs are read; wrong lines are named."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_checks import check_ids, check_spans, event

from detente.errors import CodeBookError, UsageError
from detente.reading import Reader

HEAD = "# title: Invented\n# source: this test\n# licence: Apache-2.0\n# date: 2026-11-22\n"
STATES = "id\tname\tfrom\tuntil\tiso3\tcow\tgw\tnames\tadjectives\tpeople\tcapitals\tgovernment\tsuccessor\n"
GROUPS = "id\tname\taliases\tacronyms\tcountry\tfrom\tuntil\tkind\n"
VERBS = "lemma\twhen\tevent\tmode\tleaf\tlayer\tcameo\tdirection\tarmed\tsource\ttarget\tflags\n"
FILES = {
    "states.tsv": HEAD
    + STATES
    + "ZUB\tZubrowka\t1850\t\tZUB\t\t\tRepublic of Zubrowka\tZubrowkan\tZubrowkans\tLutz\n"
    + "FRD\tFreedonia\t1850\t\tFRD\t\t\tLand of Freedonia\tFreedonian\tFreedonians\tFredville\n",
    "groups.tsv": HEAD + GROUPS + "ZZF\tZig-Zag Front\tZig-Zaggers\tZZF\tZUB\t1900\t\tarmed\n",
    "lexicon_verbs.tsv": HEAD + VERBS + "defenestrate\t\tASSAULT\t\t\tdo\t180\tescalatory\ty\tsubj\tobj\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_invented_countries_groups_and_verbs_are_read(folder: Path) -> None:
    crisis = Reader(codes=folder).read(
        "Zubrowka defenestrated the Freedonian ambassador. "
        "Freedonian troops attacked the Zig-Zag Front near Lutz. Peru thanked Zubrowka."
    )
    deed = event(crisis, "defenestrated")
    assert deed.event == "ASSAULT"
    assert deed.sources == ("ZUB",)
    assert all(id.startswith("FRD") for id in deed.targets)
    attack = event(crisis, "attacked")
    assert attack.sources == ("FRD_MIL",)
    assert attack.targets == ("ZZF",)
    assert crisis.actor("ZZF").kind == "armed group"
    assert crisis.actor("ZZF").country == "ZUB"
    assert event(crisis, "thanked").targets == ("ZUB",)
    check_spans(crisis)
    check_ids(crisis)


def test_without_the_folder_nobody_knows_them(reader: Reader) -> None:
    crisis = reader.read("Zubrowka attacked Freedonia.")
    assert not {"ZUB", "FRD"} & {actor.id for actor in crisis.actors}


def test_shipped_books_stay_as_they_are(folder: Path, reader: Reader) -> None:
    Reader(codes=folder)
    assert reader.books.actors.state("ZUB") is None
    assert reader.books.lexicon.senses("defenestrate", "v") == ()


def test_an_own_sense_takes_the_place_of_the_shipped_one(folder: Path) -> None:
    (folder / "lexicon_verbs.tsv").write_text(
        HEAD + VERBS + "thank\t\tREJECT\t\t\tsay\t120\tuncooperative\tn\tsubj\tobj\n", encoding="utf-8"
    )
    assert event(Reader(codes=folder).read("Peru thanked Chile."), "thanked").event == "REJECT"


def test_own_cues_of_modality_are_used(folder: Path) -> None:
    (folder / "modality_cues.tsv").write_text(
        HEAD + "cue\tpos\tconstruction\tmodality\tpolarity\tphase\tnote\nfrobnicate\tv\txcomp\tplanned\n",
        encoding="utf-8",
    )
    crisis = Reader(codes=folder).read("Peru frobnicated attacking Chile.")
    assert event(crisis, "attacking").modality == "planned"


@pytest.mark.parametrize(
    ("name", "text", "code", "line"),
    [
        ("lexicon_verbs.tsv", HEAD + VERBS + "zap\t\tEXPLODE\t\t\tdo\n", "C205", "6"),
        ("lexicon_verbs.tsv", HEAD + VERBS + "zap\tobj\tASSAULT\t\t\tdo\n", "C207", "6"),
        ("lexicon_verbs.tsv", HEAD + VERBS + "zap\tobj=@nothing\tASSAULT\t\t\tdo\n", "C204", "6"),
        ("lexicon_verbs.tsv", HEAD + VERBS + "zap\t\tASSAULT" + "\tx" * 20 + "\n", "C202", "6"),
        ("lexicon_verbs.tsv", HEAD + VERBS + "\nzap\t\tASSAULT\t\t\tsing\n", None, "7"),
        ("states.tsv", HEAD + STATES + "ZUB\t\t1850\n", "C224", "6"),
        ("states.tsv", HEAD + STATES + "ZUB\tZubrowka\tlately\n", "C225", "6"),
        ("states.tsv", HEAD + STATES + "ZUB\tZubrowka\t1850\nZUB\tZubrowka\t1850\n", "C224", "7"),
        ("groups.tsv", HEAD + GROUPS + "ZZF\tFront\t\t\t\t\t\tchoir\n", "C225", "6"),
        ("mine.actors.txt", "ZUBROWKA_ [ZUB\n", "C226", "1"),
        ("mine.actors.txt", "+ZUB\n", "C229", "1"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, name: str, text: str, code: str | None, line: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(CodeBookError) as caught:
        Reader(codes=tmp_path)
    error = caught.value
    if code is not None:
        assert error.code == code
    assert name in (error.where or "")
    assert f"line {line}" in str(error) or f":{line}" in str(error)
    assert "\n" not in str(error)
    assert error.exit_code == 2


@pytest.mark.parametrize("data", [b"\xff\xfe\x00z", b"# title: x\n\xe9\n"])
def test_a_file_that_is_no_text_is_named(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "states.tsv").write_bytes(data)
    with pytest.raises(CodeBookError, match=r"states\.tsv") as caught:
        Reader(codes=tmp_path)
    assert caught.value.code == "C201"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CodeBookError) as caught:
        Reader(codes=tmp_path / "none")
    assert caught.value.code == "C220"


def test_an_empty_folder_changes_nothing(tmp_path: Path, reader: Reader) -> None:
    text = "Peru attacked Ecuador."
    assert Reader("rules", codes=tmp_path).read(text).events == reader.read(text).events


def test_an_unknown_coder_is_refused() -> None:
    with pytest.raises(UsageError) as caught:
        Reader(coder="oracle")
    assert caught.value.code == "S302"
    assert caught.value.exit_code == 2


def test_an_unknown_model_is_refused() -> None:
    with pytest.raises(UsageError) as caught:
        Reader(model="no_such_model").read("Peru attacked Ecuador.")
    assert caught.value.code == "S301"
