"""How well the forecaster of an event stream does on days it has not seen, beside simple baselines.

    python benchmarks/stream.py --data DIR [--write]
    python benchmarks/stream.py --train FILE --valid FILE [--test FILE] [--names DIR]

DIR/forecast (or DIR) holds ``train.txt`` and ``valid.txt`` of a temporal knowledge graph, with its lists of
names (``entity2id.txt``, ``relation2id.txt``); they are no part of the project. The last file given is
scored, one step ahead, both directions, with the time-aware filter and ties averaged; the others are history.
Time and memory are those of the whole run on one core, from the files to the scores. ``--write`` writes the
score card that ``detente forecast`` shows.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import resource
import time
from pathlib import Path

import numpy as np

from detente.dynamics import EventTable
from detente.dynamics.stream import StreamCard, hostility_of, judged, live, ranked

ROOT = Path(__file__).parent.parent
CARD = ROOT / "src" / "detente" / "dynamics" / "data" / "scores" / "stream.json"
ENTITIES, RELATIONS = "entity2id.txt", "relation2id.txt"
MONTH = 30


def loaded(files: list[Path], names: Path) -> tuple[EventTable, int]:
    """All files as one table, and the first day of the last file; times count the data's own steps."""
    parts = [np.loadtxt(file, dtype=np.int64, usecols=(0, 1, 2, 3)) for file in files]
    step = int(np.gcd.reduce(np.concatenate([part[:, 3] for part in parts]))) or 1
    events = np.concatenate(parts)
    events[:, 3] //= step
    events = events[np.argsort(events[:, 3], kind="stable")]
    source, kind, target, day = (events[:, column].astype(np.int32) for column in range(4))
    table = EventTable(
        actors=listed(names / ENTITIES, int(max(source.max(), target.max())) + 1),
        kinds=listed(names / RELATIONS, int(kind.max()) + 1),
        source=source, kind=kind, target=target, day=day,
        dated=False, rows=np.arange(len(events)), name=files[-1].parent.name,
    )  # fmt: skip
    return table, int(parts[-1][:, 3].min()) // step


def listed(path: Path, many: int) -> tuple[str, ...]:
    """Names in the order of their numbers; the numbers themselves where there is no list."""
    if not path.is_file():
        return tuple(map(str, range(many)))
    found: dict[int, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) > 1:
            found[int(cells[1])] = cells[0]
    return tuple(found.get(number, str(number)) for number in range(max(many, max(found) + 1)))


def show(card: StreamCard) -> None:
    """Print the card."""
    print(f"{card.data}: {card.events:,} events, {card.scored:,} scored, {card.seconds:.0f} s wall, "
          f"{card.cpu_seconds:.0f} s of processor, {card.memory_gb:.1f} GB")  # fmt: skip
    print(f"{'model':22}{'answers':13}{'n':>8}{'MRR':>8}{'H@1':>7}{'H@3':>7}{'H@10':>7}   95 % by days")
    for row in card.ranks:
        span = (
            f"   {100 * row.low:.2f}–{100 * row.high:.2f}"
            if row.low is not None and row.high is not None
            else ""
        )
        print(f"{row.model:22}{row.answers:13}{row.n:8,}{100 * row.mrr:8.2f}{100 * row.hits1:7.1f}"
              f"{100 * row.hits3:7.1f}{100 * row.hits10:7.1f}{span}")  # fmt: skip
    print(
        f"{'conflict within':17}{'pairs':18}{'n':>8}{'came':>7}{'skill':>8}{'weekly':>8}"
        f"{'gain, 95 %':>18}{'ECE':>7}"
    )
    for each in card.conflict:
        print(f"{each.horizon:>4} days        {each.pairs:18}{each.n:8,}{each.came:7,}{each.skill:8.3f}"
              f"{each.weekly_skill:8.3f}{each.gain_low:9.3f}–{each.gain_high:.3f}"
              f"{each.calibration_error:9.3f}")  # fmt: skip


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path)
    parser.add_argument("--train", type=Path)
    parser.add_argument("--valid", type=Path)
    parser.add_argument("--test", type=Path)
    parser.add_argument("--names", type=Path, help="the folder of the lists of names (else that of --train)")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    if given.data is None and (given.train is None or given.valid is None):
        parser.error("name --data, or --train and --valid")
    folder = given.data / "forecast" if given.data and (given.data / "forecast").is_dir() else given.data
    files = [given.train or folder / "train.txt", given.valid or folder / "valid.txt"]
    files += [given.test] if given.test else []
    wall, processor = time.perf_counter(), time.process_time()
    table, first = loaded(files, given.names or files[0].parent)
    score = live(table, first, tell=lambda what: print(f"{what} …", flush=True)).score
    seconds, cpu = time.perf_counter() - wall, time.process_time() - processor
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    rng = np.random.default_rng(0)
    hostility = hostility_of(table)
    # A window of 30 days needs 30 more to be scored on.
    month = min(first, hostility.last - 2 * MONTH + 1)
    checks = [hostility.check(7, first), hostility.check(MONTH, month)]
    card = StreamCard(
        data=f"{folder.name if folder else files[-1].parent.name}/{files[-1].name}",
        events=len(table), scored=len(score.day) // 2, days=len(np.unique(score.day)),
        seconds=round(seconds, 1), cpu_seconds=round(cpu, 1), memory_gb=round(memory, 2),
        ranks=tuple(ranked(score, rng)),
        conflict=tuple(row for check in checks for row in judged(check, rng)),
    )  # fmt: skip
    show(card)
    if given.write:
        card.write(CARD)
        print(f"written to {CARD.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
