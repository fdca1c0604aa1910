"""``detente reproduce``: fits run again, as a table or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Ran

    Command = Callable[..., Ran]

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "strategy"


@pytest.fixture
def folder() -> Path:
    if not SHARED.exists():
        pytest.skip("the data kept beside the project is absent: strategy")
    return SHARED


def test_sanctions_as_json(command: Command, folder: Path) -> None:
    ran = command("reproduce", "sanctions", folder, "--format", "json")
    found = json.loads(ran.out)
    assert list(found) == ["pl", "npl", "cmle"]
    assert all({"loglik", "seconds", "largest_coefficient_difference"} <= set(one) for one in found.values())


def test_games_as_a_table(command: Command, folder: Path) -> None:
    ran = command("reproduce", "games", folder)
    assert (ran.status, ran.err) == (0, "")
    assert "-286.123755" in ran.out


@pytest.mark.parametrize(
    ("kind", "missing"), [("sanctions", "sanctionsData.csv"), ("games", "games_reference.json")]
)
def test_a_folder_without_the_data_is_refused(
    command: Command, tmp_path: Path, kind: str, missing: str
) -> None:
    ran = command("reproduce", kind, tmp_path)
    assert ran.status == 1
    assert ran.err.startswith("M120")
    assert missing in ran.err


def test_a_damaged_reference_is_refused(command: Command, tmp_path: Path) -> None:
    (tmp_path / "games_reference.json").write_text("[", encoding="utf-8")
    ran = command("reproduce", "games", tmp_path)
    assert ran.status == 1
    assert ran.err.startswith("M121")
