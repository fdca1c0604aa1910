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


@pytest.mark.parametrize(
    ("text", "cue", "kind", "cause", "effect"),
    [
        (
            "Iran shelled a town in Iraq. Iraq accused Iran of aggression.",
            "accused",
            "provokes",
            "shelled",
            "accused",
        ),
        (
            "Cuba arrested two Spanish sailors. Spain recalled its ambassador.",
            "recalled",
            "provokes",
            "arrested",
            "recalled",
        ),
        (
            "Turkey seized a Greek ship on Monday. Athens demanded the release of the crew. Ankara refused.",
            "refused",
            "provokes",
            "demanded",
            "refused",
        ),
        (
            "Kenya deported the envoy, who had insulted the president.",
            "had insulted",
            "provokes",
            "insulted",
            "deported",
        ),
        (
            "Pakistan and India fought over Kashmir, and Pakistan shelled Indian villages. China and Iran "
            "called for a ceasefire.",
            "called for",
            "provokes",
            "shelled",
            "called",
        ),
    ],
)
def test_a_reaction_has_the_act_it_answers_for_its_cause(
    telling: Telling, text: str, cue: str, kind: str, cause: str, effect: str
) -> None:
    crisis = telling(text)
    (link,) = cued(crisis, cue)
    assert link.kind == kind
    assert (lemma(crisis, link.cause), lemma(crisis, link.effect)) == (cause, effect)


@pytest.mark.parametrize(
    "text",
    [
        "Iran shelled a town in Iraq. Norway accused Sweden of aggression.",
        "Iran shelled a town in Iraq. Iran accused Iraq of aggression.",
        "Iran never shelled a town in Iraq. Iraq accused Iran of aggression.",
        "Iran planned to shell a town in Iraq. Iraq accused Iran of aggression.",
        "Iran shelled a town in Iraq. Iraq did not recall its ambassador.",
    ],
)
def test_no_reaction_of_others_to_themselves_or_to_what_did_not_happen(telling: Telling, text: str) -> None:
    assert telling(text).causes == ()


@pytest.mark.parametrize(
    ("text", "cue", "modality"),
    [
        ("As the governor had no ships left, Portugal accepted the truce.", "As", "asserted"),
        ("At the request of Kuwait, Britain sent two frigates to the Gulf.", "At the request of", "asserted"),
        ("Chile withdrew its fleet after Argentina threatened to attack it.", "after", "asserted"),
        ("Had Peru been warned, Ecuador could have avoided the war.", "Had", "counterfactual"),
        ("The raid cost Israel the support of Britain.", "cost", "asserted"),
        ("Chad warned that a raid on its soil would mean war.", "mean", "conditional"),
        ("The troops were evacuated in May, which ended the crisis.", "ended", "asserted"),
        (
            "Russia and Georgia fought for five days. The spark was the shelling of a village.",
            "spark",
            "asserted",
        ),
        ("Libya would have withdrawn if Chad had released the pilots.", "if", "counterfactual"),
    ],
)
def test_grounds(telling: Telling, text: str, cue: str, modality: str) -> None:
    (link,) = cued(telling(text), cue)
    assert link.modality == modality


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("As the tanks rolled into Prague, Poland closed its border with Austria.", "As"),
        ("Peru bombed a village in Ecuador. Two days after the raid Brazil recognised Ecuador.", "after"),
        ("Had the cabinet any plan? Libya attacked Chad.", "Had"),
        ("Libya gave Chad two helicopters.", "gave"),
    ],
)
def test_a_time_or_a_gift_is_no_ground(telling: Telling, text: str, cue: str) -> None:
    assert cued(telling(text), cue) == []


@pytest.mark.parametrize(
    ("text", "cue", "kind"),
    [
        ("Fearing an attack, Chile closed the border.", "Fearing", "motivates"),
        ("Norway, weakened by the strike, withdrew its troops.", "weakened", "causes"),
        ("Peru, whose generals distrusted Chile, refused the offer.", "distrusted", "motivates"),
        ("Ghana expelled the envoy for insulting the king.", "for", "provokes"),
        ("Chile bombed the port, whereupon Peru withdrew its troops.", "whereupon", "causes"),
        ("When Togo seized the ferry, Ghana recalled its ambassador.", "When", "provokes"),
        ("Chile asked Peru for help, and Peru sent troops.", "and", "causes"),
        ("Togo could not withdraw without risking a coup.", "without risking", "causes"),
        ("The raid was meant to deter Togo.", "meant to", "motivates"),
        ("Togo persuaded Ghana to withdraw its troops.", "persuaded", "causes"),
        (
            "Chile bombed the port. Peru called the raid piracy and recalled its envoy.",
            "recalled",
            "provokes",
        ),
        ("Sweden proposed talks. Norway refused.", "refused", "provokes"),
        ("The mine exploded near the patrol, and two soldiers were killed.", "killed", "causes"),
        ("Trade had collapsed since Togo closed the border.", "since", "causes"),
    ],
)
def test_what_moved_somebody_and_what_came_of_it(telling: Telling, text: str, cue: str, kind: str) -> None:
    assert [each.kind for each in cued(telling(text), cue)] == [kind], telling(text).causes


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Embittered officers attacked the port.", "Embittered"),
        ("Norway was jailed for ten days over Syria.", "for"),
        ("Ghana halted flights over Syria.", "over"),
        ("Togo spoke when Ghana signed the treaty.", "when"),
        ("An assault planned for the morning failed.", "planned for"),
    ],
)
def test_a_word_alone_moves_nobody(telling: Telling, text: str, cue: str) -> None:
    assert cued(telling(text), cue) == []
