"""The coder that ships."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from views_of import attack, document, sentence

from detente.coder import Judgement, TrainedCoder, choose, is_shipped, shipped
from detente.coder.calibration import Blend, Platt, Stack
from detente.coder.features import ROLES
from detente.coder.model import BLOCK, CARD, ENCODER, SHIPPED, WINDOW
from detente.errors import DataError

pytestmark = pytest.mark.skipif(not is_shipped(), reason="no trained coder in this checkout")
FULL = Path(__file__).parent / "full_precision.json"


def test_judgements_are_probabilities_of_the_right_shape() -> None:
    coder = shipped()
    view = document(attack("Iran", "Pakistan"), sentence("It was quiet."))
    first, second = coder.judge(view)
    assert first.labels.shape == second.labels.shape == (len(coder.card.labels),)
    assert first.triggers.shape == (1, len(coder.card.labels))
    assert second.triggers.shape[0] == second.events.shape[0] == 0
    assert first.events.sum(-1) == pytest.approx(1, abs=1e-5)
    assert first.roles.shape == (len(first.sides), 5)
    for each in (first.labels, first.triggers, first.roles):
        assert np.all((each >= 0) & (each <= 1))
    assert coder.judge(document()) == []


def test_an_attack_is_an_armed_escalatory_act_of_its_doer() -> None:
    coder = shipped()
    (judgement,) = coder.judge(document(attack("Iran", "Pakistan")))
    chosen = choose(coder.card, judgement)
    assert "attack" in chosen.kinds["do"]
    assert chosen.armed is True
    assert next(iter(chosen.direction)) == "escalatory"
    assert next(iter(chosen.roles["do_source"])) == "IRN"
    assert next(iter(chosen.roles["do_target"])) == "PAK"
    assert coder.card.roots[int(judgement.events[0].argmax())] == "ASSAULT"


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


def test_who_it_is_changes_nothing() -> None:
    one = shipped().judge(document(attack("Iran", "Pakistan")))[0]
    other = shipped().judge(document(attack("Chile", "Luxembourg", "CHL", "LUX")))[0]
    np.testing.assert_array_equal(one.labels, other.labels)
    np.testing.assert_array_equal(one.events, other.events)
    np.testing.assert_array_equal(one.roles, other.roles)


def test_a_long_text_is_judged_window_by_window() -> None:
    count = BLOCK + WINDOW + 5
    judged = shipped().judge(document(*(attack("Iran", "Pakistan") for _ in range(count))))
    assert len(judged) == count
    assert all(each.labels[shipped().card.places["layer:do"]] > 0.5 for each in judged)


def test_eight_bits_say_what_full_precision_said() -> None:
    """The shipped encoder against figures that training wrote down from the unquantised network."""
    coder, texts = shipped(), json.loads(FULL.read_text(encoding="utf-8"))
    limit = coder.card.thresholds["layer"]
    same = total = 0
    for text, wanted in texts.items():
        (judgement,) = coder.judge(document(sentence(text)))
        for label, chance in wanted.items():
            total += 1
            same += (judgement.labels[coder.card.places[label]] >= limit) == (chance >= limit)
    assert total >= 100
    assert same / total >= 0.97


def test_torch_is_not_needed() -> None:
    code = (
        "import sys; sys.modules['torch'] = None; sys.modules['transformers'] = None\n"
        "import detente; c = detente.read(text='Iran attacked Pakistan on 3 May 2019.', coder='trained')\n"
        "print(c.coder, len(c.codings))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == [shipped().name, "1"]


@pytest.mark.parametrize(("change", "code"), [("remove", "K101"), ("damage", "K102"), ("card", "K101")])
def test_a_damaged_model_is_refused(tmp_path: Path, change: str, code: str) -> None:
    shutil.copytree(SHIPPED, tmp_path / "model")
    file = tmp_path / "model" / (CARD if change == "card" else ENCODER)
    if change == "remove":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:1000])
    with pytest.raises(DataError) as error:
        TrainedCoder(tmp_path / "model")
    assert error.value.code == code
    assert "rules" in str(error.value)


def test_pooling_follows_the_surer_side() -> None:
    stack = Stack(model=1.0, rules=2.0, unsure=0.5)
    chances = np.array([0.6, 0.3, 0.1], np.float32)
    assert stack.pooled(chances, None, True).argmax() == 0
    assert stack.pooled(chances, 1, True).argmax() == 1
    assert stack.pooled(chances, 1, False).argmax() == 0
    assert stack.pooled(chances, 2, True).sum() == pytest.approx(1)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.05, 3), st.floats(-3, 3))
def test_platt_scaling_keeps_order_and_stays_a_probability(
    one: float, other: float, slope: float, bias: float
) -> None:
    told = Platt(slope, bias)
    assert 0 < told(one) < 1
    assert (told(one) - told(other)) * (one - other) >= 0
    assert Platt()(one) == one


def test_an_event_is_told_as_surely_as_accounts_allow() -> None:
    """Fitted on accounts left out: a chance stays about what it was, and never becomes certainty."""
    card = shipped().card
    assert 0 < card.told(0.05) < 0.25 < 0.5 < card.told(0.8) < card.told(0.95) < 0.995
    assert card.scores["told"]["error"] <= 0.05
    assert card.scores["told"]["right"] >= 0.9
    assert card.scores["told"]["kept"] >= 0.6


def test_a_blend_weighs_sentence_trigger_and_rules() -> None:
    card = shipped().card
    own, none = np.zeros(len(card.labels), np.float32), np.zeros((0, len(card.labels)), np.float32)
    label = "do:attack"
    plain = card.blended(own, none, (), own)[card.places[label]]
    ruled = card.blended(own, none, (label, None), own)[card.places[label]]
    blend = card.blends["do"]
    assert isinstance(blend, Blend)
    assert (ruled > plain) == (blend.rules > 0)
