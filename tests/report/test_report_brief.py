"""The brief in the terminal: what it tells, how it is laid out, and what it never does."""

from __future__ import annotations

import io
import re

import pytest
from report_story import HOSTILE, TEXT, Writer, large
from rich.console import Console

from detente.crisis import Actor, ActorKind, Crisis, Document, Place, When
from detente.errors import UsageError
from detente.report import brief, explain, plain, print_brief, summary


def told(crisis: Crisis) -> str:
    return "".join(piece.text for piece in summary(crisis))


def printed(
    crisis: Crisis, width: int, *, plain: bool = False, colour: bool = False, encoding: str = "utf-8"
) -> str:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="")
    console = Console(
        file=stream, width=width, force_terminal=colour, color_system="truecolor" if colour else None
    )
    print_brief(crisis, console, plain=plain)
    stream.flush()
    return raw.getvalue().decode(encoding)


def test_a_pipe_gets_no_spaces_at_line_ends(story: Crisis) -> None:
    text = printed(story, 100)
    assert "──" in text
    assert not [line for line in text.splitlines() if line != line.rstrip()]


def test_the_fixture_slices_back(story: Crisis, hostile: Crisis) -> None:
    for crisis in (story, hostile):
        for event in crisis.events:
            assert event.evidence.span.slice(crisis.document.text) == event.evidence.quote


def test_the_paragraph_tells_who_did_what_when(story: Crisis) -> None:
    text = told(story)
    assert "On 3 March 2021, the Skerry Front opened fire on the Nordian military" in text
    assert "On 7 March 2021, the Nordian military struck the Skerry Front in Velmark's Grey Valley" in text
    assert (
        "On 5 March 2021, Nordia recalled its envoy from Velmark and expelled the envoy of Velmark." in text
    )
    assert "spoke by telephone" in text


def test_every_clause_leads_to_records_that_exist(story: Crisis) -> None:
    known = {event.id for event in story.events} | {pressure.id for pressure in story.pressures}
    pieces = [piece for piece in summary(story) if piece.ids]
    assert len(pieces) >= 8
    assert all(set(piece.ids) <= known for piece in pieces)


def test_the_paragraph_tells_only_facts_as_facts(story: Crisis) -> None:
    text = told(story)
    assert "Nordia said that Velmark aided the Skerry Front" in text
    assert not re.search(r"(?<!that )Velmark aided", text)
    assert "planned to hold talks in April 2021" in text
    assert "On April 2021" not in text


@pytest.mark.parametrize(
    ("fields", "wording"),
    [
        ({}, "Nordia attacked Velmark."),
        ({"polarity": "did not happen"}, "Nordia did not attack Velmark."),
        ({"polarity": "negated"}, "Nordia did not attack Velmark."),
        ({"modality": "planned"}, "Nordia planned to attack Velmark."),
        ({"modality": "planned", "speaker": ("NOR",)}, "Nordia vowed to attack Velmark."),
        (
            {"modality": "planned", "speaker": ("UOH",)},
            "The Union of Harbours said that Nordia would attack Velmark.",
        ),
        ({"modality": "desired"}, "Nordia wanted to attack Velmark."),
        (
            {"modality": "desired", "speaker": ("UOH",)},
            "The Union of Harbours wanted Nordia to attack Velmark.",
        ),
        (
            {"modality": "conditional", "condition": "if talks fail"},
            "Nordia would attack Velmark if talks fail.",
        ),
        ({"modality": "claimed", "speaker": ("VEL",)}, "Velmark said that Nordia attacked Velmark."),
        ({"modality": "claimed", "speaker": ("NOR",)}, "Nordia said that it attacked Velmark."),
        ({"modality": "claimed"}, "It was said that Nordia attacked Velmark."),
        ({"modality": "denied", "speaker": ("NOR",)}, "Nordia denied that it attacked Velmark."),
        ({"modality": "denied", "speaker": ("VEL",)}, "Velmark denied that Nordia attacked Velmark."),
    ],
)
def test_modality_is_in_the_words(fields: dict[str, object], wording: str) -> None:
    text = "It struck."
    event = Writer(text).event("e1", "struck", "ASSAULT", "NOR", "VEL", **fields)
    actors = (
        Actor("NOR", "Nordia", "state"),
        Actor("VEL", "Velmark", "state"),
        Actor("UOH", "Union of Harbours", "international organisation"),
    )
    assert wording in told(Crisis((Document.from_text(text),), actors, (event,)))


