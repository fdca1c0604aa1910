"""CAMEO triples: composed actor codes, word patterns, the conventions of the suite, exact scores."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from detente.codes import load_codes
from detente.crisis import Crisis, Document, Span
from detente.errors import CodeBookError, DataError
from detente.evaluation import petrarch, suite_codes
from detente.evaluation.actor_codes import ActorCodes, Agents, compose
from detente.evaluation.word_patterns import WordPatterns, words_of

from .fakes import actor, crisis, event, shared

ACTORS = """ARLAND [ARL]
BORLAND_ [BOR]
+BORLANDERS
MANDOR
    [MAN < 950601]
    [MANGOV 19950601 - 19990815]
    [MANREB > 990816]
"""
AGENTS = """FOREIGN_MINISTER [~GOVFRM]
SOLDIER [~MIL]
POLICE {} [~COP]
MSF {} [NGO~]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "codes"
    place.mkdir()
    (place / "t.actors.txt").write_text(ACTORS, encoding="utf-8")
    (place / "t.agents.txt").write_text(AGENTS, encoding="utf-8")
    return place


@pytest.mark.parametrize(
    ("phrase", "day", "code"),
    [
        ("Arland's foreign minister", 1995, "ARLGOVFRM"),
        ("the Borlanders", 1995, "BOR"),
        ("Borland soldiers", 1995, "BORMIL"),
        ("an MSF Arland soldier", 1995, "NGOARLMIL"),
        ("police of Arland", 1995, "ARLCOP"),
        ("police", 1995, "---COP"),
        ("the deputy foreign minister of Arland", 1995, "ARLGOVFRM"),  # our own longer role does not hide it
        ("Mandor", 1994, "MAN"),
        ("Mandor", 1997, "MANGOV"),
        ("Mandor", 2001, "MANREB"),
        ("a walrus", 1995, ""),
    ],
)
def test_codes_of_phrases(folder: Path, phrase: str, day: int, code: str) -> None:
    book = load_codes(folder).actors
    codes = ActorCodes(book, Agents(book), phrase, date(day, 1, 1))
    assert codes.of_phrase(Span(0, len(phrase))) == code


@pytest.mark.parametrize(
    ("base", "agents", "code"),
    [
        ("ARN", ["~GOV"], "ARNGOV"),
        ("USAGOV", ["~GOV"], "USAGOV"),
        ("NGM", ["NGO~", "~OPP"], "NGONGMOPP"),
        ("ARNGMO", ["~GMOX"], "ARNGMOGMOX"),
    ],
)
def test_agents_are_put_beside_the_actor_once(base: str, agents: list[str], code: str) -> None:
    assert compose(base, agents) == code


SETS = {"money": ("euro", "golden_coins"), "tie_kind": ("military",)}
PATTERNS = WordPatterns.parse(
    [
        ("give", "* @money", "1"),
        ("give", "* golden coins", "2"),
        ("give", "did_not *", "3"),
        ("give", "did_not_ever *", "4"),
        ("cut", "* full @tie_kind ties", "5"),
        ("cut", "* off_@tie_kind", "6"),
    ],
    SETS,
)


@pytest.mark.parametrize(
    ("verb", "sentence", "code"),
    [
        ("give", "they [give] a euro", "1"),
        ("give", "they [give] golden coins", "1"),  # side by side is the closer fit
        ("give", "they [give] golden old coins", "2"),
        ("give", "they surely did not [give] ", "3"),
        ("give", "they did not, ever, [give] a euro", "4"),
        ("give", "they did [give] not", None),
        ("give", "coins golden [give]", None),
        ("cut", "to [cut] all full old military ties", "5"),
        ("cut", "to [cut] off military", "6"),
        ("cut", "to [cut] off some military", None),
        ("walk", "they [walk] golden coins", None),
    ],
)
def test_patterns(verb: str, sentence: str, code: str | None) -> None:
    before, rest = sentence.split("[")
    word, after = rest.split("]")
    assert PATTERNS.code(verb, before, word, after) == code


