"""Each question as rows to learn from, with what the simple baselines see of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from icbe import Story, stories
from learn import Ints, Rows
from mie import answer_rows, confrontations
from tasks import Moment, force_to_come, next_act, onset, replies, who_is_next

from detente.dynamics.within.acts import CLASSES
from detente.dynamics.within.answers import answer_features

ANSWERED = {"num_leaves": 12, "extra_trees": False, "min_data_in_leaf": 60}
ROUNDS = {"next": 200, "force": 200, "onset": 200, "who": 80, "reply": 100, "answer": 80}
TREES = {"answer": ANSWERED}
MOMENTS: dict[str, Callable[[Sequence[Story]], Iterator[Moment]]] = {
    "next": next_act, "force": force_to_come, "onset": onset, "who": who_is_next,
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Question:
    """A question's rows; ``cell`` (R,) is the cell of the simple table, ``days`` (R,) the day of each row."""

    name: str
    rows: Rows
    cell: Ints
    days: Ints


def question(name: str, data: Path) -> Question:
    """The rows of a question by its name."""
    if name == "answer":
        rows, levels = answer_rows(confrontations(data))
        return Question(name, rows, np.array(levels), np.zeros(len(levels), int))
    if name == "reply":
        moments = list(replies(stories(data)))
        rows = _rows(moments, np.array([answer_features(moment.known) for moment in moments]), len(CLASSES))
        cells = [CLASSES.index(moment.known[-1].step or "") for moment in moments]
        return Question(name, rows, np.array(cells), np.array([moment.day for moment in moments]))
    moments = list(MOMENTS[name](stories(data)))
    features = np.array([moment.features() for moment in moments])
    rows = _rows(moments, features, 3 if name == "who" else 2).worded([moment.words() for moment in moments])
    last = [next((act.label for act in moment.known[::-1] if act.label is not None), 2) for moment in moments]
    return Question(name, rows, np.array(last), np.array([moment.day for moment in moments]))


def _rows(moments: list[Moment], features: np.ndarray, classes: int) -> Rows:
    came = np.array([int(moment.came) for moment in moments])
    return Rows(features, came, np.array([moment.story.crisis for moment in moments]), classes)
