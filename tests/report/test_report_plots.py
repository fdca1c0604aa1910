"""Charts of the dynamics: what they show, what they name, and what they never draw."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from detente.codes import rung
from detente.crisis import Actor, Crisis, Document, Event, Evidence, Order, Relation, Span, When
from detente.dynamics import Dynamics, dynamics_of, read_table
from detente.errors import DataError, UsageError
from detente.report import PLOTS, Plot, chart_files, check_charts, dynamics_plots

altair = pytest.importorskip("altair")
pytest.importorskip("vl_convert")

TEXT = "First it struck, then they recalled, then struck back, and at last talked of it all & <more>."
ROWS: Sequence[tuple[str, str, str, str, str | None]] = (
    ("e1", "IRN", "ASSAULT", "PAK", "2024-01-16"),
    ("e2", "PAK", "SANCTION", "IRN", "2024-01-17"),
    ("e3", "PAK", "ASSAULT", "IRN", None),
    ("e4", "IRN", "ACCUSE", "PAK", "2024-01"),
    ("e5", "IRN", "CONSULT", "PAK", "2024-01-19"),
)


def crisis() -> Crisis:
    events = tuple(
        Event(
            id=id,
            layer="do",
            trigger=Span(place, place + 1),
            evidence=Evidence("d", place, place + 20, TEXT[place : place + 20], "rule:x"),
            event=event,
            sources=(source,),
            targets=(target,),
            when=When(iso, "day" if iso and iso.count("-") == 2 else "month" if iso else "none"),
            rung=rung(event, target_kind="state", source_kind="state"),
        )
        for place, (id, source, event, target, iso) in enumerate(ROWS)
    )
    tie = Relation("r1", "strained_with", "IRN", "PAK", Span(0, 5), Evidence("d", 0, 20, TEXT[:20], "rule:x"))
    return Crisis(
        documents=(Document.from_text(TEXT, id="d", title="A <b>crisis</b>"),),
        actors=(Actor("IRN", "Iran & co", "state"), Actor("PAK", "Pakistan", "state")),
        events=events,
        relations=(tie,),
        order=(Order("e2", "e3"), Order("e3", "e5"), Order("e1", "e4")),
    )


@pytest.fixture(scope="module")
def told() -> Dynamics:
    return dynamics_of(crisis())


@pytest.fixture(scope="module")
def dense(tmp_path_factory: pytest.TempPathFactory) -> Dynamics:
    """A table of 600 acts in which B answers A; the level of conflict jumps after day 300."""
    rng = np.random.default_rng(2)
    rows = []
    for day in np.sort(rng.choice(600, 330, replace=False)):
        rows.append(("Alba", "190" if day >= 300 else "042", "Brena", int(day)))
        if rng.random() < 0.6:
            rows.append(("Brena", "112", "Alba", int(day + rng.integers(1, 3))))
    rows += [(f"Side {n}", "042", f"Side {n + 1}", 10 * n) for n in range(18)]
    lines = ["source,event,target,day", *(",".join(map(str, row)) for row in rows)]
    path = tmp_path_factory.mktemp("dense") / "events.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return dynamics_of(read_table(path))


def svgs(dynamics: Dynamics, *names: str) -> dict[str, str]:
    paths = [Path(f"{name}.svg") for name in names]
    return {path.stem: raw.decode() for path, raw in chart_files(dynamics, paths)}


def titles(svg: str) -> list[str]:
    return [
        element.text or "" for element in ElementTree.fromstring(svg).iter() if element.tag.endswith("title")
    ]


def rows(plot: Plot) -> list[dict[str, Any]]:
    """All data of a chart."""
    found: dict[str, Any] = plot.chart.to_dict()
    inline = [found["data"]["values"]] if "values" in found.get("data", {}) else []
    sets = [*found.get("datasets", {}).values(), *inline, *map(values, parts(found))]
    return [row for each in sets for row in each]


def parts(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The charts inside a chart."""
    inner = [each for key in ("layer", "vconcat", "hconcat") for each in found.get(key, [])]
    return [*inner, *(part for each in inner for part in parts(each))]


def values(found: dict[str, Any]) -> list[dict[str, Any]]:
    own: list[dict[str, Any]] = found.get("data", {}).get("values", [])
    return own


def test_each_mark_of_the_curve_names_its_events(told: Dynamics) -> None:
    said = titles(svgs(told, "curve")["curve"])
    for id, what in (("e1", "2024-01-16"), ("e2", "2024-01-17"), ("e5", "2024-01-19")):
        assert any(f"[{id}]" in words and what in words for words in said), id
    assert any("rung +6 clash of state forces" in words and "[e1]" in words for words in said)


