"""Where the time of a reading goes: processor time of every step, per sentence, on the examples.

python benchmarks/reading_steps.py [--repeats 10] [--coder rules]
python benchmarks/reading_steps.py --write           also into benchmarks/results/ and the README
"""

from __future__ import annotations

import argparse
import json
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
RESULTS = Path(__file__).parent / "results"
FILES = ("iran_pakistan_2024.md", "cuba_1962_chronicle.txt", "qatar_2017.html")


def main() -> None:
    """Read each example some times after one warm-up, print the table, and keep it if told to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--repeats", type=int, default=10)
    parser.add_argument("--coder", default="trained", choices=("trained", "rules"))
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    sentences, spent = measured(chosen.repeats, chosen.coder)
    total = sum(spent.values())
    table = Table(
        "step", "ms a sentence", "share", title=f"{sentences} sentences, {sentences / total:.0f} a second"
    )
    for name, seconds in spent.most_common():
        table.add_row(name, f"{seconds / sentences * 1000:.2f}", f"{seconds / total:.0%}")
    Console().print(table)
    if chosen.write:
        from accuracy import into_readme
        from reading_speed import table as speed_table

        steps = {name: round(seconds / sentences * 1000, 3) for name, seconds in spent.most_common()}
        result = {"coder": chosen.coder, "sentences": sentences, "ms_a_sentence": steps}
        file = RESULTS / f"steps.{chosen.coder}.json"
        file.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
        into_readme("speed", speed_table())


def measured(repeats: int, coder: str) -> tuple[int, Counter[str]]:
    """Sentences read, and the processor seconds of every step."""
    reader = Reader(coder=coder)
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
    return sentences, spent


def _timed(step: Step, reading: Reading, spent: Counter[str], *, count: bool) -> None:
    start = time.process_time()
    step(reading)
    if count:
        spent[step.name] += time.process_time() - start


if __name__ == "__main__":
    main()
