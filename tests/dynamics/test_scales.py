"""Event codes of any book on the ladder and on Goldstein's scale."""

from __future__ import annotations

from pathlib import Path

import pytest

import detente
from detente.codes import cameo, goldstein, icbe, ladder
from detente.dynamics import SCHEMES, scaled


@pytest.mark.parametrize(
    ("codes", "scheme", "rungs", "values"),
    [
        (["190", "043", "112"], "cameo", [6, -1, 1], [-10.0, 2.8, -2.0]),
        (["Use_conventional_military_force", "Make a visit"], "cameo name", [6, -1], [-10.0, 1.9]),
        (["ASSAULT/heavy-weapons", "SANCTION", "say:reject"], "plover", [6, 2, 1], [-10.0, -4.0, -4.0]),
        (["attack", "do:meeting", "say:threaten"], "icbe", [6, -1, 3], [-10.0, 1.0, -4.4]),
        (["16", "7", "0"], "mid action", [6, 4, 0], [None] * 3),
        (["2", "3", "4", "5"], "mid hostility", [3, 4, 6, 7], [None] * 4),
    ],
)
def test_codes_on_the_scales(
    codes: list[str], scheme: str, rungs: list[int], values: list[float | None]
) -> None:
    found = scaled(codes, scheme)
    assert [kind and kind.rung for kind in found.kinds] == rungs
    assert [kind and kind.goldstein for kind in found.kinds] == values


def test_the_book_that_knows_most_codes_is_taken() -> None:
    assert scaled(["190", "042"]).scheme == "cameo"
    assert scaled(["Consult", "Make_a_visit"]).scheme == "cameo name"
    assert scaled(["ASSAULT", "CONSULT/visit", "do:attack"]).scheme == "plover"


def test_zeros_that_a_spreadsheet_cut_off_are_put_back() -> None:
    found = scaled(["43", "190", "10"])
    assert [kind and kind.cameo for kind in found.kinds] == ["043", "190", "010"]
    assert [kind and kind.cameo for kind in scaled(["10", "190"]).kinds] == ["10", "190"]


def test_unknown_codes_are_off_the_scales_and_named() -> None:
    found = scaled(["190", "xyz"])
    assert found.kinds[1] is None
    assert found.unknown == (1,)
    assert "xyz" in found.notes[0]


def test_bad_books_and_versions() -> None:
    with pytest.raises(detente.TableError, match=r"H209 events\.csv: none of its codes"):
        scaled(["xyz"], where="events.csv")
    with pytest.raises(detente.UsageError, match="H211"):
        scaled(["190"], "weis")
    with pytest.raises(detente.UsageError, match="H212"):
        scaled(["190"], version="1992")


def test_the_version_decides_where_they_differ() -> None:
    code = next(code for code in goldstein.differing() if len(code) == 3)
    values = [scaled([code, "190"], version=version).kinds[0] for version in ("icews", "gdelt")]
    assert values[0] is not None
    assert values[1] is not None
    assert values[0].goldstein != values[1].goldstein


def test_every_code_of_the_books_is_known() -> None:
    assert not scaled(list(cameo.codes()), "cameo").unknown
    assert not scaled([each.name for each in cameo.codes().values()], "cameo name").unknown
    told = [f"{leaf.layer}:{leaf.name}" for leaf in icbe.leaves().values() if leaf.layer != "think"]
    assert not scaled(told, "icbe").unknown
    assert set(SCHEMES) >= {"plover", "cameo", "icbe"}


def test_hostility_levels_keep_the_order_of_the_mid_project() -> None:
    rungs = [ladder.of_hostility(level) for level in (1, 2, 3, 4, 5)]
    assert rungs == [0, 3, 4, 6, 7]
    assert ladder.of_hostility(9) is None
    assert ladder.of_mid(99) is None


def test_every_name_of_icews_is_known(shared: Path) -> None:
    lines = (shared / "forecast" / "relation2id.txt").read_text(encoding="utf-8").splitlines()
    assert not scaled([line.split("\t")[0] for line in lines if line]).unknown
