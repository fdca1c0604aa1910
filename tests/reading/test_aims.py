"""Whom a strike was aimed at, when the state is inferred and the group is told of."""

from __future__ import annotations

import pytest
from reading_checks import Telling, event


@pytest.mark.parametrize(
    ("text", "words", "rung"),
    [
        # the doer says whom it hit
        (
            "On 3 May Colombia fired rockets at a village in Ecuador. "
            "Bogotá said that it had struck two camps of the FARC.",
            "fired",
            5,
        ),
        # the account says it
        (
            "Ecuador struck Colombia on 1 May. Early on 3 May the Colombian army struck back. "
            "It used drones and mortars against camps of the FARC near Lago Agrio.",
            "struck back",
            5,
        ),
        # nobody speaks of a group
        ("On 3 May Colombia fired rockets at a village in Ecuador. Ecuador protested.", "fired", 6),
        # the group is another's target
        (
            "On 3 May Colombia fired rockets at a village in Ecuador. Peru attacked a camp of the FARC.",
            "fired",
            6,
        ),
        # the state is named outright as the target
        ("On 3 May Colombia attacked Ecuador. It also attacked a camp of the FARC.", "attacked Ecuador", 6),
        # what is only planned tells nothing
        (
            "On 3 May Colombia fired rockets at a village in Ecuador. Colombia plans to attack the FARC.",
            "fired",
            6,
        ),
    ],
)
def test_a_strike_on_a_group_inside_a_state_is_limited(
    telling: Telling, text: str, words: str, rung: int
) -> None:
    crisis = telling(text)
    found = event(crisis, words)
    assert found.rung == rung
    assert ("rung" in found.inferred) == (rung == 5)


@pytest.mark.parametrize(
    ("text", "source", "targets"),
    [
        ("Turkey used aircraft against bases of the PKK in northern Iraq.", "TUR", {"PKK"}),
        ("India used tanks and artillery against Pakistani posts.", "IND", {"PAK"}),
        ("The Colombian army employed rockets against the FARC and the ELN.", "COL_MIL", {"FARC", "ELN"}),
    ],
)
def test_weapons_used_against_someone_are_force(
    telling: Telling, text: str, source: str, targets: set[str]
) -> None:
    (found,) = (each for each in telling(text).events if each.event == "ASSAULT")
    assert found.sources == (source,)
    assert set(found.targets) == targets
    assert found.armed
