"""The page as a file: policy, data, segments, bounds."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st
from report_story import HOSTILE, TEXT, Writer, large

from detente.crisis import Crisis, Document, Event, Evidence, Pressure, Span
from detente.report import render


class Reader(HTMLParser):
    """Collects elements with their attributes, and the text of the account."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, list[str]] = {"style": [], "script": []}
        self.segments: list[str] = []
        self._open: str | None = None
        self._in_segment = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        fields = dict(attrs)
        self.elements.append((tag, fields))
        if tag in self.raw:
            self._open = tag
            self.raw[tag].append("")
        if "g" in (fields.get("class") or "").split():
            self._in_segment = True
            self.segments.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open:
            self._open = None
        if tag in ("a", "span"):
            self._in_segment = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.raw[self._open][-1] += data
        elif self._in_segment:
            self.segments[-1] += data


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    return reader


def index_of(page: Reader) -> dict[str, dict[str, object]]:
    return json.loads(page.raw["script"][0])


def digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_the_policy_allows_this_script_and_style_alone(story: Crisis) -> None:
    page = read(render(story, "html"))
    policy = next(fields["content"] for tag, fields in page.elements if fields.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest(page.raw['style'][0])}'" in policy
    assert f"script-src 'sha256-{digest(page.raw['script'][1])}'" in policy
    assert "unsafe" not in policy
    assert "base-uri 'none'; form-action 'none'" in policy


def test_no_element_but_ours_comes_of_hostile_text(story: Crisis, hostile: Crisis) -> None:
    ours = {tag for tag, _ in read(render(story, "html")).elements}
    for tag, fields in read(render(hostile, "html")).elements:
        assert tag in ours | {"table", "ol"}
        assert not any(name.startswith("on") or name == "style" for name in fields)
        for name in ("href", "src"):
            assert (fields.get(name) or "#").startswith(("#", "data:,"))


def test_ids_are_unique_and_every_link_has_a_place(story: Crisis, hostile: Crisis) -> None:
    for crisis in (story, hostile):
        page = read(render(crisis, "html"))
        ids = [fields["id"] for _, fields in page.elements if "id" in fields]
        assert len(ids) == len(set(ids))
        assert all(re.fullmatch(r"[A-Za-z][\w-]*", id or "") for id in ids)
        for tag, fields in page.elements:
            if tag == "a":
                assert (fields["href"] or "")[1:] in ids


def test_the_text_is_whole_and_each_record_has_its_words(story: Crisis) -> None:
    page = read(render(story, "html"))
    assert "".join("".join(page.segments).split()) == "".join(TEXT.split())
    index = index_of(page)
    for event in story.events:
        first, last = index[event.id]["w"]  # type: ignore[misc]
        assert "".join(page.segments[first : last + 1]) == event.trigger.slice(TEXT)
        first, last = index[event.id]["s"]  # type: ignore[misc]
        assert "".join(page.segments[first : last + 1]) == event.evidence.quote


@settings(max_examples=80, deadline=None)
@given(
    text=st.text(alphabet="ab .\n😀é👩\u200d<&", min_size=1, max_size=60),
    ends=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8),
)
def test_overlapping_spans_always_find_their_words(text: str, ends: list[tuple[int, int]]) -> None:
    spans = [Span(min(pair), max(pair)) for pair in ends if min(pair) < max(pair) <= len(text)]
    pressures = tuple(
        Pressure(
            f"p{n}", "economy", (), span, Evidence("d", span.start, span.end, span.slice(text), "rule:t")
        )
        for n, span in enumerate(spans)
    )
    page = read(render(Crisis((Document("d", text),), pressures=pressures), "html"))
    index = index_of(page)
    squeezed = re.compile(r"\s+")
    for n, span in enumerate(spans):
        first, last = index[f"p{n}"]["w"]  # type: ignore[misc]
        assert squeezed.sub("", "".join(page.segments[first : last + 1])) == squeezed.sub(
            "", span.slice(text)
        )


def test_odd_characters_are_shown_by_number(hostile: Crisis) -> None:
    text = render(hostile, "html")
    assert "\u202e" not in text
    assert "⟦U+202E⟧" in text
    assert "lone \ufffd surrogate" in text
    assert "\x00" not in text
    assert "\u2028" not in text
    text.encode("utf-8")


def test_the_data_cannot_end_its_element(hostile: Crisis) -> None:
    page = read(render(hostile, "html"))
    raw = page.raw["script"][0]
    assert not set("<>&\u2028\u2029") & set(raw)
    assert len(json.loads(raw)) > 2 * len(HOSTILE)


def test_a_thousand_events_stay_usable() -> None:
    text = render(large(1000), "html")
    assert len(text) < 4_000_000
    assert text.count('<li class="card') == 1000


def test_more_records_than_fit_are_counted() -> None:
    text = render(large(1600), "html")
    assert text.count('<li class="card') == 1500
    assert "100 more records of this kind: events" in text


def test_the_page_asks_for_nothing(story: Crisis) -> None:
    text = render(story, "html")
    assert not re.search(r"(src|href|url)\s*[=(]\s*[\"']?(https?:)?//", text)
    assert "@import" not in text


def test_two_documents_keep_their_own_spans() -> None:
    one, two = Writer("First it struck.", "a"), Writer("Second, they struck back.", "b")
    events = (
        one.event("e1", "struck", "ASSAULT", "A", "B"),
        two.event("e2", "struck back", "ASSAULT", "B", "A"),
    )
    documents = (Document.from_text(one.text, id="a"), Document.from_text(two.text, id="b"))
    page = read(render(Crisis(documents, events=events), "html"))
    index = index_of(page)
    for event, words in zip(events, ("struck", "struck back"), strict=True):
        first, last = index[event.id]["w"]  # type: ignore[misc]
        assert "".join(page.segments[first : last + 1]) == words


def test_paragraphs_are_those_of_the_writer() -> None:
    def paragraphs(text: str) -> int:
        page = read(render(Crisis((Document("d", text),)), "html"))
        return sum(tag == "p" and "dir" in fields for tag, fields in page.elements)

    assert paragraphs("One.\nTwo.\n\n\nThree.\n") == 3
    assert paragraphs("One goes on\nand on\nand on.\n\nTwo goes\non.") == 2


def test_the_whole_sentence_lights_up_around_narrow_evidence() -> None:
    text = "It began. Alba, which feared worse, struck Brena. It ended."
    struck = Span(text.index("struck"), text.index("struck") + 6)
    sentences = (Span(0, 9), Span(10, 49), Span(50, 59))
    event = Event(
        "e1", "do", struck, Evidence("d", struck.start, struck.end, "struck", "rule:t"), event="ASSAULT"
    )
    page = read(render(Crisis((Document("d", text),), events=(event,), sentences=sentences), "html"))
    first, last = index_of(page)["e1"]["s"]  # type: ignore[misc]
    assert "".join(page.segments[first : last + 1]) == "Alba, which feared worse, struck Brena."
