"""The second pass over a sentence's sides, and what is chosen after it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from detente.coder import Judgement, choose, is_shipped, shipped
from detente.coder.features import ROLES
from detente.coder.second_pass import COARSE, second_pass, seen

LABELS = np.linspace(0.05, 0.95, COARSE).astype(np.float32)
SEEN = 35
chances = st.integers(1, 6).flatmap(
    lambda count: arrays(np.float32, (count, len(ROLES)), elements=st.floats(0, 1, width=32))
)


def weights(**at: float) -> dict[str, tuple[float, ...]]:
    """Weights that are 0 but where ``at`` says otherwise (``w0`` …), the same for each role."""
    row = [0.0] * (SEEN + 1)
    for name, value in at.items():
        row[int(name[1:])] = value
    return dict.fromkeys(ROLES, tuple(row))


def test_without_weights_nothing_changes() -> None:
    roles = np.full((2, 5), 0.3, np.float32)
    assert second_pass({}, LABELS, roles) is roles
    assert second_pass(weights(w0=1.0), LABELS, roles[:0]).shape == (0, 5)


@given(chances, st.randoms(use_true_random=False))
def test_the_order_of_the_sides_means_nothing(roles: np.ndarray, random: object) -> None:
    order = np.random.default_rng(random.randint(0, 9999)).permutation(len(roles))  # type: ignore[attr-defined]
    rng = np.random.default_rng(1)
    held = {role: tuple(rng.normal(size=SEEN + 1)) for role in ROLES}
    found = second_pass(held, LABELS, roles)
    assert np.all((found >= 0) & (found <= 1))
    np.testing.assert_allclose(second_pass(held, LABELS, roles[order]), found[order], rtol=1e-4, atol=1e-6)


def test_each_column_is_what_it_is_said_to_be() -> None:
    roles = np.array([[0.5] * 5, [0.2] * 5, [0.9] * 5], np.float32)
    found = seen(LABELS, roles)
    assert found.shape == (3, SEEN)
    np.testing.assert_allclose(found[:, 0], [0, np.log(0.25), np.log(9)], rtol=1e-5)
    np.testing.assert_allclose(found[:, 5], [0.5, 0.2, 0.9])
    np.testing.assert_allclose(found[:, 10], [1, 2, 0])
    np.testing.assert_allclose(found[:, 15], [np.log(9), np.log(9), 0], rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(found[:, 20], [1.1, 1.4, 0.7], rtol=1e-5)
    alone = second_pass(weights(w27=1.0), LABELS, roles)
    np.testing.assert_allclose(alone, np.full((3, 5), LABELS[2]), rtol=1e-4)


@pytest.mark.skipif(not is_shipped(), reason="no trained coder in this checkout")
def test_a_demand_has_a_doer_of_what_is_demanded() -> None:
    card = shipped().card
    labels = np.zeros(len(card.labels), np.float32)
    labels[[card.places[name] for name in ("event:event", "layer:say", "say:demand")]] = 0.9
    roles = np.zeros((2, 5), np.float32)
    roles[0, ROLES.index("say_source")] = roles[1, ROLES.index("do_source")] = 0.9
    none = labels[:0]
    chosen = choose(card, Judgement(labels, none, none, ("IRN", "PAK"), roles))
    assert set(chosen.kinds) == {"say"}
    assert set(chosen.roles["say_source"]) == {"IRN"}
    assert set(chosen.roles["do_source"]) == {"PAK"}
    assert chosen.armed is None
    labels[card.places["event:event"]] = 0
    assert choose(card, Judgement(labels, none, none, ("IRN", "PAK"), roles)).roles == {}
