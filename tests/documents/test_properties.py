"""Whatever the bytes: a sound document or a coded error."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import detente.documents
from detente.crisis import Document
from detente.documents import ERROR_CODES, from_bytes, from_text, load_many
from detente.errors import DataError, DetenteError, DocumentError, UsageError

PACKAGE = Path(detente.documents.__file__).parent

WORDS = st.sampled_from(
    [
        "Arland struck Borland.",
        "Background",
        "PRE-CRISIS:",
        "0 Comments",
        "Title: A",
        "Date: 2024",
        "# Head",
        "- item",
        "| a | b |",
        "---",
        "```",
        "[a](b)",
        "**b**",
        "By Jane Doe",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "\t",
        "\u2028",
        "\u202e",
        "\0",
        "e\u0301",
        "\U0001f9d1",
        "\ufeff",
        "<b>",
        "&amp;",
        "&#0;",
        "2024",
        "\x1b[2J",
    ]
)
TEXTS = st.lists(WORDS | st.text(max_size=12), max_size=30).map("".join)


def tried(call: Callable[[], Document]) -> Document | DetenteError:
    """The document, or the error that it makes."""
    try:
        return call()
    except DetenteError as error:
        return error


def sound(document: Document) -> None:
    """What every document promises."""
    document.text.encode("utf-8")  # no half surrogates
    assert "\r" not in document.text
    for spans in (document.headings, document.boilerplate):
        assert list(spans) == sorted(spans)
        for span in spans:
            assert 0 <= span.start < span.end <= len(document.text)
            assert span.slice(document.text) == span.slice(document.text).strip()
    marked = sorted(document.headings + document.boilerplate)
    assert not any(one.overlaps(two) for one, two in pairwise(marked))
    assert re.fullmatch(r"[0-9a-f]{64}", document.sha256)
    assert document.published is None or re.fullmatch(r"\d{4}(-\d\d){0,2}", document.published)
    assert all(warning.isprintable() for warning in document.warnings)
    assert msgspec.json.decode(msgspec.json.encode(document), type=Document) == document


@given(
    st.binary(max_size=400) | TEXTS.map(lambda text: text.encode("utf-8", "replace")),
    st.sampled_from(["a.txt", "a.md", "a"]),
)
@settings(max_examples=300, deadline=None)
def test_any_bytes(data: bytes, name: str) -> None:
    found = tried(lambda: from_bytes(data, name=name))
    if isinstance(found, Document):
        sound(found)
    else:
        assert isinstance(found, DocumentError)
        assert found.code in ERROR_CODES


@given(TEXTS, st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1"]))
@settings(max_examples=200, deadline=None)
def test_any_encoding(text: str, encoding: str) -> None:
    found = tried(lambda: from_bytes(text.encode(encoding, "replace"), name="a.txt"))
    if isinstance(found, Document):
        sound(found)
    else:
        assert found.code in ERROR_CODES


@given(TEXTS | st.text())
@settings(max_examples=200, deadline=None)
def test_text_is_kept_whole(text: str) -> None:
    found = tried(lambda: from_text(text))
    if isinstance(found, DetenteError):
        assert (found.code, text.strip()) == ("D104", "")
    else:
        sound(found)
        kept = re.sub("[\ud800-\udfff]", "\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
        assert found.text == kept


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_name(name: str) -> None:
    found = tried(lambda: from_bytes(b"Arland struck Borland.", name=name))
    if isinstance(found, Document):
        assert re.fullmatch(r"[\w-]{1,60}", found.id)
    else:
        assert isinstance(found, DocumentError | UsageError)
        assert str(found).isprintable()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
LINES = (
    st.binary(max_size=60).filter(lambda data: b"\n" not in data)
    | JSON.map(lambda value: json.dumps(value).encode())
    | st.fixed_dictionaries(
        {"text": st.text(max_size=20) | JSON}, optional={"id": st.text(max_size=9) | JSON, "published": JSON}
    ).map(lambda value: json.dumps(value).encode())
)


@given(st.lists(LINES, max_size=6))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_corpus(tmp_path: Path, lines: list[bytes]) -> None:
    path = tmp_path / "fuzz.jsonl"
    good = b'{"id":"the last","text":"Arland struck."}'
    path.write_bytes(b"\n".join([*lines, good]))
    found = list(load_many([path]))
    assert isinstance(found[-1], Document)
    assert found[-1].text == "Arland struck."
    ids = []
    for each in found:
        if isinstance(each, Document):
            sound(each)
            ids.append(each.id)
        else:
            assert isinstance(each, DataError)
            assert str(each).isprintable()
    assert len(ids) == len(set(ids))


def test_marking_grows_with_the_length() -> None:
    def seconds(times: int) -> float:
        text = "Background\n\nArland struck two camps in Borland on Tuesday.\nRead more: here\n" * times
        started = time.process_time()
        assert len(from_text(text).headings) == times
        return time.process_time() - started

    seconds(500)
    small, large = min(seconds(2_000) for _ in range(3)), seconds(8_000)
    assert large < 4 * small * 2


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "\n",
        " ",
        "a\n",
        "A ",
        "-",
        "#",
        ".",
        "By A ",
        "© ",
        "| ",
        "Title: a\n",
        "\u0301",
        "1",
        "é",
    ],
)
def test_long_runs_take_little_time(piece: str) -> None:
    started = time.process_time()
    found = tried(lambda: from_text(piece * 300_000))
    if isinstance(found, Document):
        sound(found)
    else:
        assert found.code == "D104"
    assert time.process_time() - started < 15


def test_every_code_in_the_sources_is_listed_and_used() -> None:
    used = set()
    for path in PACKAGE.glob("*.py"):
        source = path.read_text(encoding="utf-8")
        if path.name != "failures.py":
            used |= set(re.findall(r"\"([DS]\d{3})\"", source))
    assert used == set(ERROR_CODES)


def test_text_needs_no_heavy_library_and_no_child(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Arland struck Borland.\n")
    program = (
        "import sys, subprocess\n"
        "subprocess.Popen = None\n"
        "from detente.documents import load\n"
        "load(sys.argv[1])\n"
        "heavy = 'trafilatura lxml pypdfium2 docx charset_normalizer numpy spacy pydantic'.split()\n"
        "print([name for name in heavy if name in sys.modules])\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True, timeout=60
    )
    assert result.stdout.strip() == "[]"


def test_the_door_shows_what_it_says() -> None:
    public = {
        name
        for name, value in vars(detente.documents).items()
        if not name.startswith("_") and not isinstance(value, type(re))
    }
    assert set(detente.documents.__all__) == public
