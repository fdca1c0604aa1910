"""How well the forecasts inside a crisis do on crises they have not seen, beside simple baselines.

    python benchmarks/within.py --data DIR [--jobs N] [--only NAME …] [--write]

DIR holds ``icbe/`` and ``history/`` (no part of the project). Prints the table, calibration and coverage;
with ``--write`` the score card goes to ``src/detente/dynamics/data/scores/within.json``, which the command
shows and the README's table is made from. Crises are dealt to folds by a hash; what is chosen is chosen
inside them.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from sklearn.metrics import roc_auc_score

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "training" / "within"))

from facts import Facts  # noqa: E402
from icbe import stories  # noqa: E402
from learn import PENALTIES, Ints, Rows, fit_linear, fit_pool, folds, loss, pool_chances  # noqa: E402
from questions import MOMENTS, ROUNDS, TREES, Question, question  # noqa: E402
from waiting import Waits, breslow, ends, fit_hazard, to_end, to_next  # noqa: E402

from detente.dynamics.within.features import Array, names  # noqa: E402
from detente.dynamics.within.model import softmax  # noqa: E402
from detente.dynamics.within.shipped import HAZARDS, SCORES, Score, ScoreCard, WaitScore, score_card  # noqa: E402
from detente.dynamics.within.times import Hazard  # noqa: E402

FOLDS = {"answer": 5, "reply": 10}
SALT = "within"
DRAWS = 1000
SIMPLE = (
    *("balance", "last", "last but one", "third last", "acts", "elapsed", "gap", "force used", "since force"),
)
GOALS = {"next": 0.650, "force": 0.615, "onset": 0.600, "reply": 1.06, "answer": 1.01}
TABLES = {"reply": "tit-for-tat table", "answer": "table by level", "who": "table by the last act"}
WITH_FACTS = ("next", "force", "onset")


class Judged(NamedTuple):
    """Scores of a model on unseen crises, and its forecasts by tenths."""

    score: Score
    tenths: tuple[tuple[float, float, float, float], ...]


def judge(given: tuple[str, Path]) -> Judged:
    """One question, asked of crises not seen. ``NAME+facts`` adds what ICB codes of the actors by then."""
    name, data = given
    plain, _, added = name.partition("+")
    asked = question(plain, data)
    if added:
        facts = Facts(data)
        known = [
            facts.row(int(crisis), int(day))
            for crisis, day in zip(asked.rows.crisis, asked.days, strict=True)
        ]
        asked = replace(asked, rows=replace(asked.rows, features=np.hstack([asked.rows.features, known])))
    rows = asked.rows
    fold = folds(rows.crisis, FOLDS.get(plain, 10), SALT)
    chances, base, simple = (np.zeros((len(fold), rows.classes)) for _ in range(3))
    for number in range(fold.max() + 1):
        taught, held = rows.part(fold != number), rows.part(fold == number)
        pool = fit_pool(taught, rounds=ROUNDS[plain], trees=TREES.get(plain))
        chances[fold == number] = pool_chances(pool, held)
        base[fold == number] = np.bincount(taught.came, minlength=rows.classes) / len(taught.came)
        simple[fold == number] = _simple(asked, fold, number)
    return Judged(_score(name, rows, chances, base, simple), _tenths(rows, chances[:, -1]))


def _simple(asked: Question, fold: Ints, number: int) -> Array:
    """The simple baseline: a table by the last act, or a logistic regression on a few features."""
    rows = asked.rows
    taught, held = fold != number, fold == number
    if asked.name in TABLES:
        base = np.bincount(rows.came[taught], minlength=rows.classes) / taught.sum()
        counts = np.tile(base * rows.classes, (asked.cell.max() + 1, 1))
        np.add.at(counts, (asked.cell[taught], rows.came[taught]), 1)
        found: Array = (counts / counts.sum(axis=1, keepdims=True))[asked.cell[held]]
        return found
    few = [names().index(name) for name in SIMPLE]
    part = Rows(rows.features[:, few], rows.came, rows.crisis, 2)
    inner = folds(rows.crisis[taught], 3, "inner")

    def held_out(penalty: float) -> float:
        inside = part.part(taught)
        lost = 0.0
        for one in range(3):
            linear = fit_linear(inside.part(inner != one), penalty)
            kept = inside.part(inner == one)
            lost += float(loss(softmax(linear.scores(kept.features)), kept.came).sum())
        return lost

    best = min((*PENALTIES, 0.03, 0.1), key=held_out)
    return softmax(fit_linear(part.part(taught), best).scores(part.features[held]))


def _score(name: str, rows: Rows, chances: Array, base: Array, simple: Array) -> Score:
    lost = loss(chances, rows.came)
    low, high = _bootstrap(rows.crisis, lost)
    wanted = np.eye(rows.classes)[rows.came]
    brier, brier_base = (((each - wanted) ** 2).sum(axis=1).mean() for each in (chances, base))
    plain = name.partition("+")[0]
    return Score(
        task=name,
        n=len(lost),
        crises=len(set(rows.crisis.tolist())),
        log_loss=_short(lost.mean()),
        low=_short(low),
        high=_short(high),
        base=_short(loss(base, rows.came).mean()),
        simple=_short(loss(simple, rows.came).mean()),
        simple_name=TABLES.get(plain, "logistic on nine features"),
        skill=_short(1 - brier / brier_base),
        calibration=_short(_calibration_error(wanted, chances)),
        chance_error=_short(_chance_error(chances)),
        auc=_short(roc_auc_score(rows.came, chances[:, 1])) if rows.classes == 2 else None,
        goal=GOALS.get(plain),
    )


def _bootstrap(crisis: Ints, values: Array) -> tuple[float, float]:
    """The middle 95 % of the mean over draws of crises."""
    _, place = np.unique(crisis, return_inverse=True)
    total, count = np.bincount(place, values), np.bincount(place)
    drawn = np.random.default_rng(0).integers(0, len(count), (DRAWS, len(count)))
    means = total[drawn].sum(axis=1) / count[drawn].sum(axis=1)
    return float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975))


def _calibration_error(wanted: Array, chances: Array) -> float:
    """Expected calibration error over tenths; of several classes, over all of them together."""
    came, said = (
        (wanted[:, 1:].ravel(), chances[:, 1:].ravel())
        if chances.shape[1] == 2
        else (wanted.ravel(), chances.ravel())
    )
    tenth = np.argsort(np.argsort(said, kind="stable"), kind="stable") * 10 // len(said)
    return float(sum(abs(came[tenth == at].mean() - said[tenth == at].mean()) for at in range(10)) / 10)


def _chance_error(chances: Array) -> float:
    """The mean calibration error of outcomes drawn from the forecasts themselves."""
    rng = np.random.default_rng(1)
    cuts = chances.cumsum(axis=1)[:, :-1]
    drawn = ((rng.random(len(chances))[:, None] > cuts).sum(axis=1) for _ in range(100))
    return float(np.mean([_calibration_error(np.eye(chances.shape[1])[each], chances) for each in drawn]))


def _tenths(rows: Rows, said: Array) -> tuple[tuple[float, float, float, float], ...]:
    """By tenths of the forecasts of the last class: the mean forecast, what it came to, and its bounds."""
    came = (rows.came == rows.classes - 1).astype(float)
    tenth = np.argsort(np.argsort(said, kind="stable"), kind="stable") * 10 // len(said)
    found = []
    for at in range(10):
        inside = tenth == at
        low, high = _bootstrap(rows.crisis[inside], came[inside])
        found.append(tuple(_short(each) for each in (said[inside].mean(), came[inside].mean(), low, high)))
    return tuple(found)  # type: ignore[return-value]


def judge_waits(given: tuple[str, Path]) -> WaitScore:
    """Times to the next event or to the end, on crises not seen, beside the survival curve of all."""
    name, data = given
    waits = (to_next if name == "next event" else to_end)(stories(data), ends(data))
    fold = folds(waits.crisis, 10, SALT)
    shares, spans = (0.1, 0.25, 0.75, 0.9), np.array([7.0, 30.0])
    quantiles, waiting, plain = np.zeros((len(fold), 4)), np.zeros((len(fold), 2)), np.zeros((len(fold), 2))
    risk = np.zeros(len(fold))
    for number in range(10):
        held, taught = waits.features[fold == number], waits.part(fold != number)
        hazard = fit_hazard(taught)
        quantiles[fold == number] = np.stack([hazard.quantile(held, share) for share in shares], axis=1)
        waiting[fold == number], risk[fold == number] = hazard.waiting(held, spans), hazard.risk(held)
        flat = Hazard(
            hazard.mean, hazard.scale, hazard.weights * 0, *breslow(taught, np.ones(len(taught.days)))
        )
        plain[fold == number] = flat.waiting(held, spans)
    return _wait_score(name, waits, quantiles, waiting, plain, risk)


def _wait_score(
    name: str, waits: Waits, quantiles: Array, waiting: Array, plain: Array, risk: Array
) -> WaitScore:
    came, days = waits.came, waits.days
    inside = (days[:, None] >= quantiles[:, :2]) & (days[:, None] <= quantiles[:, :1:-1])
    skills = []
    for at, span in enumerate((7.0, 30.0)):
        known = came | (days > span)
        later = (days > span)[known].astype(float)
        brier, flat = (((each[known, at] - later) ** 2).mean() for each in (waiting, plain))
        skills.append(_short(1 - brier / flat))
    one, two = np.random.default_rng(0).integers(0, len(days), (2, 200_000))
    first = came[one] & (days[one] < days[two])
    most, half = inside[came].mean(axis=0)
    return WaitScore(
        name, len(days), len(set(waits.crisis.tolist())), _short((risk[one] > risk[two])[first].mean()),
        *skills, _short(half), _short(most),
    )  # fmt: skip


def _short(value: float) -> float:
    return round(float(value), 4)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with icbe/ and history/")
    parser.add_argument("--jobs", type=int, default=2, help="questions asked at once")
    parser.add_argument("--only", nargs="*", help="some of the questions")
    parser.add_argument("--write", action="store_true", help="write the score card that ships")
    options = parser.parse_args()
    asked = options.only or [*ROUNDS, *HAZARDS, *(f"{name}+facts" for name in WITH_FACTS)]
    with ProcessPoolExecutor(options.jobs) as pool:
        waiting = {
            pool.submit(judge_waits if name in HAZARDS else judge, (name, options.data)) for name in asked
        }
        for done in as_completed(waiting):
            found = done.result()
            print(_wait_line(found) if isinstance(found, WaitScore) else _line(found), flush=True)
            if options.write:
                _keep(found)


def _keep(found: Judged | WaitScore) -> None:
    """Put a result into the score card in the place of an older one."""
    old = score_card() if SCORES.is_file() else ScoreCard("benchmarks/within.py", (), (), {})
    score_card.cache_clear()
    order = [*ROUNDS, *(f"{name}+facts" for name in WITH_FACTS), *HAZARDS]
    if isinstance(found, WaitScore):
        waits = [*(each for each in old.waits if each.task != found.task), found]
        card = msgspec.structs.replace(
            old, waits=tuple(sorted(waits, key=lambda each: order.index(each.task)))
        )
    else:
        task = found.score.task
        scores = [*(each for each in old.scores if each.task != task), found.score]
        ordered = tuple(sorted(scores, key=lambda each: order.index(each.task)))
        tenths = {task: found.tenths} if task in MOMENTS and task != "who" else {}
        card = msgspec.structs.replace(old, scores=ordered, reliability=old.reliability | tenths)
    SCORES.parent.mkdir(parents=True, exist_ok=True)
    SCORES.write_bytes(msgspec.json.format(msgspec.json.encode(card), indent=1) + b"\n")


def _wait_line(wait: WaitScore) -> str:
    return (
        f"{wait.task:<13} n={wait.n} of {wait.crises}: concordance {wait.concordance:.3f}; Brier skill"
        f" {wait.skill_week:.3f} at 7 days, {wait.skill_month:.3f} at 30; middle 50 % held"
        f" {wait.covers_half:.3f}, 80 % {wait.covers_most:.3f}"
    )


def _line(found: Judged) -> str:
    score = found.score
    auc = f" AUC {score.auc:.3f}" if score.auc is not None else ""
    goal = f" goal {score.goal:.3f}" if score.goal is not None else ""
    said = (
        f"{score.task:<13} n={score.n} of {score.crises}: log loss {score.log_loss:.4f}"
        f" [{score.low:.3f}, {score.high:.3f}]{goal}; {score.simple_name} {score.simple:.4f},"
        f" base {score.base:.4f}; skill {score.skill:.3f}{auc};"
        f" calibration error {score.calibration:.3f} (by chance {score.chance_error:.3f})"
    )
    if score.auc is None:
        return said
    tenths = "  ".join(
        f"{said:.2f}→{came:.2f} ({low:.2f}–{high:.2f})" for said, came, low, high in found.tenths
    )
    return f"{said}\n    forecast → came (95 %): {tenths}"


if __name__ == "__main__":
    main()
