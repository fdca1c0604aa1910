"""Where the time of a reading goes: processor time of every step, per sentence, on the examples.

usage: python benchmarks/reading_steps.py [REPEATS]
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from detente.documents import load
from detente.reading import Reader
from detente.reading.assemble import number_events
from detente.reading.base import Reading, Step

EXAMPLES = Path(__file__).parent.parent / "examples"
FILES = ("iran_pakistan_2024.md", "cuba_1962_chronicle.txt", "qatar_2017.html")


def main() -> None:
    """Read each example ``REPEATS`` times (10) after one warm-up and print the table."""
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    reader = Reader()
    documents = [load(EXAMPLES / name) for name in FILES]
    spent: Counter[str] = Counter()
    sentences = 0
    for turn in range(repeats + 1):
        for document in documents:
            reading = Reading(document, reader.books)
            for step in (*reader.steps, *reader.joining):
                _timed(step, reading, spent, count=turn > 0)
            number_events(reading)
            for step in reader.affairs:
                _timed(step, reading, spent, count=turn > 0)
            sentences += len(reading.sentences) if turn else 0
    total = sum(spent.values())
    table = Table(
        "step", "ms a sentence", "share", title=f"{sentences} sentences, {sentences / total:.0f} a second"
    )
    for name, seconds in spent.most_common():
        table.add_row(name, f"{seconds / sentences * 1000:.2f}", f"{seconds / total:.0%}")
    Console().print(table)


def _timed(step: Step, reading: Reading, spent: Counter[str], *, count: bool) -> None:
    start = time.process_time()
    step(reading)
    if count:
        spent[step.name] += time.process_time() - start


if __name__ == "__main__":
    main()