def test_a_pattern_needs_its_verb_and_its_sets() -> None:
    with pytest.raises(ValueError, match=r"one \*"):
        WordPatterns.parse([("give", "euro", "1")])
    with pytest.raises(ValueError, match="no word set"):
        WordPatterns.parse([("give", "* @nothing", "1")])


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_taken(before: str, after: str) -> None:
    assert PATTERNS.code("give", before, "give", after) in {"1", "2", "3", "4", None}
    assert all(word == word.lower() for word in words_of(before))


RECORDS = [
    {
        "id": "A1",
        "date": "19950101",
        "text": "Arland's foreign minister will meet soldiers from Borland and Mandor on Monday.",
        "expected": [
            {"source": "ARLGOVFRM", "code": "031", "target": "BORMIL"},
            {"source": "BORMIL", "code": "031", "target": "ARLGOVFRM"},
            {"source": "ARLGOVFRM", "code": "031", "target": "MAN"},
            {"source": "MAN", "code": "031", "target": "ARLGOVFRM"},
        ],
    },
    {
        "id": "A2",
        "date": "19970101",
        "text": "Arland urged Mandor to stop an attack by soldiers.",
        "expected": [{"source": "ARL", "code": "102", "target": "MANGOV"}],
    },
    {"id": "A3", "date": "19970101", "text": "Nothing met nothing.", "expected": [], "coded": True},
    {"id": "A4", "date": "19970101", "text": "Not coded.", "expected": [], "coded": False},
    {"id": "A5", "date": "19970101", "text": "Bad.", "expected": [], "other_coding": [{"error": "parse"}]},
]  # fmt: skip
SENSES: dict[str, dict[str, Any]] = {
    "meet": {"cameo": "031:032", "sources": ("ARL_GOVFRM",)},
    "urged": {"cameo": "102", "sources": ("ARL",), "targets": ("MAN",), "layer": "say"},
    "attack": {"cameo": "190", "sources": ("MAN",), "nominal": True},
    "stop": {"cameo": "999", "sources": ("MAN",), "targets": ("ARL",)},
}


def read(document: Document) -> Crisis:
    names = [
        ("ARL_GOVFRM", "Arland's foreign minister"),
        ("ARL", "Arland"),
        ("BOR_MIL", "soldiers from Borland"),
    ]
    if document.text.startswith("Arland's"):
        names.pop(1)
    actors = [
        actor(document, id, words) for id, words in [*names, ("MAN", "Mandor")] if words in document.text
    ]
    events = []
    for word, fields in SENSES.items():
        if f" {word} " in document.text:
            one = event(document, word, word, **fields)
            lemma = {"urged": "urge"}.get(word, word)
            by = replace(one.evidence, by=f"rule:lexicon.{lemma};sources:subj")
            events.append(replace(one, evidence=by))
    made = crisis(document, actors, events)
    return Crisis(made.documents, made.actors, made.events, sentences=(Span(0, len(document.text)),))


def write(tmp_path: Path) -> Path:
    file = tmp_path / "suite.jsonl"
    file.write_text("\n".join(json.dumps(record) for record in RECORDS), encoding="utf-8")
    return file


def test_exact_triples(tmp_path: Path, folder: Path) -> None:
    steps: list[tuple[int, int, str]] = []
    with suite_codes(folder) as codes:
        result = petrarch(
            write(tmp_path), read, codes=codes, misses=True, progress=lambda *step: steps.append(step)
        )
    assert result["misses"] == []
    assert result["triples"] == {"P": 1.0, "R": 1.0, "F1": 1.0, "n": 5}
    assert result["source"]["n"] == 4
    assert result["event"]["n"] == 2
    assert [step[2] for step in steps] == ["A1", "A2", "A3"]


