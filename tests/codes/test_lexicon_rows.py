"""Every row of the lexicon can be chosen: none stands behind another that fits wherever it does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from detente.codes import Condition, Lexicon, PartOfSpeech, Sense, load_codes


def hidden(lexicon: Lexicon, pos: PartOfSpeech) -> Iterator[tuple[Sense, Sense]]:
    """A sense with one that is looked at before it and holds wherever it does."""
    for lemma in lexicon.lemmas(pos):
        senses = lexicon.senses(lemma, pos)
        for place, later in enumerate(senses):
            for sooner in senses[:place]:
                if all(
                    any(covers(lexicon, one, two) for two in later.conditions) for one in sooner.conditions
                ):
                    yield sooner, later


def covers(lexicon: Lexicon, wide: Condition, narrow: Condition) -> bool:
    if (wide.slot, wide.negated) != (narrow.slot, narrow.negated):
        return False
    if wide.negated:
        wide, narrow = narrow, wide
    return all(words(lexicon, value) <= spread(lexicon, wide) for value in narrow.values)


def words(lexicon: Lexicon, value: str) -> frozenset[str]:
    return lexicon.word_class(value) if value.startswith("@") else frozenset({value})


def spread(lexicon: Lexicon, condition: Condition) -> frozenset[str]:
    return frozenset().union(*(words(lexicon, value) for value in condition.values))


@pytest.mark.parametrize("pos", ["v", "n", "a"])
def test_no_row_is_hidden_behind_another(pos: PartOfSpeech) -> None:
    found = [
        f"{sooner.line} hides {later.line} ({later.lemma})"
        for sooner, later in hidden(load_codes(None).lexicon, pos)
    ]
    assert not found
