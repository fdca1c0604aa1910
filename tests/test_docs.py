"""The documents are held to the program: verbs, options, settings, fields, codes, examples."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import numpy as np
import pytest
import typer.main

from detente.cli import app as application
from detente.cli.codes import OWN_DICTIONARIES, OWN_TABLES
from detente.settings import TABLES, Settings

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "detente"
DOCS = {path.name: path.read_text(encoding="utf-8") for path in (*ROOT.glob("docs/*.md"), ROOT / "README.md")}
CODE = re.compile(r'"([A-Z]\d{3})"|"([A-Z]\d{3}) ')


def _generator() -> ModuleType:
    spec = spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATE = _generator()


def verbs(group: Any = None, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every verb with its command, groups too."""
    command = group or typer.main.get_command(application.app)
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from verbs(below, (*path, name))


VERBS = dict(verbs())


@pytest.mark.parametrize("path", [path for path in VERBS if path], ids="-".join)
def test_every_verb_is_documented(path: tuple[str, ...]) -> None:
    assert f"detente {' '.join(path)}" in DOCS["README.md"] + DOCS["guide.md"] + DOCS["codes.md"]


OPTIONS = sorted({option for command in VERBS.values() for each in command.params for option in each.opts})


@pytest.mark.parametrize("option", [option for option in OPTIONS if option.startswith("-")])
def test_every_option_is_documented(option: str) -> None:
    assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", DOCS["guide.md"] + DOCS["README.md"])


@pytest.mark.parametrize("document", sorted(DOCS))
def test_every_option_in_the_documents_exists(document: str) -> None:
    for line in commands(DOCS[document]):
        words = shlex.split(line, comments=True)[1:]
        known, command = (), VERBS[()]
        while words and (*known, words[0]) in VERBS:
            known = (*known, words.pop(0))
            command = VERBS[known]
        options = {option for each in command.params for option in each.opts} | {"-h", "--help", "--debug"}
        given = {word for word in words if re.fullmatch(r"--?[a-z][a-z-]*", word)}
        assert known or given, f"no verb in: {line}"
        assert given <= options, line


def commands(text: str) -> Iterator[str]:
    """The calls of ``detente`` in the shell blocks of a document."""
    for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
        yield from (line for line in block.splitlines() if line.startswith("detente "))


SETTINGS = [
    *Settings.model_fields,
    *(f"{table}.{name}" for table, model in TABLES.items() for name in model.model_fields),
]


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_is_documented(name: str) -> None:
    assert f"| `{name}`" in DOCS["guide.md"]


def test_every_setting_in_the_guide_exists() -> None:
    named = set(re.findall(r"^\| `([a-z_.]+)`(?: \(`--[\w-]+`\))? \| ", DOCS["guide.md"], re.MULTILINE))
    formats = {"brief", "json", "jsonl", "csv", "markdown", "html"}
    assert named - formats == set(SETTINGS)


def test_the_settings_of_the_guide_are_valid(tmp_path: Path) -> None:
    from detente.settings import load_settings

    found = re.search(r"```toml\n(.*?)```", DOCS["guide.md"], re.DOTALL)
    assert found is not None
    (tmp_path / "detente.toml").write_text(found[1], encoding="utf-8")
    assert load_settings(folder=tmp_path, environment={}).limits.stated()


def test_the_record_reference_is_up_to_date() -> None:
    assert DOCS["records.md"] == GENERATE.records(), "run `make docs`"


def test_every_field_of_every_record_has_a_meaning() -> None:
    import detente.crisis as room

    structs = {
        name: value
        for name, value in vars(room).items()
        if isinstance(value, type) and issubclass(value, msgspec.Struct)
    }
    assert set(structs) == set(GENERATE.RECORDS)
    fields = {(name, field) for name, value in structs.items() for field in value.__struct_fields__}
    assert set(GENERATE.meanings()) == fields
    assert all(GENERATE.meanings().values())


def codes_by_room() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for path in SOURCE.rglob("*.py"):
        room = path.relative_to(SOURCE).parts[0].removesuffix(".py")
        for match in CODE.finditer(path.read_text(encoding="utf-8")):
            found[match[1] or match[2]].add(room)
    return found


