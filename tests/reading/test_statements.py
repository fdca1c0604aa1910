"""What a statement says is the event; the paper agrees with nobody."""

from __future__ import annotations

import pytest
from reading_checks import Telling, event


@pytest.mark.parametrize(
    ("text", "words", "kind", "sources"),
    [
        (
            "Peru and Chile issued a joint statement condemning Bolivia.",
            "condemning",
            "ACCUSE",
            ("PER", "CHL"),
        ),
        (
            "Peru and Chile issued a joint statement in which they condemned the Bolivian raid.",
            "condemned",
            "ACCUSE",
            ("PER", "CHL"),
        ),
        (
            "Peru and Chile released a joint communiqué urging Bolivia to leave.",
            "urging",
            "REQUEST",
            ("PER", "CHL"),
        ),
        ("Egypt published a statement that accused Israel of a raid.", "accused", "ACCUSE", ("EGY",)),
        (
            "A joint statement by Turkey and Qatar rejected the proposal.",
            "rejected",
            "REJECT",
            ("TUR", "QAT"),
        ),
        (
            "Iran and Iraq issued a joint statement agreeing to meet again.",
            "agreeing",
            "AGREE",
            ("IRN", "IRQ"),
        ),
    ],
)
def test_the_content_is_the_event(
    telling: Telling, text: str, words: str, kind: str, sources: tuple[str, ...]
) -> None:
    crisis = telling(text)
    found = event(crisis, words)
    assert found.event == kind
    assert set(found.sources) == set(sources)
    assert kind == "AGREE" or "AGREE" not in {each.event for each in crisis.events if each.happened}


def test_a_statement_of_which_nothing_is_told_is_no_agreement(telling: Telling) -> None:
    crisis = telling("India and China issued a joint statement.")
    assert [each.event for each in crisis.events] == [None]


def test_who_agrees_in_a_joint_statement_agrees_with_the_other(telling: Telling) -> None:
    found = event(telling("Iran and Iraq issued a joint statement agreeing to meet again."), "agreeing")
    assert set(found.targets) == {"IRN", "IRQ"}
