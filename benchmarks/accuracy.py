"""Scores the reader on the evaluation sets and writes the README's table of accuracy.

    python benchmarks/accuracy.py [--data DIR] [--coder rules] [--icbe-limit N]
    python benchmarks/accuracy.py --coder trained --folds out/training
    python benchmarks/accuracy.py --render       the table again, from benchmarks/results/

The sets are not part of the project; ``--data`` names the folder that holds ``gold/``, ``icbe/``,
``petrarch/`` and ``plv/``. A set that is absent keeps its former result and says so. The accounts of
``tests/gold`` that are kept apart are the project's own.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
RESULTS = Path(__file__).parent / "results"
ACCOUNTS = ROOT / "tests" / "gold"

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
    "do_source": "who acts",
    "do_target": "who is acted on",
    "say_source": "who speaks",
}
PLV_ROWS = {"root": "15 roots", "quad": "four quadrants", "binary": "cooperation or conflict"}


def score(data: Path, coder: str, icbe_limit: int | None, folds: Path | None) -> None:
    """Score every set that is there and keep the result as JSON; ``folds`` for what the training saw."""
    from detente import evaluation
    from detente.reading import Reader

    unseen = evaluation.Folds(folds) if folds else None

    def read_with(codes: Path | None = None) -> Callable[..., Any]:
        return Reader(coder=coder, codes=codes).read

    def progress(done: int, total: int, what: str) -> None:
        print(f"\r{done}/{total} {what[:50]:<50}", end="", file=sys.stderr)

    seen: dict[str, Any] = {"only": unseen.knows} if unseen else {}
    pairs = {**seen, "predict_pair": evaluation.Linker(unseen.coder)} if unseen else seen
    read_unseen = unseen.read if unseen else read_with()
    tests, table = data / "petrarch" / "petr_unittest.jsonl", data / "plv" / "PLV_train.tsv"
    sets: dict[str, tuple[Path, Callable[[], Scores]]] = {
        "gold": (data / "gold", lambda: evaluation.gold(data / "gold", read_with(), progress=progress)),
        "accounts": (ACCOUNTS, lambda: kept_apart(read_with(), progress)),
        "plv": (table, lambda: evaluation.plv(table, read_unseen, progress=progress, **pairs)),
        "petrarch": (tests, lambda: petrarch(tests, read_with, progress)),
        "icbe": (
            data / "icbe",
            lambda: evaluation.icbe(data / "icbe", read_unseen, limit=icbe_limit, progress=progress, **seen),
        ),
    }
    RESULTS.mkdir(exist_ok=True)
    for name, (path, make) in sets.items():
        if not path.exists():
            print(f"{name}: {path} is absent, the former result stands", file=sys.stderr)
            continue
        if coder != "rules" and unseen is None and name in ("plv", "icbe"):
            print(f"{name}: the coder was trained on it, and no --folds are given", file=sys.stderr)
            continue
        result = make()
        if folds and name == "icbe":
            card = json.loads(next(folds.glob("fold*/model/model.json")).read_text(encoding="utf-8"))
            result["crises"] = card["scores"]["crises"]
        file = RESULTS / f"{name}.{coder}.json"
        file.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
        print(f"\r{name}: done{'':<60}", file=sys.stderr)


def kept_apart(read: Callable[..., Any], progress: Callable[..., None]) -> Scores:
    """The accounts of ``tests/gold`` that nobody looks at who betters a reader."""
    from detente import evaluation

    with tempfile.TemporaryDirectory() as folder:
        for file in ACCOUNTS.glob("*.gold.json"):
            if json.loads(file.read_text(encoding="utf-8"))["split"] == "apart":
                for each in (file, file.with_name(file.name.replace(".gold.json", ".txt"))):
                    shutil.copy(each, folder)
        return evaluation.gold(folder, read, progress=progress)


def petrarch(tests: Path, read_with: Callable[..., Any], progress: Callable[..., None]) -> Scores:
    """The CAMEO tests with the dictionaries beside them."""
    from detente import evaluation

    with evaluation.suite_codes(tests.parent) as folder:
        return evaluation.petrarch(tests, read_with(folder), codes=folder, progress=progress)


def table() -> str:
    """The README's table, from the results that are kept."""
    lines = ["| on what | measure | rules | trained | elsewhere |", "|---|---|---:|---:|---|"]
    gold, accounts, icbe, petrarch, plv = (
        [_kept(f"{name}.{coder}") for coder in ("rules", "trained")]
        for name in ("gold", "accounts", "icbe", "petrarch", "plv")
    )
    lines += _of_accounts(gold, "accounts coded by hand, known while rules were written")
    lines += _of_accounts(accounts, "accounts coded by hand that nobody has tuned on")
    if icbe[0]:
        lines += [
            _line("ICBe sentences", f"{words}, F1", icbe, (key, "F1"), f"icbe.{key}")
            for key, words in ICBE_ROWS.items()
        ]
    if petrarch[0]:
        lines.append(_line("CAMEO coder tests", "exact triples, F1", petrarch, ("triples", "F1"), "petrarch"))
    if plv[0]:
        lines += [
            _line("PLOVER pairs", f"{words}, macro F1", plv, (key, "macro_f1"), f"plv.{key}")
            for key, words in PLV_ROWS.items()
        ]
    if plv[1]:
        sure = plv[1]["confidence"]
        lines.append(f"| PLOVER pairs | expected calibration error | | {sure['error']:.3f} | |")
        lines.append(f"| PLOVER pairs | right where confidence is .8 or more | | {sure['right']:.2f} | |")
        lines.append(f"| PLOVER pairs | … kept then | | {sure['kept']:.2f} | |")
    if len(lines) < 3:
        return "Not measured yet: `make accuracy` fills this in."
    if icbe[1] and plv[1]:
        pairs = plv[1]["root"]["n"]
        lines += [
            "",
            "Rules are scored on all of each set. Of ICBe and PLOVER pairs the trained coder is scored on the"
            f" {icbe[1]['crises']} crises and {pairs:,} pairs that a network trained without them reads"
            " (cross-validation by crisis); the network that ships saw them all.",
        ]
    return "\n".join(lines)


