"""How long a table of events takes to read and measure, and how much memory, by its number of rows.

    python benchmarks/dynamics_tables.py [--rows 1000000 10000000]

Tables of made-up rows (3,000 actors, 11 CAMEO codes, dates in order), each read in a fresh process. Processor
seconds and the highest memory. Writes ``benchmarks/results/dynamics_tables.json``.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

RESULTS = Path(__file__).parent / "results" / "dynamics_tables.json"
CODES = ("010", "042", "190", "173", "112", "051", "013", "036", "130", "0311", "1823")
ACTORS = 3000
MEASURE = """
import json, resource, sys, time
from detente.dynamics import dynamics_of, read_table
begin = time.process_time()
table = read_table(sys.argv[1])
read = time.process_time()
megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
dynamics_of(table)
print(json.dumps({
    "rows": len(table),
    "read_seconds": round(read - begin, 1),
    "read_megabytes": round(megabytes),
    "dynamics_seconds": round(time.process_time() - read, 1),
    "dynamics_megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
}))
"""


def made_up(path: Path, rows: int) -> None:
    """A table of ``rows`` lines in order of day."""
    rng = random.Random(1)
    first = date(2000, 1, 1)
    actors = [f"ACT{number:04d}" for number in range(ACTORS)]
    with path.open("w", encoding="utf-8") as file:
        file.write("source,event,target,date\n")
        for row in range(rows):
            day = first + timedelta(days=row * 5000 // rows)
            one, two = rng.choice(actors), rng.choice(actors)
            file.write(f"{one},{rng.choice(CODES)},{two},{day}\n")


def main() -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 10_000_000])
    results = []
    for rows in parser.parse_args().rows:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "events.csv"
            made_up(path, rows)
            done = subprocess.run(
                [sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True
            )
        results.append(json.loads(done.stdout))
        print(results[-1])
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
