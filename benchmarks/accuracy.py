"""Scores the reader on the evaluation sets and writes the README's table of accuracy.

    python benchmarks/accuracy.py [--data DIR] [--coder rules] [--icbe-limit N]
    python benchmarks/accuracy.py --render       the table again, from benchmarks/results/

The sets are not part of the project; ``--data`` names the folder that holds ``gold/``, ``icbe/``,
``petrarch/`` and ``plv/``. A set that is absent keeps its former result and says so.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
RESULTS = Path(__file__).parent / "results"

Scores = dict[str, Any]

# What others reached, with the source; None where nothing comparable is published.
ELSEWHERE = {
    "petrarch": "UniversalPetrarch .48, with verbs of its own",
    "plv.root": "ZSP (RoBERTa-large, zero-shot) .82",
    "plv.quad": "ZSP .89",
    "plv.binary": "ZSP .96",
    "icbe.layer": "TF-IDF trained on it .76",
    "icbe.direction": "TF-IDF .61",
    "icbe.do_leaf": "TF-IDF .37",
}
GOLD_ROWS = {
    "events": "events found",
    "plover": "… with the right PLOVER event",
    "sources": "… with the right source",
    "targets": "… with the right target",
    "status": "… with the right modality and polarity",
    "relations": "relations",
    "pressures": "pressures",
    "motives": "motives",
    "causes": "causes",
    "claims": "claims",
}
ICBE_ROWS = {
    "layer": "layer",
    "direction": "direction",
    "say": "kind of speech",
    "do_leaf": "leaf of the act",
}
PLV_ROWS = {"root": "15 roots", "quad": "four quadrants", "binary": "cooperation or conflict"}


def score(data: Path, coder: str, icbe_limit: int | None) -> None:
    """Score every set that is there and keep the result as JSON."""
    from detente import evaluation
    from detente.reading import Reader

    def read_with(codes: Path | None = None) -> Callable[..., Any]:
        return Reader(coder=coder, codes=codes).read

    def progress(done: int, total: int, what: str) -> None:
        print(f"\r{done}/{total} {what[:50]:<50}", end="", file=sys.stderr)

    tests = data / "petrarch" / "petr_unittest.jsonl"
    sets: dict[str, tuple[Path, Callable[[], Scores]]] = {
        "gold": (data / "gold", lambda: evaluation.gold(data / "gold", read_with(), progress=progress)),
        "plv": (
            data / "plv" / "PLV_train.tsv",
            lambda: evaluation.plv(data / "plv" / "PLV_train.tsv", read_with(), progress=progress),
        ),
        "petrarch": (
            tests,
            lambda: petrarch(tests, read_with, progress),
        ),
        "icbe": (
            data / "icbe",
            lambda: evaluation.icbe(data / "icbe", read_with(), limit=icbe_limit, progress=progress),
        ),
    }
    RESULTS.mkdir(exist_ok=True)
    for name, (path, make) in sets.items():
        if not path.exists():
            print(f"{name}: {path} is absent, the former result stands", file=sys.stderr)
            continue
        result = make()
        (RESULTS / f"{name}.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
        print(f"\r{name}: done{'':<60}", file=sys.stderr)


def petrarch(tests: Path, read_with: Callable[..., Any], progress: Callable[..., None]) -> Scores:
    """The CAMEO tests with the dictionaries beside them."""
    from detente import evaluation

    with evaluation.suite_codes(tests.parent) as folder:
        return evaluation.petrarch(tests, read_with(folder), codes=folder, progress=progress)


def table() -> str:
    """The README's table, from the results that are kept."""
    lines = ["| on what | measure | détente, rules only | elsewhere |", "|---|---|---:|---|"]
    if gold := _kept("gold"):
        lines += _gold_lines(gold)
    if icbe := _kept("icbe"):
        for key, words in ICBE_ROWS.items():
            lines.append(_line("ICBe sentences", f"{words}, micro F1", icbe[key]["F1"], f"icbe.{key}"))
    if petrarch := _kept("petrarch"):
        figure = petrarch["triples"]["F1"]
        lines.append(_line("CAMEO coder tests", "exact triples, F1", figure, "petrarch"))
    if plv := _kept("plv"):
        for key, words in PLV_ROWS.items():
            lines.append(_line("PLOVER pairs", f"{words}, macro F1", plv[key]["macro_f1"], f"plv.{key}"))
    return "\n".join(lines) if len(lines) > 2 else "Not measured yet: `make accuracy` fills this in."


def _gold_lines(gold: Scores) -> list[str]:
    mean, texts = gold["mean"], gold["texts"]
    where = f"{len(texts)} accounts coded by hand in full"
    lines = [
        _line(where, f"{words}, F1", mean[key]["F1"] if isinstance(mean[key], dict) else mean[key], "")
        for key, words in GOLD_ROWS.items()
        if key in mean
    ]
    wrong = mean.get("happened_wrongly")
    if wrong is not None:
        lines.append(f"| {where} | said to have happened, wrongly | {_count(wrong)} | |")
    return lines


def _count(value: Any) -> str:
    return f"{value['n']}" if isinstance(value, dict) and "n" in value else f"{value}"


def _line(where: str, measure: str, figure: float, key: str) -> str:
    return f"| {where} | {measure} | {figure:.2f} | {ELSEWHERE.get(key, '')} |"


def _kept(name: str) -> Scores | None:
    path = RESULTS / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def into_readme(name: str, content: str) -> None:
    """Replace what stands between the markers of ``name`` in the README."""
    sys.path.insert(0, str(ROOT / "docs"))
    from generate import between

    README.write_text(between(README.read_text(encoding="utf-8"), name, content), encoding="utf-8")


def main() -> None:
    """Score, then write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--coder", default="rules")
    parser.add_argument("--icbe-limit", type=int, default=None)
    parser.add_argument("--render", action="store_true")
    chosen = parser.parse_args()
    if not chosen.render:
        score(chosen.data, chosen.coder, chosen.icbe_limit)
    print(table())
    into_readme("accuracy", table())


if __name__ == "__main__":
    main()
