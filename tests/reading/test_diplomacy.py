"""Diplomatic relations as a state that events change, and the phases of a crisis."""

from __future__ import annotations

import pytest
from reading_checks import Telling, check_ids, event

from detente.crisis import Crisis


def states(crisis: Crisis, *pair: str) -> list[tuple[str, str]]:
    return [(each.aspect, each.state) for each in crisis.diplomacy if set(each.pair) == set(pair)]


@pytest.mark.parametrize(
    ("text", "aspect", "state"),
    [
        ("Peru recalled its ambassador from Ecuador.", "ambassador of PER", "recalled"),
        ("Peru withdrew its ambassador from Ecuador.", "ambassador of PER", "recalled"),
        ("Peru expelled the Ecuadorian ambassador.", "ambassador of ECU", "expelled"),
        ("Peru declared the Ecuadorian ambassador persona non grata.", "ambassador of ECU", "expelled"),
        ("The Ecuadorian envoy was declared persona non grata by Peru.", "ambassador of ECU", "expelled"),
        ("Peru returned its ambassador to Ecuador.", "ambassador of PER", "returned"),
        ("Peru sent its ambassador back to Ecuador.", "ambassador of PER", "returned"),
        ("The Ecuadorian ambassador returned to Lima.", "ambassador of ECU", "returned"),
        ("Peru and Ecuador restored their ambassadors.", "ambassador of PER", "returned"),
        ("Peru and Ecuador restored their ambassadors.", "ambassador of ECU", "returned"),
        ("Peru suspended the talks with Ecuador.", "meetings", "suspended"),
        ("Peru called off the talks with Ecuador.", "meetings", "suspended"),
        ("Peru and Ecuador resumed talks.", "meetings", "resumed"),
        ("The Peruvian president met the Ecuadorian president.", "meetings", "held"),
        ("The Peruvian president telephoned the Ecuadorian president.", "channel", "open"),
        ("Peru broke off diplomatic relations with Ecuador.", "relations", "broken"),
        ("Peru severed ties with Ecuador.", "relations", "broken"),
        ("Peru and Ecuador restored diplomatic relations.", "relations", "restored"),
        ("Peru and Ecuador established diplomatic relations in 1830.", "relations", "established"),
    ],
)
def test_one_change(telling: Telling, text: str, aspect: str, state: str) -> None:
    crisis = telling(text)
    assert (aspect, state) in states(crisis, "PER", "ECU")
    for change in crisis.diplomacy:
        assert change.pair == tuple(sorted(change.pair))
        assert crisis.event(change.event).polarity is None


def test_an_envoy_who_returns_brings_no_other_envoy_back(telling: Telling) -> None:
    crisis = telling("The Peruvian ambassador returned to Quito. Ecuador welcomed the return.")
    assert ("ambassador of ECU", "returned") not in states(crisis, "PER", "ECU")


@pytest.mark.parametrize(
    "text",
    [
        "Peru did not recall its ambassador from Ecuador.",
        "Peru would have recalled its ambassador from Ecuador.",
        "Peru may recall its ambassador from Ecuador.",
        "Peru threatened to recall its ambassador from Ecuador.",
        "Peru refused to recall its ambassador from Ecuador.",
        "If Ecuador attacks, Peru will recall its ambassador from Ecuador.",
    ],
)
def test_what_did_not_happen_changes_nothing(telling: Telling, text: str) -> None:
    assert ("ambassador of PER", "recalled") not in states(telling(text), "PER", "ECU")


def test_a_return_that_is_only_announced_is_announced(telling: Telling) -> None:
    crisis = telling("Peru and Ecuador announced that their ambassadors would return to their posts.")
    assert set(states(crisis, "PER", "ECU")) >= {
        ("ambassador of PER", "return announced"),
        ("ambassador of ECU", "return announced"),
    }


def test_a_consul_is_no_ambassador(telling: Telling) -> None:
    crisis = telling("Peru expelled two Ecuadorian consuls and recalled its staff from Ecuador.")
    assert not [each for each in crisis.diplomacy if each.aspect.startswith("ambassador")]


CHRONICLE = (
    "On 1 March 1995 Peru recalled its ambassador from Ecuador. "
    "On 3 March 1995 Ecuador expelled the Peruvian consul. "
    "On 4 March 1995 Peru suspended the talks with Ecuador. "
    "On 20 March 1995 the Peruvian foreign minister telephoned his Ecuadorian counterpart. "
    "On 25 March 1995 Peru and Ecuador resumed the talks. "
    "On 2 April 1995 Peru and Ecuador announced that their ambassadors would return to their posts."
)


