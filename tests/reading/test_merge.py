"""Which mentions are of one event, and in which order the events stand."""

from __future__ import annotations

import pytest
from reading_checks import Telling, check_ids, event

from detente.crisis import Crisis


def before(crisis: Crisis, one: str, two: str, nth: int = 0) -> bool:
    """Whether the event told by ``one`` stands before that told by ``two`` on the timeline."""
    order = [each.id for each in crisis.timeline()]
    return order.index(event(crisis, one).id) < order.index(event(crisis, two, nth).id)


@pytest.mark.parametrize(
    ("text", "later", "first"),
    [
        ("On 3 May 1982 Peru bombed Ecuador. Chile condemned the attack.", "attack", "bombed"),
        ("Chile condemned the attack. On 3 May 1982 Peru bombed Ecuador.", "attack", "bombed"),
        ("India conducted strikes on Pakistan. Nepal deplored the strikes.", "the strikes", "conducted"),
        ("Iraq invaded Kuwait. The invasion shocked Egypt.", "invasion", "invaded"),
        ("Peru shelled and raided Ecuador. These acts angered Chile.", "acts", "shelled"),
        ("Ethiopia shelled Eritrea. The shelling killed nine people.", "shelling", "shelled"),
        ("Mali and Niger held talks in Gao. The talks failed.", "The talks", "held"),
        ("Togo expelled the Ghanaian envoy. Ghana deplored the expulsion.", "expulsion", "expelled"),
        (
            "Peru recalled its ambassador from Ecuador. The recall angered Ecuador.",
            "recall angered",
            "recalled",
        ),
        ("Syria withdrew its troops from Lebanon. Israel welcomed the withdrawal.", "withdrawal", "withdrew"),
        (
            "India struck a camp in Pakistan. Pakistan struck an Indian base. "
            "The Indian strike killed three people.",
            "strike killed",
            "struck a camp",
        ),
        (
            "India struck a camp in Pakistan. Pakistan struck an Indian base. "
            "The Pakistani strike killed nobody.",
            "strike killed",
            "struck an Indian",
        ),
        (
            "Ethiopia shelled Eritrea. Eritrea retaliated against Ethiopia. The retaliation killed two.",
            "retaliation",
            "retaliated",
        ),
    ],
)
def test_a_definite_noun_takes_up_its_event(telling: Telling, text: str, later: str, first: str) -> None:
    crisis = telling(text)
    assert event(crisis, later).same_as == event(crisis, first).id
    assert len([each for each in crisis.distinct() if each.id == event(crisis, later).id]) == 0
    check_ids(crisis)


def test_what_is_taken_up_lends_what_is_left_out(telling: Telling) -> None:
    crisis = telling("On 3 May 1982 Peru bombed Ecuador. Chile condemned the attack.")
    attack = event(crisis, "attack")
    assert (attack.sources, attack.targets) == (("PER",), ("ECU",))
    assert attack.when is not None
    assert attack.when.iso == "1982-05-03"
    assert set(attack.inferred) >= {"sources", "targets", "when"}


@pytest.mark.parametrize(
    ("text", "one", "two"),
    [
        ("India conducted strikes on Pakistan. A second strike followed.", "second strike", "conducted"),
        ("India bombed Pakistan on 3 May 1971. Another attack on Pakistan came later.", "attack", "bombed"),
        ("Peru attacked Ecuador in 1941. The attack of 1981 was shorter.", "attack of", "attacked"),
        ("Peru attacked Ecuador. The Chilean attack on Bolivia failed.", "attack on", "attacked"),
        ("Peru threatened to attack Ecuador. Brazil attacked Bolivia.", "attacked", "threatened to attack"),
        ("Peru attacked Ecuador. Any attack on Peru would fail.", "attack on", "attacked"),
    ],
)
def test_different_events_stay_apart(telling: Telling, text: str, one: str, two: str) -> None:
    crisis = telling(text)
    first, second = event(crisis, one), event(crisis, two)
    assert first.id != second.id
    assert first.same_as != second.id
    assert second.same_as != first.id


def test_a_verb_tells_a_new_event(telling: Telling) -> None:
    crisis = telling("Peru attacked Ecuador. Peru attacked Ecuador again.")
    assert len([each for each in crisis.distinct() if each.event == "ASSAULT"]) == 2


def test_who_condemns_is_not_who_did(telling: Telling) -> None:
    crisis = telling(
        "Kenya and Somalia quarrelled. Somalia condemned the raid. Kenya raided Somalia on 3 May 1999."
    )
    assert event(crisis, "the raid").sources == ("KEN",)
    assert event(crisis, "condemned").targets == ("KEN",)


