"""The parts of the documents that runs of the game make."""

from __future__ import annotations

import re

from test_docs import DOCS, GENERATE


def between(document: str, name: str) -> str:
    found = re.search(rf"<!-- {name}:begin -->\n(.*?)\n<!-- {name}:end -->", DOCS[document], re.DOTALL)
    assert found is not None
    return found[1]


def test_the_run_in_the_readme_is_real_output() -> None:
    assert between("README.md", "play") == GENERATE.played(), "run `make docs`"


def test_the_fit_beside_the_baselines_is_that_of_the_results() -> None:
    assert between("escalation.md", "history") == GENERATE.history(), "run `make docs`"


def test_the_grammar_is_documented() -> None:
    from detente.strategy.scenario.whatif import LEVELS, MOVES, OF_SIDES, SHARED_WORDS

    words = [*OF_SIDES, *SHARED_WORDS, *LEVELS, *(move for known in MOVES.values() for move in known)]
    assert [word for word in words if word not in DOCS["escalation.md"]] == []


def test_the_scores_of_forecasts_are_those_of_the_score_card() -> None:
    assert between("forecasts.md", "within") == GENERATE.within(), "run `make docs`"
