"""How fast the reader is on one core, whether time grows linearly, how much memory it takes.

    python benchmarks/reading_speed.py                   a table; about twenty minutes
    python benchmarks/reading_speed.py --quick           up to 5,000 sentences
    python benchmarks/reading_speed.py --coder rules     without the trained coder
    python benchmarks/reading_speed.py --write           also into benchmarks/results/ and the README

Texts are made of the accounts in ``examples/``: their paragraphs repeated in an order drawn with a seed. One
long document is the hard case, since references are resolved over the whole of it; many documents are the
common one. Each size runs in a process of its own, pinned to one core where the platform can do that.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "results"
SIZES = (1_250, 2_500, 5_000, 10_000, 20_000)
SEED = 1962
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

Row = dict[str, Any]


def paragraphs() -> list[str]:
    """The paragraphs of all examples, headings left out."""
    from detente.documents import load_many
    from detente.errors import DetenteError

    found = []
    for document in load_many([ROOT / "examples"]):
        if isinstance(document, DetenteError):
            raise document
        found += [line for line in document.text.split("\n") if len(line) > 100]
    return found


def account(sentences: int, seed: int) -> str:
    """A text of about so many sentences; the reader says how many there are."""
    rng = random.Random(seed)
    source = paragraphs()
    each = statistics.fmean(text.count(". ") + 1 for text in source)
    return "\n\n".join(rng.choice(source) for _ in range(max(1, round(sentences / each))))


def measure(sentences: int, documents: int, coder: str) -> Row:
    """Read about so many sentences in so many documents; the process must be fresh."""
    from detente.crisis import Document
    from detente.reading import Reader

    texts = [account(sentences // documents, SEED + number) for number in range(documents)]
    reader = Reader(coder=coder)
    reader.read(Document.from_text(account(50, SEED - 1)))
    # Processor time, so that a busy machine does not falsify the figure; on an idle one it is the time that
    # passes.
    start, clock = time.process_time(), time.perf_counter()
    read = events = 0
    for number, text in enumerate(texts):
        crisis = reader.read(Document.from_text(text, id=f"d{number}"))
        read += len(crisis.sentences)
        events += len(crisis.events)
    seconds, passed = time.process_time() - start, time.perf_counter() - clock
    return {
        "documents": documents,
        "sentences": read,
        "events": events,
        "seconds": round(seconds, 2),
        "passed": round(passed, 2),
        "rate": round(read / seconds, 1),
        "megabytes": peak_megabytes(),
    }


def peak_megabytes() -> int | None:
    """The most memory this process held, where the platform tells."""
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(peak / 2**20) if sys.platform == "darwin" else int(peak / 1024)


def in_fresh_process(sentences: int, documents: int, coder: str) -> Row:
    """``measure`` in a process of its own, on one core."""
    done = subprocess.run(
        [sys.executable, __file__, "--coder", coder, "--child", str(sentences), str(documents)],
        env={**os.environ, **ONE_THREAD},
        stdout=subprocess.PIPE,
        check=True,
    )
    row: Row = json.loads(done.stdout)
    return row


def to_first_output(words: list[str], times: int) -> float:
    """Median seconds from the start of ``detente`` to its first byte of output."""
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        with subprocess.Popen(
            [sys.executable, "-m", "detente", *words],
            stdout=subprocess.PIPE,
            env={**os.environ, **ONE_THREAD},
            cwd=tempfile.gettempdir(),
        ) as process:
            assert process.stdout is not None
            process.stdout.read(1)
            seconds.append(time.perf_counter() - start)
            process.stdout.read()
    return round(statistics.median(seconds), 2)


def run(sizes: tuple[int, ...], coder: str) -> Row:
    """All figures, told as they come."""
    example = str(ROOT / "examples" / "iran_pakistan_2024.md")
    print(f"{'documents':>9} {'sentences':>10} {'events':>8} {'seconds':>9} {'a second':>9} {'peak MB':>8}")
    rows = []
    for documents in (1, 0):
        for size in sizes:
            row = in_fresh_process(size, documents or max(1, size // 50), coder)
            rows.append(row)
            print(
                f"{row['documents']:>9,} {row['sentences']:>10,} {row['events']:>8,} {row['seconds']:>9.1f}"
                f" {row['rate']:>9.1f} {row['megabytes'] or '?':>8}",
                flush=True,
            )
    first = to_first_output(["read", example, "--plain", "--coder", coder], 3)
    help_ = to_first_output(["--help"], 5)
    print(f"cold start to the first line of a brief: {first} s; detente --help: {help_} s (medians)")
    machine = f"{platform.machine()}, Python {platform.python_version()}, one core"
    return {"coder": coder, "rows": rows, "first_output": first, "help": help_, "machine": machine}


def table() -> str:
    """The figures as the README shows them."""
    results = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(RESULTS.glob("speed.*.json"))]
    lines = [
        "| coder | documents | sentences | seconds | sentences a second | peak memory |",
        "|---|---:|---:|---:|---:|---:|",
        *(
            f"| {result['coder']} | {row['documents']:,} | {row['sentences']:,} | {row['seconds']:.1f}"
            f" | {row['rate']:.0f} | {row['megabytes']} MB |"
            for result in reversed(results)
            for row in result["rows"]
        ),
        "",
        *(
            f"From a cold start to the first line of a brief {result['first_output']} s ({result['coder']})."
            for result in reversed(results)
        ),
        f"`detente --help` {results[0]['help']} s. Measured on {results[0]['machine']}: processor time after"
        " a warm-up, each row in a fresh process.",
        *where_time_goes(),
    ]
    return "\n".join(lines)


def where_time_goes() -> list[str]:
    """What ``reading_steps.py`` kept: the steps that take most, one line a coder."""
    words = {
        "language": "the language model",
        "reports": "the encoder and its heads for accounts",
        "coded": "the heads for sentences",
        "mentions": "names",
    }
    lines = []
    for file in sorted(RESULTS.glob("steps.*.json"), reverse=True):
        kept = json.loads(file.read_text(encoding="utf-8"))
        steps = kept["ms_a_sentence"]
        named = [(words[step], steps[step]) for step in steps if step in words]
        named.append(("all other steps", sum(spent for step, spent in steps.items() if step not in words)))
        told = ", ".join(f"{what} {spent:.2f}" for what, spent in named)
        lines.append(f"Milliseconds a sentence ({kept['coder']}): {told}.")
    return ["", *lines] if lines else []


def main() -> None:
    """Measure and print; with ``--write`` keep the result."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--coder", default="trained", choices=("trained", "rules"))
    parser.add_argument("--child", nargs=2, type=int, metavar=("SENTENCES", "DOCUMENTS"))
    chosen = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    if chosen.child:
        print(json.dumps(measure(*chosen.child, chosen.coder)))
        return
    result = run(SIZES[:3] if chosen.quick else SIZES, chosen.coder)
    if chosen.write:
        from accuracy import into_readme

        RESULTS.mkdir(exist_ok=True)
        file = RESULTS / f"speed.{chosen.coder}.json"
        file.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
        into_readme("speed", table())


if __name__ == "__main__":
    main()
