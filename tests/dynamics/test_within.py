"""Forecasts inside a crisis: nothing later enters, no name matters, chances are chances, errors are told."""

from __future__ import annotations

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import detente
from detente.cli import run
from detente.crisis import Actor, Crisis, Span
from detente.dynamics import Outlook, WithinForecast, forecast_within, score_card
from detente.dynamics.within.acts import Act, acts_of, tags_of
from detente.dynamics.within.exchanges import Clash, exchange_features, exchange_names
from detente.dynamics.within.features import features, known_at, names
from detente.dynamics.within.shipped import FOLDER, load, shipped
from detente.dynamics.within.text import words_of
from detente.errors import DataError, UsageError
from detente.history import outlook as past_outlook
from detente.report.forecast_text import Ahead, ahead_text

from .conftest import crisis_of

COURSE = [
    ("e1", "IRN", "ACCUSE", "PAK", "2024-01-10"),
    ("e2", "IRN", "ASSAULT", "PAK", "2024-01-16"),
    ("e3", "PAK", "ACCUSE", "IRN", "2024-01-16"),
    ("e4", "PAK", "SANCTION", "IRN", "2024-01-17"),
    ("e5", "PAK", "ASSAULT", "IRN", "2024-01-18"),
    ("e6", "CHN", "REQUEST", "IRN PAK", "2024-01-18"),
    ("e7", "IRN", "CONSULT", "PAK", "2024-01-19"),
    ("e8", "PAK", "AGREE", "IRN", "2024-01-22"),
    ("e9", "IRN", "COOPERATE", "PAK", "2024-01-26"),
]


def seen(forecast: WithinForecast) -> list[bytes]:
    """What is forecast, without the names of the sides and the notes."""
    outlooks = [
        [round(chance.chance, 9) for chance in outlook.chances] + [reason.moved for reason in outlook.reasons]
        for outlook in forecast.outlooks
    ]
    return [msgspec.json.encode(outlooks), msgspec.json.encode(forecast.waits)]


def asked(forecast: WithinForecast, word: str) -> Outlook:
    return next(outlook for outlook in forecast.outlooks if word in outlook.question)


def test_nothing_after_the_moment_matters() -> None:
    """What comes later is dropped, turned round and moved: the forecast from before stays the same."""
    whole = forecast_within(crisis_of(COURSE), as_of="2024-01-17")
    cut = forecast_within(crisis_of(COURSE[:4]))
    turned = [(id, two, "ASSAULT", one, "2024-02-01") for id, one, _, two, _ in COURSE[4:]]
    other = forecast_within(crisis_of([*COURSE[:4], *turned]), as_of="2024-01-17")
    assert seen(whole) == seen(cut) == seen(other)
    assert whole.events == 4


def test_the_words_of_later_sentences_do_not_matter() -> None:
    text = "the armed strike killed many people and the war went on. then talks led to a treaty."
    half = text.index(". ") + 1
    made = crisis_of(COURSE)
    events = tuple(
        msgspec.structs.replace(event, sentence=int(place >= 4)) for place, event in enumerate(made.events)
    )
    parts = Span(0, half), Span(half + 1, len(text))

    def told(second: str) -> WithinForecast:
        document = msgspec.structs.replace(made.document, text=text[: half + 1] + second)
        crisis = msgspec.structs.replace(made, documents=(document,), events=events, sentences=parts)
        return forecast_within(crisis, as_of="2024-01-17")

    assert seen(told(text[half + 1 :])) == seen(told("a bombing a bombing a bombing a bombing a bombing"))


def test_names_do_not_matter() -> None:
    masked = {"IRN": "ZZZ", "PAK": "AAA", "CHN": "MMM"}
    renamed = [
        (id, " ".join(masked[n] for n in one.split()), event, " ".join(masked[n] for n in two.split()), day)
        for id, one, event, two, day in COURSE
    ]
    assert seen(forecast_within(crisis_of(COURSE))) == seen(forecast_within(crisis_of(renamed)))


def test_chances_are_chances_with_their_intervals() -> None:
    forecast = forecast_within(crisis_of(COURSE))
    assert {outlook.score.task for outlook in forecast.outlooks if outlook.score} >= {"next", "force", "who"}
    for outlook in forecast.outlooks:
        assert sum(chance.chance for chance in outlook.chances) == pytest.approx(1)
        for chance in outlook.chances:
            assert 0 < chance.chance < 1
            if chance.low is not None and chance.high is not None:
                assert 0 <= chance.low <= chance.chance <= chance.high <= 1
    for wait in forecast.waits:
        assert 0 <= wait.week <= wait.month <= 1
        bounds = [
            days for days in (wait.most[0], wait.half[0], wait.median, wait.half[1]) if days is not None
        ]
        assert bounds == sorted(bounds)


def test_reasons_rest_on_events_of_the_account() -> None:
    forecast = forecast_within(crisis_of(COURSE))
    reasons = asked(forecast, "escalate").reasons
    assert reasons
    assert {id for reason in reasons for id in reason.events} <= {row[0] for row in COURSE}
    assert any(reason.events for reason in reasons)


