"""Measures how far our coding of accounts agrees with ICB's own coders, on ICB's narratives.

    python benchmarks/history_coding.py --data ../shared/data [--write] [--keep FOLDER]

Reads the narratives of ICBe's development half (not part of the project), codes each as ``detente history``
does and compares with the shipped facts of the same crisis, actor by actor. The bar is always to say the most
frequent value. Also: at what rank an account finds its own crisis among all (half of them at or before the
median). With ``--write`` the scores go to ``src/detente/history/data/scores/coding.json``.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from detente.crisis import Crisis, Document
from detente.history import CodedActor, PastActor, PastCrisis, code, crises
from detente.history.coding import Value
from detente.history.distance import as_fitted, distance, kernel, sample
from detente.history.situation import apart, encode, encoded, over_groups
from detente.reading import Reader

SCORES = Path(__file__).parent.parent / "src" / "detente" / "history" / "data" / "scores" / "coding.json"
COMPARED = (
    "trigger", "trigger_by", "over_group", "response", "gravity", "violence", "management", "proximity",
    "distance", "economy", "unrest", "mass_violence", "government_instability", "outcome",
)  # fmt: skip
FORCE = frozenset({"violent act", "indirect violent act"})
ANSWERED = frozenset({"violent military act", "several acts with violent ones"})


def read(data: Path, keep: Path | None) -> Iterator[tuple[PastCrisis, Crisis]]:
    """Every narrative as read, with the facts of its crisis; ``keep`` is a folder of readings made before."""
    past = {crisis.id: crisis for crisis in crises()}
    reader = Reader()
    with gzip.open(data / "icbe" / "crises.jsonl.gz", "rt", encoding="utf-8") as file:
        lines = list(file)
    for line in lines:
        row = json.loads(line)
        if row["crisno"] not in past or not row["narrative"]:
            continue
        kept = keep / f"{row['crisno']}.json" if keep else None
        if kept and kept.exists():
            yield past[row["crisno"]], Crisis.load(kept)
            continue
        crisis = reader.read(Document.from_text(row["narrative"], id=f"icb{row['crisno']}"))
        if kept:
            crisis.save(kept)
        yield past[row["crisno"]], crisis


def truth(variable: str, crisis: PastCrisis, actor: PastActor) -> Value | None:
    """What ICB says."""
    if variable == "over_group":
        return (crisis.id, actor.number) in over_groups()
    found: Value | None = getattr(crisis if variable == "distance" else actor, variable)
    return found


def compare(pairs: list[tuple[PastCrisis, PastActor, CodedActor]]) -> dict[str, Any]:
    """Agreement by variable: told, share that agrees, share of the most frequent value among these."""
    found: dict[str, list[tuple[Value, Value]]] = defaultdict(list)
    for crisis, actor, coded in pairs:
        for variable in COMPARED:
            here, there = coded.value(variable), truth(variable, crisis, actor)
            if here is not None and there is not None:
                found[variable].append((here, there))
        if (here := coded.value("trigger")) and actor.trigger:
            found["violent trigger"].append((here in FORCE, actor.trigger in FORCE))
        if (here := coded.value("response")) and actor.response:
            found["violent response"].append((here in ANSWERED, actor.response in ANSWERED))
        if coded.adversary and actor.adversary_state:
            found["adversary"].append((coded.adversary, actor.adversary_state))
    scores = {}
    for variable, values in found.items():
        most = Counter(there for _, there in values).most_common(1)[0][1]
        scores[variable] = {
            "told": len(values), "agrees": round(sum(a == b for a, b in values) / len(values), 3),
            "most frequent": round(most / len(values), 3),
        }  # fmt: skip
    return scores


def own_rank(pairs: list[tuple[PastCrisis, PastActor, CodedActor]]) -> dict[str, float]:
    """At which place each account finds its own crisis among all; the middle of places that are tied."""
    weight = as_fitted(distance().weights).weight
    numbers = sample().crisis
    ranks = []
    for crisis, _, coded in pairs:
        far = kernel(apart(encode(coded.situation), encoded()), weight).round(3)
        best = {number: float(far[numbers == number].min()) for number in np.unique(numbers)}
        own = best.get(crisis.id)
        if own is not None:
            nearer = sum(each < own for each in best.values())
            ranks.append(nearer + (1 + sum(each == own for each in best.values())) / 2)
    first = sum(rank <= 10 for rank in ranks) / len(ranks)
    return {"cases": len(ranks), "median place": median(ranks), "of": len(best), "first ten": round(first, 3)}


def main() -> None:
    """Read, compare, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--keep", type=Path, help="Folder that keeps readings between calls.")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    pairs, missed, more = [], 0, 0
    for past, crisis in read(arguments.data, arguments.keep):
        actors: dict[str, PastActor] = {}
        for actor in past.actors:
            if actor.state:
                actors.setdefault(actor.state, actor)
        coded = {each.actor: each for each in code(crisis).actors}
        missed += len(actors.keys() - coded.keys())
        more += len(coded.keys() - actors.keys())
        pairs += [(past, actors[id], coded[id]) for id in coded if id in actors]
    scores = {
        "made_by": "benchmarks/history_coding.py", "text": "ICB narratives, ICBe development half",
        "actors": {"found": len(pairs), "missed": missed, "more than ICB has": more},
        "variables": compare(pairs), "own crisis": own_rank(pairs),
    }  # fmt: skip
    text = json.dumps(scores, indent=1) + "\n"
    print(text)
    if arguments.write:
        SCORES.parent.mkdir(parents=True, exist_ok=True)
        SCORES.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
