"""The fit of the forecasts: what ships is reckoned as it was fitted, and no row sees what comes after it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="the fit needs scikit-learn")
lightgbm = pytest.importorskip("lightgbm", reason="the fit needs lightgbm")

FIT = Path(__file__).parents[2] / "training" / "within"


@pytest.fixture
def fit(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The modules of the fit can be imported while a test runs."""
    monkeypatch.syspath_prepend(str(FIT))
    yield
    for name in ("icbe", "tasks", "learn", "mie", "waiting", "facts", "questions"):
        sys.modules.pop(name, None)


@pytest.mark.usefixtures("fit")
def test_trees_and_words_are_reckoned_as_they_were_fitted() -> None:
    from learn import Rows, fit_trees, fit_words, table_of_trees, word_scores

    rng = np.random.default_rng(1)
    features = rng.normal(size=(300, 6))
    came = (features[:, 0] + rng.normal(size=300) > 0).astype(int)
    texts = [" ".join(rng.choice(["war", "peace", "talks", "army", "treaty"], 12)) for _ in range(300)]
    rows = Rows(features, came, np.arange(300) // 5, 2).worded(texts)
    words = fit_words(rows, 0.1)
    assert np.allclose(words.scores(texts), word_scores(words, rows))
    trees = fit_trees(rows, 20)
    data = lightgbm.Dataset(features, came)
    from learn import TREES

    booster = lightgbm.train({**TREES, "objective": "binary"}, data, 20)
    raw = booster.predict(features, raw_score=True)
    assert np.allclose(table_of_trees(booster.dump_model()["tree_info"], 2).scores(features)[:, 1], raw)
    moved = trees.parts(features[0])
    root = trees.value[trees.roots].sum()
    assert moved[:, 1].sum() + root == pytest.approx(trees.scores(features[:1])[0, 1])


@pytest.mark.usefixtures("fit")
def test_no_row_sees_what_comes_after_it(shared: Path) -> None:
    """Everything told or dated after a moment is turned round: its features and words stay as they were."""
    from icbe import Story, stories
    from tasks import force_to_come, next_act

    from detente.dynamics.within.acts import tags_of

    story = max(stories(shared), key=lambda each: len(each.acts))
    for task in (next_act, force_to_come):
        for moment in list(task([story]))[::9]:
            known = {act.place for act in moment.known}
            scrambled = tuple(
                act
                if act.place in known
                else replace(
                    act, label=1, force=True, tags=tags_of("do", leaves=["attack"]), day=act.day + 400
                )
                for act in story.acts
            )
            open_to = {act.sentence for act in moment.known} - {
                act.sentence for act in story.acts if act.place not in known
            }
            texts = {at: text if at in open_to else "bombing bombing" for at, text in story.texts.items()}
            other = Story(story.crisis, scrambled, texts)
            again = next(each for each in _moments(task, other, moment.day, moment.place))
            assert (again.features() == moment.features()).all()
            assert again.words() == moment.words()


def _moments(task, story, day, place):  # type: ignore[no-untyped-def]
    from tasks import Moment

    from detente.dynamics.within.features import known_at

    yield Moment(story, day, known_at(story.acts, day, place), place, 0.0)