def _of_accounts(scores: list[Scores | None], what: str) -> list[str]:
    if not scores[0]:
        return []
    where = f"{len(scores[0]['texts'])} {what}"
    wrong = [_wrongly(each) if each else "" for each in scores]
    return [
        *(_line(where, f"{words}, F1", scores, ("mean", key, "F1")) for key, words in GOLD_ROWS.items()),
        f"| {where} | said to have happened, wrongly | {wrong[0]} | {wrong[1]} | |",
        _line(where, "expected calibration error of events", scores, ("mean", "confidence", "error")),
        _line(where, "right where confidence is .8 or more", scores, ("mean", "confidence", "right")),
        _line(where, "… kept then", scores, ("mean", "confidence", "kept")),
    ]


def _wrongly(gold: Scores) -> str:
    wrong = gold["mean"]["happened_wrongly"]
    return f"{wrong['n']}" if isinstance(wrong, dict) and "n" in wrong else f"{wrong}"


def _line(where: str, measure: str, scores: list[Scores | None], path: tuple[str, ...], key: str = "") -> str:
    cells = [_figure(each, path) for each in scores]
    return f"| {where} | {measure} | {cells[0]} | {cells[1]} | {ELSEWHERE.get(key, '')} |"


def _figure(scores: Scores | None, path: tuple[str, ...]) -> str:
    found: Any = scores
    for name in path:
        if not isinstance(found, dict):
            return f"{found:.2f}" if isinstance(found, float) else ""
        found = found.get(name)
    return f"{found:.2f}" if isinstance(found, float) else ""


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
    parser.add_argument("--folds", type=Path, default=None, help="working folder of training/run.py")
    parser.add_argument("--render", action="store_true")
    chosen = parser.parse_args()
    if not chosen.render:
        score(chosen.data, chosen.coder, chosen.icbe_limit, chosen.folds)
    print(table())
    into_readme("accuracy", table())


if __name__ == "__main__":
    main()