@pytest.mark.parametrize("modality", ["counterfactual", "hypothetical"])
def test_what_never_was_is_not_in_the_paragraph(modality: str) -> None:
    text = "It would have struck."
    event = Writer(text).event("e1", "struck", "ASSAULT", "NOR", "VEL", modality=modality)
    assert "struck" not in told(Crisis((Document.from_text(text),), (), (event,)))
    assert "attack" not in told(Crisis((Document.from_text(text),), (), (event,)))


def test_the_brief_has_every_part(story: Crisis) -> None:
    text = plain(story, 120)
    for heading in (
        "WHAT HAPPENED", "PARTIES AND GROUPS", "TIMELINE", "DIPLOMATIC STATE", "PHASES", "RELATIONS",
        "PRESSURES", "CLAIMS", "MOTIVES", "CAUSES", "WHAT THE READER IS UNSURE OF", "HOW IT WAS READ",
    ):  # fmt: skip
        assert heading in text
    assert "≈ Apr 2021 (month)" in text
    assert "undated, after e6" in text
    assert "→ provoked →" in text
    assert "recalled (5 Mar 2021) [e6] → return announced (20 Mar 2021) [e21]" in text
    told = " ".join(text.split())
    assert "mean confidence 0.90 over 27 events, 27 of them at 0.8 or more" in told
    assert "mean confidence 0.90 over 10 other records" in told


def test_the_timeline_is_in_time_order(story: Crisis) -> None:
    text = plain(story, 160)
    part = text[text.index("TIMELINE") : text.index("DIPLOMATIC STATE")]
    order = re.findall(r"^(e\d+) ", part, re.MULTILINE)
    assert order == [event.id for event in story.timeline()]


@pytest.mark.parametrize("width", [40, 56, 72, 92, 120, 200])
def test_no_line_is_wider_than_the_terminal(story: Crisis, hostile: Crisis, width: int) -> None:
    from rich.cells import cell_len

    for crisis in (story, hostile):
        for text in (plain(crisis, width), printed(crisis, width)):
            assert max(cell_len(shown) for shown in text.split("\n")) <= width


def test_colour_only_on_a_terminal(story: Crisis) -> None:
    assert "\x1b" not in printed(story, 100)
    assert "\x1b" not in printed(story, 100, plain=True, colour=True)
    assert "\x1b[" in printed(story, 100, colour=True)


def test_brief_without_colour_has_no_styles(story: Crisis) -> None:
    stream = io.StringIO()
    Console(file=stream, width=80, force_terminal=True).print(brief(story, width=80, colour=False))
    assert "\x1b[" not in stream.getvalue()


def test_plain_draws_nothing_and_ascii_streams_get_ascii(story: Crisis) -> None:
    assert not re.search(r"[─━│┃]", plain(story, 80))
    text = printed(story, 80, encoding="ascii")
    assert "->" in text
    assert "#####" in text
    assert text.isascii()


def test_the_same_crisis_gives_the_same_text(story: Crisis) -> None:
    again = Crisis.from_json(story.to_json())
    assert plain(again, 90) == plain(story, 90)


def test_nothing_steers_the_terminal(hostile: Crisis) -> None:
    text = printed(hostile, 100, colour=False)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2066-\u2069\ud800-\udfff]", text)
    assert "⟦U+202E⟧" in text
    assert "[red" in explain(hostile, "e8").plain or "esc" in explain(hostile, "e8").plain


def test_rich_markup_in_an_account_stays_text() -> None:
    text = "[bold red]It[/] struck [link=javascript:x]."
    event = Writer(text).event("e1", "struck", "ASSAULT", "NOR", "")
    crisis = Crisis(
        (Document.from_text(text, title="[blink]t[/blink]"),), (Actor("NOR", "[u]N[/u]", "state"),), (event,)
    )
    shown = printed(crisis, 120)
    assert "[blink]t[/blink]" in shown
    assert "[u]N[/u]" in shown


def test_an_empty_crisis_says_what_to_do() -> None:
    text = plain(Crisis((Document.from_text("A recipe for soup."),)), 80)
    assert "no sentence to read" in text
    assert "Check that the file" in text


