"""Scores predicted ICBe labels against the sentences of the ICBe data set, label by label.

A sentence has sets of labels in eleven fields; P, R and F1 count label tokens over all complete sentences
(micro averages). A missing sentence or an empty field counts as misses. ``cond_recall`` is recall over the
sentences where the system gave something in that field, the quantity in table 4 of Douglass et al. (2024).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from detente.evaluation.measures import Scores, f1

Labels: TypeAlias = Mapping[str, Any]

LAYERS = ("think", "say", "do")
FIELDS = (
    "layer", *LAYERS, "do_leaf", "direction", "think_actors",
    "say_source", "say_target", "do_source", "do_target",
)  # fmt: skip
KEPT = (*LAYERS, "direction", "think_actors", "say_source", "say_target", "do_source", "do_target")
"""The fields a prediction holds; ``layer`` and ``do_leaf`` follow from them."""


def score(sentences: Iterable[Mapping[str, Any]], predicted: Mapping[str, Labels]) -> Scores:
    """One object a field (``n``, ``P``, ``R``, ``F1``, ``cond_recall``) and ``has_event``.

    ``sentences`` are rows of ``sentences.jsonl``; ``predicted`` maps a ``sid`` to lists of labels by field.
    Incomplete sentences and those that also stand in the part kept apart are left out.
    """
    rows = _scored(sentences)
    scores = {field: _field(field, rows, predicted) for field in FIELDS}
    scores["has_event"] = _has_event(rows, predicted)
    return scores


def macro_f1(sentences: Iterable[Mapping[str, Any]], predicted: Mapping[str, Labels], field: str) -> float:
    """The mean F1 of a field's labels that were coded at least once, over the same sentences as ``score``."""
    of_label: dict[str, Counter[str]] = {}
    for row in _scored(sentences):
        gold, output = tokens(row["gold"], field), tokens(predicted.get(row["sid"], {}), field)
        for label in gold | output:
            counts = of_label.setdefault(label, Counter())
            counts.update({"gold": label in gold, "made": label in output, "right": label in gold & output})
    each = [2 * one["right"] / (one["gold"] + one["made"]) for one in of_label.values() if one["gold"]]
    return round(sum(each) / len(each), 3) if each else 0.0


def coded_f1(sentences: Iterable[Mapping[str, Any]], predicted: Mapping[str, Labels], field: str) -> float:
    """F1 of a field over the sentences whose coding fills it.

    What is left when it is known that there is something to code, as studies of roles alone take it.
    """
    right = made = wanted = 0
    for row in _scored(sentences):
        if gold := tokens(row["gold"], field):
            output = tokens(predicted.get(row["sid"], {}), field)
            right, made, wanted = right + len(gold & output), made + len(output), wanted + len(gold)
    return round(2 * right / max(1, made + wanted), 3)


def tokens(labels: Labels, field: str) -> set[str]:
    """The labels of a field in small letters; ``layer`` is the set of layers with anything in them."""
    if field == "layer":
        return {layer for layer in LAYERS if labels.get(layer)}
    if field == "do_leaf":
        return {label.split("=")[-1].lower() for label in labels.get("do", ())}
    return {label.lower() for label in labels.get(field, ())}


def _scored(sentences: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [row for row in sentences if row["complete_sentence"] and not row.get("dup_text_other_split")]


def _field(field: str, rows: list[Mapping[str, Any]], predicted: Mapping[str, Labels]) -> Scores:
    right = made = wanted = answered = answered_right = 0
    for row in rows:
        gold = tokens(row["gold"], field)
        output = tokens(predicted.get(row["sid"], {}), field)
        hits = len(gold & output)
        right, made, wanted = right + hits, made + len(output), wanted + len(gold)
        if output:
            answered, answered_right = answered + len(gold), answered_right + hits
    precision = right / made if made else 0.0
    recall = right / wanted if wanted else 0.0
    return {
        "n": wanted,
        "P": round(precision, 3),
        "R": round(recall, 3),
        "F1": round(f1(precision, recall), 3),
        "cond_recall": round(answered_right / answered, 3) if answered else None,
    }


def _has_event(rows: list[Mapping[str, Any]], predicted: Mapping[str, Labels]) -> Scores:
    """Whether a sentence reports any event at all."""
    pairs = [(bool(row["has_event"]), bool(tokens(predicted.get(row["sid"], {}), "layer"))) for row in rows]
    right = sum(gold and output for gold, output in pairs)
    made, wanted = sum(output for _, output in pairs), sum(gold for gold, _ in pairs)
    return {
        "n": wanted,
        "P": round(right / max(1, made), 3),
        "R": round(right / max(1, wanted), 3),
        "F1": round(2 * right / max(1, made + wanted), 3),
    }
