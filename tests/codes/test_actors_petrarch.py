"""PETRARCH dictionaries and a user's folder of code books."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.codes.actors import shipped_actors
from detente.codes.petrarch_files import read_actors, read_agents
from detente.errors import CodeBookError

SHARED = Path(__file__).parents[3] / "shared" / "data" / "petrarch"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the PETRARCH validation files are not here")

ACTORS = """<!-- a comment
over lines -->
GONDOR [GON] # the south
+MINAS_TIRITH
+ANORIEN

GOLLUM
+SMEAGOL
\t[HOB < 950601]
\t[HOBGOV 19950601 - 19990815]
\t[HOBREB > 990816]

BOROMIR [---]
ITHILEN MILITARY  [ITHMIL]
U.N.  [UNO]
"""
AGENTS = """!PERSON! = MAN, WOMEN
AMBASSADOR [~GOV] # comment
TROOPS {} [~MIL]
GOLDEN_GOOSE {GOLDEN_GEESE} [~GGS]
CONGRESS!PERSON! [~LEG]
RIGHTS_BODY [NGO~]
AUTHORITY [~GOV]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "toy.actors.txt").write_text(ACTORS, encoding="utf-8")
    (tmp_path / "toy.agents.txt").write_text(AGENTS, encoding="utf-8")
    return tmp_path


def test_actors_with_synonyms_and_dates(folder: Path) -> None:
    book = shipped_actors().with_folder(folder)
    assert [hit.entries[0].id for hit in book.find("Minas Tirith warned the Ithilen military")] == [
        "GON",
        "ITHMIL",
    ]
    assert book.find("Gondor's envoy")[0].entries[0].codes["cameo"] == "GON"
    assert book.find("Gollum", on=date(1995, 1, 1))[0].entries[0].id == "HOB"
    assert book.find("Smeagol", on=date(1997, 3, 3))[0].entries[0].id == "HOBGOV"
    assert book.find("Smeagol", on=date(2003, 3, 3))[0].entries[0].id == "HOBREB"
    assert book.find("Boromir slept") == []
    assert book.find("the U.N. met")[0].entries[0].id == "UNO"


def test_agents_with_plurals_and_macros(folder: Path) -> None:
    book = shipped_actors().with_folder(folder)
    expected = {"ambassadors": "~GOV", "troops": "~MIL", "golden geese": "~GGS", "congresswomen": "~LEG",
                "rights body": "NGO~", "authorities": "~GOV"}  # fmt: skip
    for form, code in expected.items():
        role = book.role(form)
        assert role is not None, form
        assert role.codes["cameo"] == code


def test_a_folder_adds_and_overrides_and_leaves_the_shipped_book_alone(tmp_path: Path) -> None:
    (tmp_path / "states.tsv").write_text(
        "# title: mine\nid\tname\tadjectives\nARN\tArnor\tArnorian\nIRN\tIran\t\n", encoding="utf-8"
    )
    (tmp_path / "groups.tsv").write_text("id\tname\tacronyms\nORCS\tOrcs of Moria\tOOM\n", encoding="utf-8")
    (tmp_path / "roles.tsv").write_text("forms\tsuffix\tkind\nsteward\tSTW\tofficial\n", encoding="utf-8")
    book = shipped_actors().with_folder(tmp_path)
    assert [hit.entries[0].id for hit in book.find("Arnorian envoys met the Orcs of Moria (OOM)")] == [
        "ARN", "ORCS", "ORCS",
    ]  # fmt: skip
    assert book.find("Iranian") == []
    assert book.find("Pakistan")[0].entries[0].id == "PAK"
    role = book.role("stewards")
    assert role is not None
    assert role.suffix == "STW"
    assert shipped_actors().role("stewards") is None
    assert shipped_actors().find("Iranian")[0].entries[0].id == "IRN"


@pytest.mark.parametrize(
    ("name", "text", "code", "line"),
    [
        ("x.actors.txt", "GONDOR [GON\n", "C226", 1),
        ("x.actors.txt", "GONDOR\n\nROHAN [ROH]\n", "C226", 1),
        ("x.actors.txt", "GONDOR [GON < 951399]\n", "C227", 1),
        ("x.actors.txt", "\n+SYNONYM [GON]\n", "C229", 2),
        ("x.actors.txt", "GONDOR [GON yesterday]\n", "C227", 1),
        ("x.agents.txt", "AMBASSADOR\n", "C226", 1),
        ("x.agents.txt", "AMBASSADOR [GOV]\n", "C226", 1),
        ("x.agents.txt", "CONGRESS!PERSON! [~LEG]\n", "C228", 1),
        ("groups.tsv", "id\tname\tcolour\nA\tB\tC\n", "C222", None),
        ("groups.tsv", "id\nA\n", "C223", None),
        ("groups.tsv", "id\tname\nA\tB\nA\tC\n", "C224", 3),
        ("groups.tsv", "id\tname\nA\t\n", "C224", 2),
        ("states.tsv", "id\tname\tfrom\nARN\tArnor\tlong ago\n", "C225", 2),
        ("roles.tsv", "forms\tsuffix\tkind\nsteward\tSTW\twizard\n", "C225", 2),
        ("groups.tsv", "id\tname\nA\tB\tC\n", "C202", 2),
    ],
)
def test_nonsense_is_refused_with_code_file_and_line(
    tmp_path: Path, name: str, text: str, code: str, line: int | None
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(CodeBookError) as caught:
        shipped_actors().with_folder(tmp_path)
    assert caught.value.code == code
    assert name in str(caught.value)
    if line is not None:
        assert f"line {line}" in str(caught.value)


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CodeBookError) as caught:
        shipped_actors().with_folder(tmp_path / "missing")
    assert caught.value.code == "C220"


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.actors.txt").write_bytes(b"GONDOR [GON]\n\xff\xfe\n")
    with pytest.raises(CodeBookError) as caught:
        shipped_actors().with_folder(tmp_path)
    assert caught.value.code == "C201"


@given(st.text(alphabet="AB_+[]<>-#! ~{}\n\t0123456789", max_size=120))
@settings(max_examples=200)
def test_any_dictionary_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("dictionary") / "any.actors.txt"
    path.write_text(text, encoding="utf-8")
    for read in (read_actors, read_agents):
        # Anything but a refusal is an error here.
        with suppress(CodeBookError):
            read(path)


@needs_shared
def test_the_validation_dictionaries_load_in_full(tmp_path: Path) -> None:
    actors = read_actors(SHARED / "PETR.Validate.actors.txt")
    agents = read_agents(SHARED / "PETR.Validate.agents.txt")
    phrases = {phrase: actor for actor in actors for phrase in actor.phrases}
    assert len(actors) == 129
    assert [code.code for code in phrases["SAM GAMGEE"].codes][-1] == "HOB"
    assert len(phrases["SAM GAMGEE"].codes) == 6
    assert phrases["SMEAGOL"].codes[-1].code == "HOBREB"
    assert phrases["INTERPOL"].codes[0].code == "IGOCOPITP"
    forms = {agent.form for agent in agents}
    assert {"CONGRESSMAN", "MINISTRIES OF SILLY WALKS", "HUMAN RIGHTS ORGANIZATION"} <= forms
    for name in ("actors", "agents"):
        source = SHARED / f"PETR.Validate.{name}.txt"
        (tmp_path / source.name).write_bytes(source.read_bytes())
    book = shipped_actors().with_folder(tmp_path)
    text = "Arnor is about to restore full diplomatic ties with Gondor"
    assert [hit.entries[0].id for hit in book.find(text, on=date(1995, 1, 1))] == ["ARN", "GON"]
