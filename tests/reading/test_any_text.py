"""Whatever the characters: no exception, every quote holds, and saving loses nothing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from reading_checks import check_ids, check_spans

from detente.crisis import Crisis, Document
from detente.documents import from_text
from detente.errors import DocumentError
from detente.reading import Reader

QUICK = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

NASTY = (
    "\x00",
    "\ufeff",
    "\u2028",
    "\u2029",
    "\u200b",
    "\u200d",
    "\u202e",
    "\u2066",
    "\u0301" * 20,
    "🙂",
    "👩‍👩‍👧",
    "\u00a0",
    "\u0085",
    "\x0b",
    "\x0c",
    "\x1b[31m",
    "ﷺ",
    "İ",
    "ß",
    "ﬁ",
    "\ud800",
    "\udfff",
    "\t",
    "\r\n",
    "'",
    "”",
    "—",
    "#",
    "<script>",
    "=1+1",
    "&amp;",
)
PIECES = (
    "Peru",
    "Ecuador's",
    "the Ecuadorian president",
    "attacked",
    "denied having attacked",
    "its ambassador",
    "recalled",
    "would have invaded",
    "said that",
    "because of",
    "on 3 May 1982",
    "30 February 2001",
    "two days later",
    "Had",
    "the strikes",
    "each other",
    "both countries",
    "If",
    "accused",
    "of sheltering",
    "rebels",
    "talks between",
    "and",
    "under pressure from elections",
    "in order to",
    "not",
    "however",
    "Zoë",
    "São Tomé",
    "Côte d'Ivoire",
    "(JVP)",
    ",",
    ".",
    ":",
    ";",
    "?",
    "\n\n",
    "\n",
    "1982",
    "The UN",
    "killed 20",
    "ceasefire",
    "which",
    "who",
    "to",
    "by",
)

salads = st.lists(st.sampled_from([*PIECES, *PIECES, *NASTY]), min_size=1, max_size=60).map(
    lambda parts: "".join(part if part in NASTY else f"{part} " for part in parts)
)


def whole(crisis: Crisis) -> None:
    """All that must hold of every reading."""
    check_spans(crisis)
    check_ids(crisis)
    assert Crisis.from_json(crisis.to_json()) == crisis
    assert {each.id for each in crisis.timeline()} == {each.id for each in crisis.distinct()}


def read(reader: Reader, text: str) -> Crisis | None:
    try:
        document = from_text(text)
    except DocumentError:
        return None  # empty, or not text at all: refused before it is read
    return reader.read(document)


@QUICK
@given(text=st.text(max_size=300))
def test_any_unicode_is_read(reader: Reader, text: str) -> None:
    if (crisis := read(reader, text)) is not None:
        whole(crisis)


@QUICK
@given(
    text=st.text(
        alphabet=st.characters(codec=None, categories=["Cs", "Cc", "Cf", "Mn", "Lu", "Po", "Zs"]),
        max_size=120,
    )
)
def test_controls_marks_and_half_surrogates_are_read(reader: Reader, text: str) -> None:
    if (crisis := read(reader, f"Chad{text} attacked {text}Niger.")) is not None:
        whole(crisis)


@settings(QUICK, max_examples=150)
@example(text="Ecuador's Peru accused (JVP) attacked ")
@given(text=salads)
def test_any_salad_of_crisis_words_is_read(reader: Reader, text: str) -> None:
    if (crisis := read(reader, text)) is not None:
        whole(crisis)


@pytest.mark.parametrize("odd", NASTY, ids=lambda each: "-".join(f"{ord(char):04x}" for char in each[:2]))
@pytest.mark.parametrize(
    "form",
    [
        "{}Peru attacked Ecuador.",
        "Peru attacked Ecuador.{}",
        "Peru{} attacked Ecuador.",
        "Peru attacked{}Ecuador on 3 May 1982.",
    ],
)
def test_odd_characters_anywhere(reader: Reader, odd: str, form: str) -> None:
    crisis = read(reader, form.format(odd))
    assert crisis is not None
    whole(crisis)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_normal_forms_keep_their_own_offsets(reader: Reader, form: str) -> None:
    text = unicodedata.normalize(form, "Zoë Mbédé of Côte d'Ivoire accused Gabon of shelling São Paulo.")  # type: ignore[arg-type]
    crisis = reader.read(Document.from_text(text))
    whole(crisis)
    assert [each.event for each in crisis.events][:1] == ["ACCUSE"]


def test_reading_the_same_text_twice_gives_the_same_crisis(reader: Reader) -> None:
    text = "Chad accused Sudan of arming rebels. On 3 May 1982 the two countries recalled their ambassadors."
    assert reader.read(Document.from_text(text)) == reader.read(Document.from_text(text))


@QUICK
@given(pause=st.sampled_from(["\n\n", "\n\n\n", "\n \n"]), lead=st.sampled_from(["", "\ufeff", "\n\n", "  "]))
def test_white_space_around_paragraphs_changes_offsets_only(reader: Reader, pause: str, lead: str) -> None:
    one, two = "Peru attacked Ecuador.", "Ecuador recalled its ambassador."
    plain = reader.read(Document.from_text(f"{one}\n\n{two}"))
    moved = reader.read(Document.from_text(f"{lead}{one}{pause}{two}"))
    assert [(each.event, each.sources, each.targets) for each in plain.events] == [
        (each.event, each.sources, each.targets) for each in moved.events
    ]
    whole(moved)