def test_force_used_is_another_question_than_onset() -> None:
    assert asked(forecast_within(crisis_of(COURSE)), "used again")
    assert asked(forecast_within(crisis_of([COURSE[0], COURSE[2], COURSE[3]])), "none so far")


def test_escalation_leads_to_more_fear_of_it_than_talks() -> None:
    """The sign of the plainest fact: what has escalated goes on, what is being talked about does not."""

    def course(event: str) -> float:
        rows = [
            (f"e{at}", ("IRN", "PAK")[at % 2], event, ("PAK", "IRN")[at % 2], f"2024-01-{10 + at}")
            for at in range(8)
        ]
        return asked(forecast_within(crisis_of(rows)), "escalate").chances[-1].chance

    assert course("ASSAULT") > course("CONSULT") + 0.05


def test_without_dates_the_order_counts_and_no_times_are_given() -> None:
    forecast = forecast_within(crisis_of([(*row[:4], None) for row in COURSE]))
    assert forecast.as_of is None
    assert not forecast.waits
    assert any("few deeds are dated" in note for note in forecast.notes)


def test_an_account_that_dates_few_deeds_is_taken_in_its_order() -> None:
    """One dated deed among many: a forecast from its day would know next to nothing of the rest."""
    few = [(id, one, event, two, day if id in ("e1", "e2") else None) for id, one, event, two, day in COURSE]
    more = [(f"f{at}", "PAK", "ASSAULT", "IRN", None) for at in range(4)]
    forecast = forecast_within(crisis_of([*few, *more]))
    assert forecast.as_of is None
    assert forecast.events == len(few) + len(more)
    with pytest.raises(UsageError, match="H403"):
        forecast_within(crisis_of([*few, *more]), as_of="2024-01-16")


def test_the_moment_is_the_last_day_on_which_something_was_done_or_said() -> None:
    crisis = crisis_of([*COURSE, ("x1", "PAK", "AGREE", "IRN", "2024-01-30")])
    said = msgspec.structs.replace(crisis.events[-1], layer="say")
    planned = msgspec.structs.replace(said, modality="planned")
    for last, day in ((said, "2024-01-30"), (planned, "2024-01-26")):
        told = msgspec.structs.replace(crisis, events=(*crisis.events[:-1], last))
        assert forecast_within(told).as_of == day


def test_elections_to_come_are_not_the_end_of_the_story() -> None:
    crisis = crisis_of([*COURSE, ("x1", "", "AGREE", "", "2024-06")])
    assert forecast_within(crisis).as_of == "2024-01-26"


def test_the_reply_asked_about_is_one_between_the_two_sides() -> None:
    aside = ("x1", "IND", "ACCUSE", "TTP", "2024-01-27")
    forecast = forecast_within(crisis_of([*COURSE, aside]))
    (reply,) = (outlook for outlook in forecast.outlooks if "replies" in outlook.question)
    assert reply.about == ("e9",)


def test_errors_are_told() -> None:
    with pytest.raises(DataError, match="H401"):
        forecast_within(crisis_of(COURSE[:2]))
    with pytest.raises(UsageError, match="H403"):
        forecast_within(crisis_of(COURSE), as_of="soon")
    with pytest.raises(UsageError, match="H403"):
        forecast_within(crisis_of([(*row[:4], None) for row in COURSE]), as_of="2024-01-17")


def test_damaged_models_are_refused(tmp_path: Path) -> None:
    for name in ("within.npz", "within.json"):
        shutil.copy(FOLDER / name, tmp_path / name)
    assert load(tmp_path).card == shipped().card
    (tmp_path / "within.npz").write_bytes(b"PK" + (FOLDER / "within.npz").read_bytes()[2:-1])
    with pytest.raises(DataError, match="H402"):
        load(tmp_path)
    with pytest.raises(DataError, match="H402"):
        load(tmp_path / "nowhere")


def test_the_card_says_what_the_weights_are() -> None:
    card = shipped().card
    assert "CC BY-NC-SA" in card.licence
    assert any("ICBe" in each for each in card.data)
    assert {score.task for score in score_card().scores} >= {
        "next",
        "force",
        "onset",
        "who",
        "reply",
        "answer",
    }


def act(place: int, day: int, source: str, target: str, up: bool) -> Act:
    directions = ["escalatory" if up else "cooperative"]
    tags = tags_of("do", leaves=["attack" if up else "meeting"], directions=directions, armed=up)
    return Act(place, place, day, 3.0, "do", tags, int(up), up, (source,), (target,))


ROW = st.tuples(st.integers(0, 400), st.sampled_from("ABC"), st.sampled_from("ABC"), st.booleans())
COURSES = st.lists(ROW, min_size=1, max_size=25)