def test_nothing_is_taken_up_where_nothing_fits(telling: Telling) -> None:
    crisis = telling("Somalia condemned the raid. Kenya held elections.")
    raid = event(crisis, "raid")
    assert raid.same_as is None
    assert raid.sources == ()


# --- order --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "one", "two"),
    [
        ("Honduras closed the border. Subsequently El Salvador attacked Honduras.", "closed", "attacked"),
        ("After Honduras closed its border, El Salvador attacked it.", "closed", "attacked"),
        ("El Salvador attacked Honduras after Honduras had closed its border.", "closed", "attacked"),
        ("Honduras closed its border before El Salvador attacked it.", "closed", "attacked"),
        (
            "El Salvador attacked Honduras. In response to the attack, Honduras closed the border.",
            "attacked",
            "closed",
        ),
        ("Following the expulsion of its envoy, Honduras closed the border.", "expulsion", "closed"),
        ("Honduras closed the border. Then El Salvador attacked Honduras.", "closed", "attacked"),
        (
            "El Salvador attacked Honduras on 14 July 1969. Honduras closed the border on 3 July 1969.",
            "closed",
            "attacked",
        ),
        ("Honduras closed the border and El Salvador attacked Honduras.", "closed", "attacked"),
    ],
)
def test_the_order_that_words_and_dates_give(telling: Telling, text: str, one: str, two: str) -> None:
    assert before(telling(text), one, two)


def test_the_basis_of_an_order_is_told(telling: Telling) -> None:
    crisis = telling("Honduras closed the border. Subsequently El Salvador attacked Honduras.")
    (link,) = [
        each
        for each in crisis.order
        if (each.before, each.after) == (event(crisis, "closed").id, event(crisis, "attacked").id)
    ]
    assert link.relation == "<"
    assert "subsequently" in link.basis


def test_paragraphs_out_of_time_order_are_put_in_order(telling: Telling) -> None:
    crisis = telling(
        "On 5 March 2001 the presidents of Togo and Ghana signed an agreement.\n\n"
        "On 1 February 2001 Togo had attacked Ghana.\n\nOn 10 February 2001 Ghana retaliated against Togo."
    )
    told = [each.trigger.slice(crisis.document.text) for each in crisis.timeline()]
    assert told == ["attacked", "retaliated", "signed"]


def test_an_event_of_a_month_stays_after_the_day_that_was_told_before_it(telling: Telling) -> None:
    crisis = telling(
        "On 9 April 2001 Togo attacked Ghana. In April 2001 Ghana expelled the envoy of Togo. "
        "On 20 April 2001 Ghana bombed Togo. In March 2001 Togo had threatened Ghana."
    )
    told = [each.trigger.slice(crisis.document.text) for each in crisis.timeline()]
    assert told == ["threatened", "attacked", "expelled", "bombed"]


def test_the_run_of_one_paragraph_does_not_order_the_next(telling: Telling) -> None:
    crisis = telling("Togo attacked Ghana.\n\nGhana expelled the envoy of Togo.")
    assert not crisis.order


def test_a_look_back_is_not_the_next_deed(telling: Telling) -> None:
    crisis = telling("Iraq invaded Kuwait. Previously Iraq had accused Kuwait of theft.")
    invaded, accused = event(crisis, "invaded"), event(crisis, "accused")
    assert not [each for each in crisis.order if (each.before, each.after) == (invaded.id, accused.id)]


def test_a_timeline_holds_each_event_once_and_a_dyad_only_its_own(telling: Telling) -> None:
    crisis = telling(
        "On 3 May 1982 Peru bombed Ecuador. Chile condemned the attack. On 5 May 1982 the Ecuadorian army "
        "shelled a Peruvian port. On 9 May 1982 Chile and Brazil held talks."
    )
    timeline = crisis.timeline()
    assert len({each.id for each in timeline}) == len(timeline)
    assert all(each.same_as is None for each in timeline)
    dyad = crisis.dyad("PER", "ECU")
    assert [each.event for each in dyad] == ["ASSAULT", "ASSAULT"]
    assert [each.sources for each in dyad] == [("PER",), ("ECU_MIL",)]
    assert [each.event for each in crisis.dyad("CHL", "BRA")] == ["CONSULT"]


def test_contradictory_order_still_gives_a_timeline(telling: Telling) -> None:
    crisis = telling(
        "Togo attacked Ghana before Ghana closed the border. "
        "Ghana closed the border before Togo attacked Ghana."
    )
    assert len(crisis.timeline()) == len(crisis.distinct())
