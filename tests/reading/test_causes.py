"""What led to what, through the reader."""

from __future__ import annotations

import pytest
from reading_checks import Telling

from detente.crisis import Cause, Crisis


def cued(crisis: Crisis, cue: str) -> list[Cause]:
    start = crisis.document.text.index(cue)
    return [
        each for each in crisis.causes if each.trigger.start < start + len(cue) and start < each.trigger.end
    ]


def lemma(crisis: Crisis, ids: tuple[str, ...]) -> str:
    """The trigger of the first event of a side."""
    return crisis.event(ids[0]).trigger.slice(crisis.document.text)


@pytest.mark.parametrize(
    ("sentence", "cue", "kind", "cause", "effect"),
    [
        ("The bombing sparked reprisals by Chad.", "sparked", "provokes", "bombing", "reprisals"),
        ("The raids led to clashes between Chad and Libya.", "led to", "causes", "raids", "clashes"),
        ("Clashes were triggered by the bombing.", "triggered", "provokes", "bombing", "Clashes"),
        ("Chad expelled the envoy because of the bombing.", "because of", "causes", "bombing", "expelled"),
        (
            "Chad attacked Libya in response to the bombing.",
            "in response to",
            "provokes",
            "bombing",
            "attacked",
        ),
        ("Chad attacked the base, killing ten soldiers.", "killing", "causes", "attacked", "killing"),
        ("Libya condemned the bombing.", "condemned", "provokes", "bombing", "condemned"),
        ("Chad invaded Libya because Libya had bombed the town.", "because", "causes", "bombed", "invaded"),
    ],
)
def test_kinds(telling: Telling, sentence: str, cue: str, kind: str, cause: str, effect: str) -> None:
    crisis = telling(sentence)
    (link,) = cued(crisis, cue)
    assert link.kind == kind
    assert (lemma(crisis, link.cause), lemma(crisis, link.effect)) == (cause, effect)


def test_a_purpose_motivates_its_act(telling: Telling) -> None:
    crisis = telling("Chad attacked Libya in order to seize the strip.")
    (link,) = cued(crisis, "in order to")
    assert link.kind == "motivates"
    assert link.cause == (crisis.motives[0].id,)
    assert lemma(crisis, link.effect) == "attacked"


def test_a_lack_of_choice_constrains(telling: Telling) -> None:
    crisis = telling("Chad had little choice but to withdraw its troops.")
    (link,) = cued(crisis, "little choice but to")
    assert link.kind == "constrains"
    assert link.cause == (crisis.pressures[0].id,)


def test_what_would_have_been_is_counterfactual(telling: Telling) -> None:
    crisis = telling("Failure to attack Libya would have damaged the prestige of Chad.")
    links = cued(crisis, "would have")
    assert [each.modality for each in links] == ["counterfactual"]


def test_a_condition_is_conditional(telling: Telling) -> None:
    crisis = telling("Chad would retaliate if Libya attacked the town.")
    assert [each.modality for each in cued(crisis, "if")] == ["conditional"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Chad planned to trigger a war.",
        "Chad and Libya signed an accord.",
        "In the years leading up to the war, Chad armed itself.",
        "Following dinner, the envoy left.",
    ],
)
def test_no_cause_is_read_into_it(telling: Telling, sentence: str) -> None:
    assert not [each for each in telling(sentence).causes if each.modality == "asserted"]


def test_every_side_is_a_record_or_words(telling: Telling) -> None:
    crisis = telling(
        "The bombing sparked reprisals by Chad. Owing to a famine, Libya withdrew its troops. "
        "Chad attacked the base, killing ten soldiers. This triggered a crisis for Libya."
    )
    known = {each.id for each in (*crisis.events, *crisis.relations, *crisis.pressures, *crisis.motives)}
    assert len(crisis.causes) >= 3
    for each in crisis.causes:
        assert set(each.cause) | set(each.effect) <= known
        assert each.cause or each.cause_words
        assert each.effect or each.effect_words
        assert not set(each.cause) & set(each.effect)
        assert crisis.document.text[each.evidence.start : each.evidence.end] == each.evidence.quote
        assert each.evidence.by.startswith("rule:causes.")


@pytest.mark.parametrize(
    ("sentence", "cue", "kind"),
    [
        ("The bombing infuriated Chad.", "infuriated", "provokes"),
        ("The bombing drew condemnation from Chad.", "drew", "provokes"),
        ("The withdrawal of Libya paved the way for talks.", "paved the way", "enables"),
        ("The bombing was partly to blame for the war between Chad and Libya.", "to blame for", "causes"),
    ],
)
def test_stirred_drawn_and_opened(telling: Telling, sentence: str, cue: str, kind: str) -> None:
    assert [each.kind for each in cued(telling(sentence), cue)] == [kind], telling(sentence).causes


def test_a_relation_may_be_the_effect(telling: Telling) -> None:
    crisis = telling("Relations between Chad and Libya were tense because of the bombing.")
    (link,) = cued(crisis, "because of")
    assert link.effect == (crisis.relations[0].id,)
