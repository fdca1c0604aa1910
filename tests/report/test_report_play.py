"""The page of a run: whole, offline, and its sliders work in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_report_browser import Opened, browser

import detente
from detente.report import play_page, play_text
from detente.strategy import Model, from_crisis, panel

__all__ = ["browser"]

TEXT = (
    "On 3 March 2031 Iran struck camps in Pakistan. Pakistan denounced the strikes. On 5 March Pakistan "
    "conducted retaliatory strikes on Iran. Pakistan's economy was <b>collapsing</b> & its "
    "elections were delayed."
)


@pytest.fixture(scope="module")
def model() -> Model:
    return from_crisis(detente.read(text=TEXT, published="2031-03-10"), draws=200)


def test_the_page_is_the_same_each_time_and_fetches_nothing(model: Model) -> None:
    page = play_page(model, model.play("PAK restrains"))
    assert page == play_page(model, model.play("PAK restrains"))
    assert "default-src &#39;none&#39;" in page
    assert "http://" not in page
    assert "https://" not in page
    assert " style=" not in page
    assert "<b>collapsing" not in page


def test_the_text_keeps_to_its_width(model: Model) -> None:
    for width in (60, 100):
        lines = play_text(model.play("calls = high"), width).splitlines()
        quotes = [line for line in lines if "“" in line]
        assert quotes
        assert all(len(line) <= width for line in quotes)


@pytest.mark.browser
def test_the_sliders_show_what_the_table_holds(browser: Any, model: Model, tmp_path: Path) -> None:
    file = tmp_path / "play.html"
    file.write_text(play_page(model, model.play("channel closed")), encoding="utf-8", newline="")
    context = browser.new_context(viewport={"width": 390, "height": 800}, offline=True)
    opened = Opened(context.new_page())
    page = opened.page
    page.goto(file.as_uri())
    made = panel(model)

    def shown(name: str) -> str:
        return str(page.locator(f'[data-said="{name}"]').inner_text())

    start = 0
    for slider in made.sliders:
        start = start * len(slider.levels) + slider.start
    assert shown("limited strike") == f"{made.table[start][3] / 1000:.2f}"
    for number in range(len(made.sliders)):
        page.locator(f"#s{number}").fill("0")
    assert shown("limited strike") == f"{made.table[0][3] / 1000:.2f}"
    assert page.locator("#days").inner_text() == str(made.table[0][-1])
    page.locator("#reset").click()
    assert shown("limited strike") == f"{made.table[start][3] / 1000:.2f}"
    page.locator("summary").first.click()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
    context.close()
    assert opened.trouble == []
