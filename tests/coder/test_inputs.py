"""From views to arrays."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from views_of import attack, document, sentence

from detente.coder.features import MOST, WIDTH, Candidates
from detente.coder.inputs import LONGEST, batch_of, inputs_of, pair_of, tokenizer
from detente.coder.model import PIECES, SHIPPED, is_shipped
from detente.crisis import Span

pytestmark = pytest.mark.skipif(not is_shipped(), reason="no trained coder in this checkout")


def test_candidates_of_a_sentence_include_those_of_the_text_so_far() -> None:
    view = document(attack("Iran", "Pakistan"), sentence("It recalled its ambassador."))
    found = Candidates(view)
    first, second = found.of(0), found.of(1)
    assert [each.side for each in first] == ["IRN", "PAK"]
    assert {each.side for each in second} == {"IRN", "PAK"}
    assert not any(each.mentions for each in second)


def test_features_have_their_width_and_there_are_not_too_many_candidates() -> None:
    sides = pairwise([f"S{number}" for number in range(40)])
    view = document(*(attack("Iran", "Pakistan", one, other) for one, other in sides))
    found = Candidates(view)
    for index in range(len(view.sentences)):
        assert len(found.of(index)) <= MOST
        assert {len(each.features) for each in found.of(index)} == {WIDTH}


def test_weights_of_mentions_and_triggers_sum_to_one_or_nothing() -> None:
    back = attack("Pakistan", "Iran", "PAK", "IRN")
    view = document(attack("Iran", "Pakistan"), sentence("Nothing happened."), back)
    batch = batch_of(inputs_of(view, tokenizer(SHIPPED / PIECES)))
    for weights in (batch.mentions, batch.triggers, batch.sources, batch.targets):
        sums = weights.sum(-1)
        assert np.all(np.isclose(sums, 1) | (sums == 0))
    assert batch.owner.tolist() == [0, 2]
    assert np.all(batch.sources.sum(-1) == pytest.approx(1))
    assert not np.any(batch.sources * batch.targets)


def test_words_beyond_the_longest_sentence_have_no_place() -> None:
    text = "very " * 300 + "long, and Iran attacked Pakistan."
    view = document(sentence(text, *attack("Iran", "Pakistan").mentions))
    (found,) = inputs_of(view, tokenizer(SHIPPED / PIECES))
    assert len(found.ids) == LONGEST
    assert all(last <= LONGEST for stretches in found.mentions for _, last in stretches)


def test_a_pair_is_found_in_its_own_sentence() -> None:
    other = attack("Chile", "Peru", "CHL", "PER")
    second = sentence(other.text, *other.mentions, triggers=other.triggers, start=100)
    view = document(attack("Iran", "Pakistan"), second)
    pieces = tokenizer(SHIPPED / PIECES)
    found = pair_of(view, pieces, Span(100, 105), Span(115, 119), Span(106, 114))
    assert found is not None
    index, pair = found
    assert index == 1
    trigger, source, target = pair.triggers[0]
    assert source[0] < trigger[0] < target[0]
    assert pair_of(view, pieces, None, None, None) is None