@given(COURSES)
@settings(max_examples=40, deadline=None)
def test_features_are_finite_and_blind_to_names(rows: list[tuple[int, str, str, bool]]) -> None:
    acts = [act(place, *row) for place, row in enumerate(rows)]
    other = dict(zip("ABC", "CAB", strict=True))
    turned = [act(place, day, other[one], other[two], up) for place, (day, one, two, up) in enumerate(rows)]
    day = max(one.day for one in acts)
    found = features(known_at(acts, day), day)
    assert found.shape == (len(names()),)
    assert np.isfinite(found).all()
    assert (found == features(known_at(turned, day), day)).all()


@given(COURSES)
@settings(max_examples=30, deadline=None)
def test_an_answer_is_awaited_from_what_is_known(rows: list[tuple[int, str, str, bool]]) -> None:
    clashes = sorted(
        (Clash(one, two, day, 4 if up else 3) for day, one, two, up in rows), key=lambda each: each.day
    )
    found = exchange_features(clashes[-1], clashes[:-1])
    assert found.shape == (len(exchange_names()),)
    assert np.isfinite(found).all()


def test_words_leave_names_out() -> None:
    assert words_of("Iran's IRGC struck Jaish al-Adl in Panjgur, a TTP ally said") == [
        "struck",
        "ally",
        "said",
    ]


def test_what_did_not_happen_is_no_act() -> None:
    made = crisis_of(COURSE)
    changed = tuple(
        msgspec.structs.replace(event, modality=modality)
        for event, modality in zip(made.events, ("counterfactual", "planned", *["asserted"] * 7), strict=True)
    )
    acts, _ = acts_of(msgspec.structs.replace(made, events=changed))
    assert [act.id for act in acts] == [row[0] for row in COURSE[1:]]
    assert acts[0].layer == "say"
    assert not acts[0].force


def test_the_command_prints_chances_reasons_and_its_score(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crisis_of(COURSE).save(tmp_path / "crisis.json")
    assert run(["forecast", str(tmp_path / "crisis.json"), "--format", "json"]) == 0
    body = json.loads(capsys.readouterr().out)
    assert {"statistics", "game", "history", "disagreements"} <= set(body)
    assert body["statistics"]["as_of"] == "2024-01-26"
    assert run(["forecast", str(tmp_path / "crisis.json"), "--as-of", "2024-01-17"]) == 0
    text = capsys.readouterr().out
    for words in ("does the next act", "usual", "log loss", "BESIDE THE GAME", "LIKE CASES", "[e4]"):
        assert words.casefold() in text.casefold()
    assert max(map(len, text.splitlines())) <= 110


def test_like_cases_are_those_of_the_parties() -> None:
    text = (
        "On 1 April 2004 Peru attacked Ecuador. On 3 April 2004 Ecuador attacked Peru. Peru bombed Ecuador."
    )
    crisis = detente.read(text=text)
    within, past = forecast_within(crisis), past_outlook(crisis)
    one = past.actors[0]
    other = msgspec.structs.replace(one.coded, actor="CHL", name="Chile")
    past = msgspec.structs.replace(past, actors=(one, msgspec.structs.replace(one, coded=other)))
    for parties, compared in ((("PER", "ECU"), {"Ecuador"}), ((), {"Ecuador", "Chile"})):
        told = ahead_text(Ahead(msgspec.structs.replace(crisis, parties=parties), within, None, past))
        cases = told.partition("LIKE CASES")[2]
        assert {name for name in ("Chile", "Ecuador") if f"\n  {name}\n" in cases} == compared
        assert "of the weight" in " ".join(cases.split())


def test_the_command_refuses_what_it_cannot_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    crisis_of(COURSE[:1]).save(tmp_path / "short.json")
    assert run(["forecast", str(tmp_path / "short.json")]) == 1
    assert "H401" in capsys.readouterr().err
    crisis_of(COURSE).save(tmp_path / "crisis.json")
    assert run(["forecast", str(tmp_path / "crisis.json"), "--as-of", "2024"]) == 2
    assert "H403" in capsys.readouterr().err


def test_sides_of_a_state_count_as_the_state() -> None:
    made = crisis_of(COURSE)
    army = Actor("PAK_MIL", "army", "military", country="PAK")
    events = (
        *made.events[:4],
        msgspec.structs.replace(made.events[4], sources=("PAK_MIL",)),
        *made.events[5:],
    )
    crisis = Crisis(documents=made.documents, actors=(*made.actors, army), events=events)
    assert seen(forecast_within(crisis)) == seen(forecast_within(made))


def test_a_long_course_is_quick_enough_to_be_asked_day_by_day() -> None:
    """Each day of a course can be asked; the chances move, the base rates do not."""
    first = date(2024, 1, 1)
    rows = [
        (f"e{at}", "IRN", ("ASSAULT", "CONSULT")[at % 3 == 0], "PAK", (first + timedelta(at)).isoformat())
        for at in range(30)
    ]
    crisis = crisis_of(rows)
    chances = {
        asked(forecast_within(crisis, as_of=rows[at][4]), "escalate").chances[-1].chance
        for at in range(5, 30, 6)
    }
    assert len(chances) > 1
