"""Fits the linear model over word pieces that stands beside the network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from prepare import Examples, Story
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from detente.coder.words import Words, of_sentence

FEWEST = 3
"""In how many examples a feature must stand."""
SURENESS = 10.0
"""Inverse strength of the regressions' penalty."""


def fit_words(examples: Examples, fold: int | None) -> Words:
    """The model; ``fold`` is left out, ``None`` fits on all."""
    told = [
        (of_sentence(sentence.ids), story.labels[index])
        for story in examples.stories
        if story.fold != fold
        for index, sentence in enumerate(story.sentences)
        if story.weights[index].any()
    ]
    keys, idf, rows = _weighed([counts for counts, _ in told])
    fitted = [
        LogisticRegression(C=SURENESS, solver="liblinear", random_state=0).fit(rows, column)
        for column in np.array([labels for _, labels in told]).T > 0.5
    ]
    weights = np.concatenate([each.coef_ for each in fitted]).T
    bias = np.concatenate([each.intercept_ for each in fitted])
    return Words(keys, idf, weights.astype(np.float32), bias.astype(np.float32))


def say_words(words: Words, stories: list[Story]) -> dict[str, np.ndarray]:
    """Logits of labels (N, L) by story."""
    return {
        story.name: np.array([words.logits(of_sentence(each.ids)) for each in story.sentences])
        for story in stories
    }


def _weighed(counted: Sequence[Counter[int]]) -> tuple[np.ndarray, np.ndarray, csr_matrix]:
    """Features in order, their IDF, and the TF-IDF of the examples, each of length 1."""
    spread = Counter(key for counts in counted for key in counts)
    keys = np.array(sorted(key for key, count in spread.items() if count >= FEWEST), np.int64)
    place = {int(key): index for index, key in enumerate(keys)}
    idf = 1 + np.log((1 + len(counted)) / (1 + np.array([spread[key] for key in place])))
    cells = [
        (row, place[key], (1 + np.log(count)) * idf[place[key]])
        for row, counts in enumerate(counted)
        for key, count in counts.items()
        if key in place
    ]
    row, column, value = (np.array(each) for each in zip(*cells, strict=True))
    length = np.sqrt(np.bincount(row, value**2, len(counted)))
    rows = csr_matrix((value / length[row], (row, column)), (len(counted), len(keys)))
    return keys, idf.astype(np.float32), rows
