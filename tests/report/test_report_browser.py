"""The page in a real browser, opened from a file."""

# ruff: noqa: E501 - the scripts that the browser runs are kept whole

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from report_story import HOSTILE, large

from detente.crisis import Crisis
from detente.report import render

pytestmark = pytest.mark.browser
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("needs chromium on the path")
    api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    with api.sync_playwright() as play:
        started = play.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


class Opened:
    """A page, and everything that must not happen on it."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.trouble: list[str] = []
        page.on("console", lambda message: self.trouble.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.trouble.append(f"error: {error}"))
        page.on("dialog", self._dialog)
        page.on("request", self._request)
        page.add_init_script(
            "document.addEventListener('securitypolicyviolation', e => console.log('CSP ' + e.violatedDirective))"
        )

    def _dialog(self, dialog: Any) -> None:
        self.trouble.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Any) -> None:
        if not request.url.startswith(("file:", "data:")):
            self.trouble.append(f"request: {request.url}")


Open = Callable[..., Opened]


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Open]:
    contexts: list[Any] = []
    pages: list[Opened] = []

    def go(crisis: Crisis, *, hash: str = "", width: int = 1300, **options: Any) -> Opened:
        file = tmp_path / "page.html"
        file.write_text(render(crisis, "html"), encoding="utf-8", newline="")
        context = browser.new_context(
            viewport={"width": width, "height": 800}, reduced_motion="reduce", **options
        )
        contexts.append(context)
        opened = Opened(context.new_page())
        pages.append(opened)
        opened.page.goto(file.as_uri() + hash)
        return opened

    yield go
    for context in contexts:
        context.close()
    for opened in pages:
        assert opened.trouble == []


def lit(page: Any) -> str:
    return "".join(page.locator("#text .lit").all_inner_texts())


def words(page: Any) -> str:
    return "".join(page.locator("#text .word").all_inner_texts())


def in_view(page: Any, selector: str) -> bool:
    box = page.locator(selector).first.bounding_box()
    return box is not None and box["y"] >= -1 and box["y"] + min(box["height"], 60) <= 801


def test_a_click_on_an_event_shows_its_sentence(open_page: Open, story: Crisis) -> None:
    page = open_page(story).page
    page.locator("#e11 .show").click()
    assert lit(page) == story.event("e11").evidence.quote
    assert words(page) == "struck"
    assert in_view(page, "#text .word")
    assert page.locator("#e11").get_attribute("aria-current") == "true"
    assert page.url.endswith("#e11")
    page.locator("#e12 .what").click()
    assert words(page) == "condemned"
    assert page.locator(".card.on").count() == 1


def test_words_after_an_emoji_are_the_right_ones(open_page: Open, story: Crisis) -> None:
    page = open_page(story).page
    page.locator("#e1 .show").click()
    assert words(page) == "attacked"
    assert lit(page).startswith("On 3 March 2021 😀 gunmen")


def test_a_click_on_words_shows_their_record(open_page: Open, story: Crisis) -> None:
    page = open_page(story).page
    page.locator("#text a.m", has_text="condemned").click()
    assert page.locator("#e12.on").count() == 1
    assert in_view(page, "#e12")


def test_words_of_several_records_open_them_in_turn(open_page: Open, story: Crisis) -> None:
    page = open_page(story).page
    seen = []
    for _ in range(3):
        page.locator("#text a.m", has_text="sheltering").click()
        seen.append(page.locator(".card.on").get_attribute("id"))
    assert seen == ["e3", "r3", "e3"]


def test_a_link_to_a_record_opens_it(open_page: Open, story: Crisis) -> None:
    page = open_page(story, hash="#c2").page
    assert page.locator("#c2.on").count() == 1
    assert words(page) == "a breach of its sovereignty"
    assert in_view(page, "#c2")
    page.locator(".lead a.ref", has_text="e13").click()
    assert words(page) == "moved"
    page.go_back()
    assert page.locator("#c2.on").count() == 1


def test_a_dot_of_the_curve_opens_its_record(open_page: Open, story: Crisis) -> None:
    page = open_page(story).page
    page.locator('.dot[data-dot="e11"]').click()
    assert page.locator("#e11.on").count() == 1


def test_filters_count_and_hide(open_page: Open, story: Crisis) -> None:
    page = open_page(story).page
    total = len(story.events) + 10
    assert page.locator("#count").inner_text() == f"{total} of {total} records"
    page.select_option("#f-actor", "UOH")
    assert page.locator(".card:visible").count() == 1
    assert page.locator("#count").inner_text() == f"1 of {total} records"
    page.locator("#reset").click()
    page.select_option("#f-modality", "claimed")
    assert set(page.locator(".card:visible").evaluate_all("cards => cards.map(c => c.id)")) == {
        "e3",
        "e14",
        "r3",
    }
    page.locator("#reset").click()
    page.uncheck('input[value="event"]')
    assert page.locator(".card.k-event:visible").count() == 0
    assert page.locator(".card:visible").count() == 10
    background = "node => getComputedStyle(node).backgroundColor"
    assert page.locator("#text a.m", has_text="condemned").evaluate(background) == "rgba(0, 0, 0, 0)"


def test_an_actor_of_the_network_filters(open_page: Open, story: Crisis) -> None:
    page = open_page(story).page
    page.locator('.node[data-actor="SKF"]').click()
    assert page.locator("#f-actor").input_value() == "SKF"
    assert page.locator(".card:visible").count() < 12
    # A record that the filter hides still opens from the text.
    page.locator("#text a.m", has_text="vowed").click()
    assert page.locator("#e9:visible").count() == 1


def test_why_is_inside_each_card(open_page: Open, story: Crisis) -> None:
    page = open_page(story).page
    page.locator("#e3 summary").click()
    text = page.locator("#e3 .why").inner_text()
    assert "COOPERATE; SUPPORT" in text
    assert "rule:test" in text
    page.locator("#e3 .why a.ref", has_text="r3").click()
    assert page.locator("#r3.on").count() == 1


def test_the_keyboard_is_enough(open_page: Open, story: Crisis) -> None:
    page = open_page(story).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(160):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#text') !== null"):
            break
    assert page.evaluate("document.activeElement.textContent") == "attacked"
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) == "solid"
    page.keyboard.press("Space")
    assert page.locator("#e1.on").count() == 1
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'e2'")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert words(page) == "accused"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#e2 details").get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert page.locator(".card.on, #text .lit").count() == 0


def test_hostile_text_never_runs(open_page: Open, hostile: Crisis) -> None:
    opened = open_page(hostile, hash="#e1")
    page = opened.page
    for details in page.locator("details").all()[:40]:
        details.evaluate("node => { node.open = true; }")
    for link in page.locator("#text a.m").all()[:25]:
        link.click()
    for actor in page.locator("[data-actor]").all()[:8]:
        actor.evaluate(
            "node => node.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))"
        )
    page.wait_for_timeout(150)
    assert page.title().startswith("</script><script>alert(2)</script>")
    assert HOSTILE[2] in page.locator("body").inner_text()
    assert page.evaluate("document.querySelectorAll('script').length") == 2
    assert page.evaluate("document.querySelectorAll('img, iframe, object').length") == 0


def test_the_page_reads_without_its_script(open_page: Open, story: Crisis) -> None:
    page = open_page(story, java_script_enabled=False).page
    assert page.locator("#text").inner_text().startswith("On 3 March 2021")
    assert not page.locator("#filters").is_visible()
    assert page.locator(".card").count() == len(story.events) + 10


@pytest.mark.parametrize("width", [360, 800, 1400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_sideways_scrolling(
    open_page: Open, story: Crisis, hostile: Crisis, width: int, scheme: str
) -> None:
    for crisis in (story, hostile):
        page = open_page(crisis, width=width, color_scheme=scheme, hash="#e2").page
        assert page.evaluate("document.documentElement.scrollWidth") <= width


CONTRAST = """() => {
  const number = c => { const v = c / 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; };
  const parse = s => (s.match(/[\\d.]+/g) || []).map(Number);
  const light = c => .2126 * number(c[0]) + .7152 * number(c[1]) + .0722 * number(c[2]);
  const ground = node => { for (; node; node = node.parentElement) { const c = parse(getComputedStyle(node).backgroundColor);
    if (c.length === 3 || c[3] > .9) return c; } return [255, 255, 255]; };
  const bad = [];
  for (const node of document.querySelectorAll('body *')) {
    if (node.closest('svg, script, style, .skip') || !node.checkVisibility()) continue;
    if (![...node.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
    const [a, b] = [light(parse(getComputedStyle(node).color)), light(ground(node))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) bad.push(`${node.tagName}.${node.className} ${ratio.toFixed(2)} ${node.textContent.slice(0, 30)}`);
  }
  return bad;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough(open_page: Open, story: Crisis, scheme: str) -> None:
    page = open_page(story, color_scheme=scheme, hash="#e11").page
    page.locator("#e11 summary").click()
    assert page.evaluate(CONTRAST) == []


def test_everything_to_press_has_a_name(open_page: Open, story: Crisis) -> None:
    page = open_page(story).page
    nameless = page.evaluate(
        "[...document.querySelectorAll('a, button, select, input, summary')].filter(n => "
        "!(n.textContent.trim() || n.getAttribute('aria-label') || (n.labels && n.labels.length))).length"
    )
    assert nameless == 0
    assert page.locator("h1").count() == 1


def test_it_prints(open_page: Open, story: Crisis) -> None:
    page = open_page(story).page
    page.emulate_media(media="print")
    assert not page.locator("#filters").is_visible()
    assert page.locator("#e1").is_visible()
    assert page.pdf(format="A4")[:5] == b"%PDF-"


def test_a_thousand_events_open_and_answer(open_page: Open) -> None:
    page = open_page(large(1000)).page
    page.select_option("#f-actor", "S3")
    assert page.locator("#count").inner_text() == "50 of 1000 records"
    page.evaluate("location.hash = 'e900'")
    page.wait_for_function("document.querySelector('#e900.on') !== null")
    assert in_view(page, "#e900")