def test_a_wrong_side_costs_the_triple_but_not_the_event(tmp_path: Path, folder: Path) -> None:
    def swapped(document: Document) -> Crisis:
        made = read(document)
        turned = [replace(e, sources=e.targets, targets=e.sources) for e in made.events if e.id == "urged"]
        return Crisis(made.documents, made.actors, tuple(turned), sentences=made.sentences)

    with suite_codes(folder) as codes:
        result = petrarch(write(tmp_path), swapped, codes=codes, misses=True)
    assert result["triples"]["F1"] == result["source"]["F1"] == result["target"]["F1"] == 0.0
    assert result["event"] == {"P": 1.0, "R": 0.5, "F1": 0.667, "n": 2}
    assert "A2 extra MANGOV 102 ARL" in result["misses"]


def test_the_folder_holds_the_users_books_and_the_suites_verbs(folder: Path) -> None:
    shipped = load_codes().lexicon.senses
    with suite_codes(folder) as codes:
        names = sorted(file.name for file in codes.iterdir())
        assert names == ["lexicon_verbs.tsv", "suite_verbs.tsv", "t.actors.txt", "t.agents.txt"]
        lexicon = load_codes(codes).lexicon
        assert {(sense.layer, sense.cameo) for sense in lexicon.senses("urge", "v")} == {("say", None)}
        assert lexicon.senses("bombard", "v") == shipped("bombard", "v")
    assert not codes.exists()
    (folder / "lexicon_verbs.tsv").write_text("mine", encoding="utf-8")
    with suite_codes(folder) as codes:
        assert (codes / "lexicon_verbs.tsv").read_text(encoding="utf-8") == "mine"


def test_errors_say_where(tmp_path: Path, folder: Path) -> None:
    file = tmp_path / "suite.jsonl"
    file.write_text('{"id": "A", "date": "1995"}', encoding="utf-8")
    with suite_codes(folder) as codes, pytest.raises(DataError, match=r"V102 .*suite\.jsonl.* line 1"):
        petrarch(file, read, codes=codes)
    (folder / "t.agents.txt").write_text("SOLDIER [MIL]", encoding="utf-8")
    with suite_codes(folder) as codes, pytest.raises(CodeBookError):
        petrarch(write(tmp_path), read, codes=codes)


def test_a_users_own_lexicon_gives_the_codes(tmp_path: Path, folder: Path) -> None:
    columns = "lemma\twhen\tevent\tmode\tleaf\tlayer\tcameo\tdirection\tarmed\tsource\ttarget\tflags"
    row = "urge\t\tREQUEST\t\t\tsay\t102\t\t\t\t\t"
    head = "# title: mine\n# source: me\n# licence: mine\n# date: 2024-01-01\n"
    (folder / "lexicon_verbs.tsv").write_text(f"{head}{columns}\n{row}\n", encoding="utf-8")
    with suite_codes(folder) as codes:
        result = petrarch(write(tmp_path), read, codes=codes, misses=True)
    assert all(line.startswith("A1 missed") for line in result["misses"])  # "meet" is not in it
    assert result["triples"]["P"] == 1.0


def test_no_folder_of_code_books_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CodeBookError, match="C220"), suite_codes(tmp_path / "nowhere"):
        pass


def test_the_suite_is_coded_in_full_where_its_records_are_given_back(tmp_path: Path) -> None:
    """Every record that is not left out can be scored; a reader that finds nothing scores nothing."""
    with suite_codes(shared("petrarch")) as codes:
        result = petrarch(
            shared("petrarch", "petr_unittest.jsonl"), lambda document: crisis(document, [], []), codes=codes
        )
    assert list(result) == ["triples", "source", "event", "target"]
    assert result["triples"]["n"] > 200
    assert result["triples"]["F1"] == 0.0


def test_the_reader_reaches_the_floor_on_the_suite() -> None:
    """At least .55 of the suite's triples are exact, with the suite's own dictionaries."""
    from detente.reading import Reader

    with suite_codes(shared("petrarch")) as codes:
        read = Reader("rules", codes=codes).read
        result = petrarch(shared("petrarch", "petr_unittest.jsonl"), read, codes=codes)
    assert result["triples"]["F1"] >= 0.55
