"""The page of the dynamics: whole, offline, and every number leads to its words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from test_report_browser import Opened, browser
from test_report_page import digest, read
from test_report_plots import crisis

from detente.dynamics import dynamics_of, read_table
from detente.report import dynamics_page

__all__ = ["browser"]

pytest.importorskip("altair")
pytest.importorskip("vl_convert")
ROWS = """source,event,target,day
Alba,190,Brena,2024-01-16
Brena,161,Alba,2024-01-17
Brena,190,Alba,2024-01-18
"""


@pytest.fixture(scope="module")
def page() -> str:
    told = crisis()
    return dynamics_page(dynamics_of(told), told)


def test_the_page_is_the_same_each_time_and_runs_nothing(page: str) -> None:
    told = crisis()
    assert page == dynamics_page(dynamics_of(told), told)
    made = read(page)
    policy = next(fields["content"] for tag, fields in made.elements if fields.get("http-equiv"))
    assert f"style-src 'sha256-{digest(made.raw['style'][0])}'" in (policy or "")
    tags = {tag for tag, _ in made.elements}
    assert not tags & {"script", "b"}
    assert not any(name == "style" or name.startswith("on") for _, fields in made.elements for name in fields)


def test_every_link_has_a_place_and_ids_are_unique(page: str) -> None:
    made = read(page)
    ids = [fields["id"] for _, fields in made.elements if "id" in fields]
    assert len(ids) == len(set(ids))
    links = [fields["href"] for tag, fields in made.elements if tag == "a"]
    assert links
    assert all((link or "")[1:] in ids for link in links)


def test_the_words_of_every_event_and_tie_are_there(page: str) -> None:
    told = crisis()
    shown = re.sub(r"\s+", " ", page.replace("&amp;", "&"))
    for record in (*told.events, *told.relations):
        assert f'<li id="{record.id}"' in page
        assert record.evidence.quote.strip() in shown


def test_numbers_of_a_table_lead_to_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(ROWS, encoding="utf-8")
    table = read_table(path)
    text = dynamics_page(dynamics_of(table), table)
    assert "Alba → 190 → Brena" in text
    assert re.search(r'<a class="ref" href="#([\w-]+)">2</a>', text)
    assert "too few events" in text


@pytest.mark.browser
def test_a_mark_leads_to_the_quote_of_its_event(browser: Any, page: str, tmp_path: Path) -> None:
    file = tmp_path / "dynamics.html"
    file.write_text(page, encoding="utf-8", newline="")
    context = browser.new_context(viewport={"width": 390, "height": 800}, offline=True)
    opened = Opened(context.new_page())
    shown = opened.page
    shown.goto(file.as_uri())
    assert shown.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
    mark = shown.locator("#part-1 svg a[href='#e2']").first
    assert "[e2]" in mark.locator("title").first.text_content()
    mark.focus()
    shown.keyboard.press("Enter")
    assert shown.evaluate("location.hash") == "#e2"
    assert shown.locator("#e2 q").is_visible()
    shown.locator("td a.ref").first.click()
    target = shown.evaluate("location.hash")
    assert shown.locator(f"{target} q").is_visible()
    context.close()
    assert opened.trouble == []