def test_dates_keep_their_precision() -> None:
    text = "Then it struck."
    for when, shown in (
        (When("2024", "year"), "≈ 2024 (year)"),
        (When("2019-02-14..2019-03-01", "day"), "14 Feb 2019 – 1 Mar 2019"),
        (When("2019-02-14;2019-02-16", "day"), "14 Feb 2019 and 16 Feb 2019"),
        (When(None, "habitual", "over the years"), "“over the years”"),
        (None, "undated"),
    ):
        event = Writer(text).event("e1", "struck", "ASSAULT", "NOR", "VEL", when=when)
        assert shown in plain(Crisis((Document.from_text(text),), (), (event,)), 160)


def test_explain_says_why(story: Crisis) -> None:
    text = explain(story, "e3").plain
    for part in (
        "rule:test", "confidence 0.90", "“Nordia accused Velmark of [sheltering] the Front.”",
        "COOPERATE; SUPPORT", "claimed by Nordia", "[e2]", "[r3]", "could be AID or COOPERATE",
    ):  # fmt: skip
        assert part in text
    assert "the only other party" in explain(story, "e6").plain
    assert "year inferred" in explain(story, "e6").plain
    assert "same event as: strike, Nordian military → Skerry Front [e11]" in explain(story, "e26").plain
    for id in ("r2", "p1", "m1", "c1", "x1", "NOR"):
        assert id in explain(story, id).plain


def test_explain_names_the_nearest_ids(story: Crisis) -> None:
    with pytest.raises(UsageError, match=r"S502.*e2") as caught:
        explain(story, "e222")
    assert caught.value.exit_code == 2


def test_a_thousand_events_take_little_time() -> None:
    import time

    crisis = large(1000)
    start = time.perf_counter()
    plain(crisis, 120)
    assert time.perf_counter() - start < 10


def test_every_hostile_string_is_in_the_fixture(hostile: Crisis) -> None:
    assert all(bad in hostile.document.text for bad in HOSTILE)
    assert "😀" in TEXT


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("Foreign minister of Iran", "official", "The foreign minister of Iran attacked"),
        ("President of United States", "official", "The president of the United States attacked"),
        ("Ann Lee, prime minister of Alba", "official", "Ann Lee, prime minister of Alba attacked"),
        ("Ann Lee", "official", "Ann Lee attacked"),
        ("Alban military", "military", "The Alban military attacked"),
        ("Alba's navy", "military", "Alba's navy attacked"),
        ("United Nations", "international organisation", "The United Nations attacked"),
        ("anti-Alban groups", "armed group", "Anti-Alban groups attacked"),
        ("Militants of Alba", "armed group", "The militants of Alba attacked"),
        ("Republic of Korea", "state", "The Republic of Korea attacked"),
    ],
)
def test_names_stand_as_in_english(name: str, kind: ActorKind, said: str) -> None:
    text = "It struck."
    event = Writer(text).event("e1", "struck", "ASSAULT", "A", "B")
    actors = (Actor("A", name, kind), Actor("B", "Brena", "state"))
    assert f"{said} Brena." in told(Crisis((Document.from_text(text),), actors, (event,)))


def test_people_are_expelled_and_arrested_themselves() -> None:
    text = "They acted."
    actors = (
        Actor("A", "Alba", "state"),
        Actor("B", "Brena", "state"),
        Actor("B_AMB", "Ambassador of Brena", "diplomat"),
    )

    def said(target: str) -> str:
        event = Writer(text).event("e1", "acted", "SANCTION", "A", target, mode="expel")
        return told(Crisis((Document.from_text(text),), actors, (event,)))

    assert "Alba expelled the envoy of Brena." in said("B")
    assert "Alba expelled the ambassador of Brena." in said("B_AMB")


def test_places_keep_the_words_that_lead_to_them() -> None:
    text = "Alba struck off the Grey Coast."
    start = text.index("Grey")
    event = Writer(text).event(
        "e1", "struck", "ASSAULT", "A", "", where=Place("Grey Coast", None, start, start + 10)
    )
    assert "Alba attacked off the Grey Coast." in told(
        Crisis((Document.from_text(text),), (Actor("A", "Alba", "state"),), (event,))
    )


def test_a_crowd_of_actors_is_counted_not_listed() -> None:
    text = "They struck."
    actors = tuple(Actor(f"S{n}", f"State {n}", "state") for n in range(5000))
    event = Writer(text).event("e1", "struck", "ASSAULT", " ".join(actor.id for actor in actors), "S0")
    shown = plain(Crisis((Document.from_text(text),), actors, (event,)), 120)
    assert "4992 more" in shown
    assert len(shown) < 12_000