def test_the_state_of_a_pair_over_time(telling: Telling) -> None:
    crisis = telling(CHRONICLE)
    found = states(crisis, "PER", "ECU")
    wanted = [
        ("ambassador of PER", "recalled"),
        ("meetings", "suspended"),
        ("channel", "open"),
        ("meetings", "resumed"),
        ("ambassador of PER", "return announced"),
    ]
    assert [each for each in found if each in wanted] == wanted, found
    dates = [change.when.iso for change in crisis.diplomacy if change.when and change.when.iso]
    assert dates == sorted(dates)
    (last,) = [each for each in crisis.diplomacy if (each.aspect, each.state) == wanted[-1]]
    assert last.modality == "planned"


def test_the_text_may_tell_it_backwards(telling: Telling) -> None:
    crisis = telling(
        "On 2 April 1995 Peru and Ecuador resumed the talks."
        "\n\nOn 4 March 1995 Peru had suspended the talks with Ecuador."
    )
    assert states(crisis, "PER", "ECU") == [("meetings", "suspended"), ("meetings", "resumed")]


def test_a_return_follows_the_recall_that_it_ends(telling: Telling) -> None:
    crisis = telling(
        "In the end Peru and Ecuador announced that their ambassadors would return to their posts."
        "\n\nPeru had recalled its ambassador from Ecuador."
    )
    found = states(crisis, "PER", "ECU")
    recalled, returned = ("ambassador of PER", "recalled"), ("ambassador of PER", "return announced")
    assert found.index(recalled) < found.index(returned)
    (link,) = [each for each in crisis.order if each.basis.startswith("inferred: what is undone")]
    assert link.before == event(crisis, "recalled").id


def test_dates_decide_where_they_stand(telling: Telling) -> None:
    crisis = telling(
        "On 3 May 1990 Peru returned its ambassador to Ecuador. "
        "On 4 May 1995 Peru recalled its ambassador from Ecuador."
    )
    assert states(crisis, "PER", "ECU") == [
        ("ambassador of PER", "returned"),
        ("ambassador of PER", "recalled"),
    ]


def test_pairs_are_kept_apart(telling: Telling) -> None:
    crisis = telling("Peru recalled its ambassador from Ecuador. Chile expelled the Bolivian ambassador.")
    assert states(crisis, "PER", "ECU") == [("ambassador of PER", "recalled")]
    assert states(crisis, "CHL", "BOL") == [("ambassador of BOL", "expelled")]


# --- phases --------------------

WAR = (
    "In 1969 Kenya and Somalia had quarrelled over the coast. "
    "On 2 January 1981 Somalia accused Kenya of theft. "
    "On 5 January 1981 Kenya closed the border with Somalia. On 22 January 1981 Somalia attacked Kenya. "
    "On 28 January 1981 Kenya bombed Somalia. On 3 February 1981 Kenya and Somalia held talks. "
    "On 20 February 1981, Kenya and Somalia signed a peace agreement."
)


def test_phases_of_a_small_war(telling: Telling) -> None:
    crisis = telling(WAR)
    phases = {phase.name: phase for phase in crisis.phases}
    names = [phase.name for phase in crisis.phases]
    assert names == [
        name
        for name in ("before", "onset", "escalation", "peak", "de-escalation", "settlement")
        if name in phases
    ]
    assert {"onset", "escalation", "peak", "settlement"} <= set(names)
    assert phases["peak"].rung == 6
    assert set(phases["peak"].events) == {event(crisis, "attacked").id, event(crisis, "bombed").id}
    assert event(crisis, "accused").id in phases["onset"].events
    assert event(crisis, "closed").id in phases["escalation"].events
    assert event(crisis, "signed").id in phases["settlement"].events
    start, end = phases["peak"].start, phases["peak"].end
    assert start is not None
    assert end is not None
    assert (start.iso, end.iso) == ("1981-01-22", "1981-01-28")
    check_ids(crisis)


def test_each_event_is_in_one_phase_and_only_what_happened(telling: Telling) -> None:
    crisis = telling(WAR + " Kenya would have invaded Somalia. Somalia may attack Kenya.")
    listed = [id for phase in crisis.phases for id in phase.events]
    assert len(listed) == len(set(listed))
    assert all(crisis.event(id).happened for id in listed)


def test_peace_has_no_phases_of_war(telling: Telling) -> None:
    crisis = telling("Norway thanked Iceland for its help. Norway and Iceland signed a treaty.")
    assert not {"onset", "escalation", "peak"} & {phase.name for phase in crisis.phases}
    assert telling("").phases == ()


def test_the_parties_are_those_who_act_against_each_other(telling: Telling) -> None:
    crisis = telling(WAR + " The United States and France urged restraint. France thanked the United States.")
    assert set(crisis.parties) == {"KEN", "SOM"}


def test_rungs_rise_with_force(telling: Telling) -> None:
    crisis = telling(WAR)
    rungs = [event(crisis, words).rung for words in ("signed", "held", "accused", "closed", "attacked")]
    assert all(rung is not None for rung in rungs)
    assert rungs == sorted(rungs, key=lambda rung: rung or 0)
    assert (rungs[0] or 0) < 0 < (rungs[-1] or 0)