def test_error_codes_are_those_of_the_source() -> None:
    listed = re.findall(r"^\| ([A-Z]\d{3}) \|", DOCS["errors.md"], re.MULTILINE)
    in_source = set(codes_by_room()) | set(
        re.findall(r"\b[SE]0\d\d\b", (SOURCE / "cli/app.py").read_text("utf-8"))
    )
    assert len(listed) == len(set(listed))
    assert set(listed) == in_source


def test_a_code_belongs_to_one_room() -> None:
    # An evaluation that brings its own code books refuses a wrong folder as the code books do.
    known = {"C220": {"codes", "evaluation"}}
    shared = {
        code: rooms for code, rooms in codes_by_room().items() if len(rooms) > 1 and known.get(code) != rooms
    }
    assert not shared, "one code, two meanings"


def test_the_code_book_guide_lists_what_a_user_may_add() -> None:
    named = set(re.findall(r"`([a-z_]+\.tsv)`", DOCS["codes.md"]))
    assert set(OWN_TABLES) <= named
    assert all(f"*{ending}" in DOCS["codes.md"] for ending in OWN_DICTIONARIES)


def test_code_books_named_in_the_documents_exist() -> None:
    books = {path.name for path in (SOURCE / "codes" / "data").glob("*.tsv")}
    for document, text in DOCS.items():
        assert set(re.findall(r"`([a-z_]+\.tsv)`", text)) <= books, document


def test_links_lead_somewhere() -> None:
    for name, text in DOCS.items():
        folder = ROOT if name == "README.md" else ROOT / "docs"
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (folder / target).exists(), f"{name}: {target}"


def test_every_room_of_the_source_says_its_licence() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "en_core_web_sm" in notice


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the README's calls can run: every file they name is there."""
    import shutil

    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "examples", folder / "examples")
    short = "On 3 May 2019 Iran struck Pakistan. Pakistan recalled its ambassador."
    (folder / "reports").mkdir()
    for name in ("account.txt", "reports/one.txt", "reports/two.txt"):
        (folder / name).write_text(short, encoding="utf-8")
    (folder / "corpus.jsonl").write_bytes((ROOT / "examples" / "corpus.jsonl").read_bytes())
    (folder / "events.csv").write_text(_events(), encoding="utf-8")
    return folder


def _events() -> str:
    """A table of made-up events, three a day for half a year, with some conflict in it."""
    rng = np.random.default_rng(0)
    sides = ("Iran", "Pakistan", "India", "China", "Oman", "Iraq")
    kinds = ("Make statement", "Consult", "Criticize or denounce", "Use conventional military force")
    lines = ["source,event,target,day"]
    for place in range(540):
        one, other = rng.choice(6, 2, replace=False)
        day = date(2023, 1, 1) + timedelta(days=place // 3)
        kind = kinds[int(rng.choice(4, p=(0.4, 0.3, 0.15, 0.15)))]
        lines.append(f"{sides[one]},{kind},{sides[other]},{day}")
    return "\n".join(lines) + "\n"


def test_the_commands_of_the_readme_run(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In their order, in this process; those on files that a reader would bring are left out."""
    from detente.cli import run

    monkeypatch.chdir(workplace)
    ran = 0
    for line in commands(DOCS["README.md"]):
        words = shlex.split(line, comments=True)[1:]
        if {"account.pdf", "DIR"} & set(words):
            continue
        # The id in the example is that of a longer account.
        words = ["e1" if word == "e12" else word for word in words]
        assert run(words) == 0, line
        ran += 1
    assert ran >= 6
    assert (workplace / "crisis.html").is_file()


def test_the_python_of_the_readme_runs(workplace: Path) -> None:
    found = re.search(r"```python\n(.*?)```", DOCS["README.md"], re.DOTALL)
    assert found is not None
    done = subprocess.run(
        [sys.executable, "-c", found[1] + "\nassert again == crisis"],
        cwd=workplace,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "IRN" in done.stdout


def test_the_sample_in_the_readme_is_real_output() -> None:
    found = re.search(r"<!-- sample:begin -->\n(.*?)\n<!-- sample:end -->", DOCS["README.md"], re.DOTALL)
    assert found is not None
    assert found[1] == GENERATE.excerpt(GENERATE.sample(), GENERATE.SAMPLE_LINES), "run `make docs`"
