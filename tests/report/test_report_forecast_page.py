"""The page of what comes next, and the chart of how far forecasts held."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from test_report_page import read

import detente
from detente.cli import run
from detente.dynamics import forecast_within, score_card
from detente.report import Ahead, forecast_page
from detente.report.plots import Held, reliability_plot, svg

pytest.importorskip("altair")
pytest.importorskip("vl_convert")
TEXT = (
    "On 3 March 2031 Iran struck camps of <i>militants</i> in Pakistan. Pakistan denounced the strikes. On "
    "5 March Pakistan conducted retaliatory strikes on Iran. China offered to mediate."
)


@pytest.fixture(scope="module")
def ahead() -> Ahead:
    crisis = detente.read(text=TEXT, published="2031-03-10", coder="rules")
    return Ahead(crisis, forecast_within(crisis), None, None)


def test_every_chance_is_drawn_and_its_reasons_lead_to_their_words(ahead: Ahead) -> None:
    page = forecast_page(ahead)
    assert page == forecast_page(ahead)
    made = read(page)
    ids = [fields["id"] for _, fields in made.elements if "id" in fields]
    assert len(ids) == len(set(ids))
    assert all((fields["href"] or "")[1:] in ids for tag, fields in made.elements if tag == "a")
    assert not {tag for tag, _ in made.elements} & {"script", "i"}
    for outlook in ahead.within.outlooks:
        for each in outlook.chances:
            assert f"{each.name}: {each.chance:.2f}" in page
        for reason in outlook.reasons:
            assert set(reason.events) <= set(ids)
    assert "not run as a game" in page


def test_the_chart_of_reliability_holds_the_score_card() -> None:
    found = score_card().reliability
    drawn = svg(reliability_plot({name: [Held(*each) for each in bins] for name, bins in found.items()}))
    said = [each.text or "" for each in ElementTree.fromstring(drawn).iter() if each.tag.endswith("title")]
    for name, bins in found.items():
        for forecast, came, low, high in bins:
            wanted = f"{name}: forecast {forecast:.2f}, came {came:.2f} ({low:.2f} to {high:.2f})"
            assert wanted in said


def test_the_command_writes_the_page(ahead: Ahead, tmp_path: Path) -> None:
    saved, page = tmp_path / "crisis.json", tmp_path / "ahead.html"
    ahead.crisis.save(saved)
    assert run(["forecast", str(saved), "--html", str(page), "-o", str(tmp_path / "brief.txt")]) == 0
    assert "How far such forecasts held" in page.read_text(encoding="utf-8")
