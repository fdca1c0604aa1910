"""The table shows every measure, whichever evaluation it comes from."""

from __future__ import annotations

from typing import Any

from rich.console import Console

from detente.evaluation import table

RATE = {"P": 0.5, "R": 0.25, "F1": 0.333, "n": 4}


def printed(scores: dict[str, Any], **options: Any) -> str:
    console = Console(width=120, force_terminal=False)
    with console.capture() as capture:
        console.print(table(scores, **options))
    return capture.get()


def test_gold_shows_means_counts_and_a_column_a_text() -> None:
    one = {"events": RATE, "happened_wrongly": 7, "dates": {"right": 3, "n": 9, "dated_in_output": 5}}
    shown = printed({"texts": {"uri": one}, "mean": one, "misses": {"uri": ["MISSED e1"]}}, title="Gold")
    assert "Gold" in shown
    assert "uri" in shown
    assert "0.333" in shown
    assert "happened wrongly" in shown
    assert "3 of 9" in shown
    assert "MISSED" not in shown
    assert "uri" not in printed({"texts": {"uri": one}, "mean": one}, by_text=False)


def test_icbe_leaves_unknown_figures_empty() -> None:
    shown = printed({"do": {**RATE, "cond_recall": None}, "has_event": RATE})
    assert "recall where answered" in shown
    assert "None" not in shown


def test_plv_shows_accuracy_and_how_rows_were_answered() -> None:
    level = {"accuracy": 0.5, "macro_f1": 0.4, "n": 2, "classes": {"AID": RATE}}
    shown = printed({"root": level, "found": {"both": 1, "none": 1}})
    assert "macro F1" in shown
    assert "both 1, none 1" in shown
    assert "AID" not in shown
