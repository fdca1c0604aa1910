"""The pages on past crises are held to the package."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))

import generate  # noqa: E402

from detente.history import lint  # noqa: E402

PAGE = (ROOT / "docs" / "history.md").read_text(encoding="utf-8")


def test_the_code_book_page_is_up_to_date() -> None:
    assert (ROOT / "docs" / "history_codes.md").read_text("utf-8") == generate.history_codes(), (
        "run `make docs`"
    )


def test_the_scores_are_those_of_the_score_card() -> None:
    assert generate.base_rate_scores() in PAGE, "run `make docs`"


def test_every_question_is_in_the_page() -> None:
    from detente.history.targets import QUESTIONS

    assert all(f"| {question.name} |" in PAGE for question in QUESTIONS)


def test_the_page_counts_the_remarks() -> None:
    assert f"remarks {len(lint())} places" in PAGE


def test_the_shipped_files_are_small() -> None:
    data = ROOT / "src" / "detente" / "history" / "data"
    assert sum(path.stat().st_size for path in data.rglob("*") if path.is_file()) < 3_000_000


def test_every_shipped_file_is_named_with_its_terms() -> None:
    data = ROOT / "src" / "detente" / "history" / "data"
    terms = (data / "LICENCES.md").read_text("utf-8")
    own = {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()} - {"LICENCES.md"}
    assert {name for name in own if f"`{name}`" not in terms} == set()
    card = msgspec.json.decode((data / "table.json").read_bytes())
    assert set(card["sha256"]) == {"crises.tsv.gz", "actors.tsv.gz", "entities.tsv"}


def test_the_scores_of_coding_and_analogues_are_those_of_the_cards() -> None:
    assert generate.coding_scores() in PAGE, "run `make docs`"
    assert generate.analogue_scores() in PAGE, "run `make docs`"
