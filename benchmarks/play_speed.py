"""How long ``detente play`` takes: from a text, a what-if after that, 10,000 plays.

    python benchmarks/play_speed.py [ACCOUNT]

Processor time of one process, the median of five; the cold start is that of a fresh process. Writes
``benchmarks/results/play.json``.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import detente

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "results" / "play.json"


def processor_seconds(call: Callable[[], object], times: int = 5) -> float:
    """Median processor time of a call."""
    spent = []
    for _ in range(times):
        begin = time.process_time()
        call()
        spent.append(time.process_time() - begin)
    return round(statistics.median(spent), 3)


def cold(account: Path) -> float:
    """Processor time of ``detente play`` in a fresh process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "detente", "play", str(account)], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2)


def main() -> None:
    """Measure, print, keep."""
    account = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "examples" / "iran_pakistan_2024.md"
    model = detente.strategy.from_crisis(detente.read(account))
    begin = time.process_time()
    model.play()
    first = round(time.process_time() - begin, 3)
    scores = {
        "play from a text, fresh process": cold(account),
        "first run of a model": first,
        "what-if after that": processor_seconds(lambda: model.play("PAK restrains", "channel closed")),
        "10,000 plays": processor_seconds(lambda: model.simulate(10_000, 1)),
    }
    RESULTS.write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(scores, indent=1))


if __name__ == "__main__":
    main()