def test_undated_acts_stand_apart_and_have_no_day(told: Dynamics) -> None:
    (curve,) = dynamics_plots(told, "curve")
    found = rows(curve)
    without = [row for row in found if "no day known" in str(row.get("say"))]
    assert {row["say"][-4:] for row in without} == {"[e3]", "[e4]"}
    assert all("at" not in row for row in without)
    assert {row["at"] for row in found if "at" in row} <= {"2024-01-16", "2024-01-17", "2024-01-19"}


def test_bars_of_goldsteins_scale_hold_the_sums(dense: Dynamics) -> None:
    (plot,) = dynamics_plots(dense, "goldstein")
    sums = {(row["at"], row["value"]) for row in rows(plot) if "value" in row}
    steps = [step for series in dense.pairs[0].series for step in series.steps]
    assert sums == {(step.day, step.goldstein) for step in steps}
    assert "icews version" in svgs(dense, "goldstein")["goldstein"]


def test_the_reply_matrix_counts_every_act_once(dense: Dynamics) -> None:
    (plot,) = dynamics_plots(dense, "replies")
    cells = [row for row in rows(plot) if "outcome" in row]
    for name in {row["row"] for row in cells}:
        acts = int(re.search(r"\(([\d,]+)\)", name)[1].replace(",", ""))  # type: ignore[index]
        for answers in ("Brena answers", "Alba answers"):
            own = [row for row in cells if row["row"] == name and row["say"].startswith(answers)]
            if own and f"of {acts:,} acts" in own[0]["say"]:
                assert sum(int(row["shown"].replace(",", "") or 0) for row in own) == acts
    said = next(row["say"] for row in cells if row["shown"] and "answered on" in row["say"])
    assert re.search(r"share 0\.\d\d, 0\.\d\d to [01]\.\d\d \[\d+ → \d+", said)


def test_the_network_is_the_same_each_time_and_its_labels_stay_apart(dense: Dynamics) -> None:
    one, two = (dynamics_plots(dense, "network")[0] for _ in range(2))
    assert one.chart.to_dict() == two.chart.to_dict()
    nodes = [row for row in rows(one) if "name" in row and "ties" in row]
    assert len(nodes) >= 15
    for place, first in enumerate(nodes):
        for second in nodes[place + 1 :]:
            wide = 4.2 * (len(first["name"]) + len(second["name"]))
            apart = abs(first["y"] - second["y"]) >= 11 or abs(first["x"] - second["x"]) >= wide
            assert apart, (first["name"], second["name"])


def test_stated_ties_and_moods_name_their_evidence(told: Dynamics) -> None:
    said = titles(svgs(told, "network")["network"])
    assert any("strained with" in words and "[r1]" in words for words in said)
    ties = titles(svgs(told, "ties")["ties"])
    assert any("hostile from 2024-01-16" in words and "e1" in words for words in ties)


def test_phases_show_where_the_level_changes(dense: Dynamics) -> None:
    assert dense.pairs[0].phases.turns
    said = titles(svgs(dense, "phases")["phases"])
    for turn in dense.pairs[0].phases.turns:
        assert any(f"change at {turn.when}" in words and f"line {turn.event}" in words for words in said)
    assert any("change at" in words for words in titles(svgs(dense, "curve")["curve"]))


def test_excitation_has_intervals_or_a_reason(dense: Dynamics, told: Dynamics) -> None:
    assert dense.excitation is not None
    assert dense.excitation.fit is not None
    (plot,) = dynamics_plots(dense, "excitation")
    assert len(rows(plot)) >= len(dense.excitation.fit.excitation)
    assert all(re.search(r"\d \(.+ to .+\) acts", row["say"]) for row in rows(plot))
    with pytest.raises(DataError, match=r"H217.*too few events"):
        list(chart_files(told, [Path("excitation.svg")]))


def test_a_folder_gets_every_chart_that_can_be_drawn(dense: Dynamics) -> None:
    made = dict(chart_files(dense, [Path("out")]))
    assert {path.name for path in made} == {f"{name}.svg" for name in PLOTS}
    for raw in made.values():
        root = ElementTree.fromstring(raw)
        assert root.get("aria-label")
        assert not any("style" in element.attrib for element in root.iter())
        assert not any(element.tag.endswith("}a") for element in root.iter())


def test_png_and_page_are_made(told: Dynamics) -> None:
    (_, png), (_, page) = chart_files(told, [Path("curve.png"), Path("curve.html")])
    assert png.startswith(b"\x89PNG")
    text = page.decode()
    assert "default-src &#39;none&#39;" in text
    assert "<script" not in text
    assert not re.search(r"(src|href)=\"https?:", text)
    assert "[e1]" in text


@pytest.mark.parametrize(
    ("name", "words"), [("curves.svg", "curve"), ("curve.gif", ".svg"), ("x.png", "known")]
)
def test_unknown_charts_and_endings_are_refused(name: str, words: str) -> None:
    with pytest.raises(UsageError, match="H216") as refused:
        check_charts([Path(name)], PLOTS)
    assert words in str(refused.value)
