"""What comes next in a crisis: the question of each model, put to what is known at a moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
import numpy.typing as npt

from detente.codes import mid_hostility
from detente.crisis import Crisis
from detente.dynamics.within.acts import CLASSES, PRECISION, Act, acts_of
from detente.dynamics.within.answers import answer_features
from detente.dynamics.within.exchanges import ANSWERS, LEVELS, Clash, exchange_features
from detente.dynamics.within.features import FELT, Array, features, known_at, main_pair, names
from detente.dynamics.within.reasons import reasons
from detente.dynamics.within.records import Chance, Outlook, Wait, WithinForecast
from detente.dynamics.within.shipped import Models, Score, WaitScore, score_card, shipped
from detente.dynamics.within.text import told_by, words_of
from detente.errors import DataError, UsageError

FEWEST = 3
"""Acts that a forecast needs at least."""
SHORT = 6
"""Acts below which the account is called short."""
NEXT = ("cooperates or de-escalates", "escalates")
FORCE = ("no force", "armed force")
WHO = ("the side that acted last", "the other side", "a third party")


def forecast_within(crisis: Crisis, *, as_of: str | None = None) -> WithinForecast:
    """What comes after the last day of an account, or after ``as_of`` (YYYY-MM-DD) from what was known then.

    Raises ``UsageError`` H403 (``as_of`` is no day, or the account dates too little), ``DataError`` H401 (too
    few events), H402 (the models are missing or damaged).
    """
    acts, dated = acts_of(crisis)
    day = _moment(acts, dated, as_of)
    known = known_at(acts, day)
    if len(known) < FEWEST:
        raise DataError(
            "H401", f"too few events to forecast from: {len(known)} by then, and {FEWEST} are needed",
            where=crisis.document.id, remedy="Read a fuller account, or several with --merge",
        )  # fmt: skip
    asked = _Asked(crisis, acts, known, day, dated, shipped())
    return WithinForecast(
        as_of=date.fromordinal(day).isoformat() if dated else None,
        told_to=date.fromordinal(_moment(acts, dated, None)).isoformat() if dated else None,
        events=len(known),
        outlooks=tuple(asked.outlooks()),
        waits=tuple(asked.waits()) if dated else (),
        notes=tuple(asked.notes()),
        licence=asked.models.card.licence,
    )


def _moment(acts: Sequence[Act], dated: bool, as_of: str | None) -> int:
    """The day from which is looked ahead: the last on which something is told to have been done or said."""
    if as_of is None:
        # What nobody in the account does to anybody, such as elections to come, is no end of the story.
        done = (
            [
                act
                for act in acts
                if act.happened
                and act.layer != "think"
                and act.precision >= PRECISION["month"]
                and (act.sources or act.targets)
            ]
            if dated
            else list(acts)
        )
        return max((act.day for act in done or acts), default=0)
    try:
        day = date.fromisoformat(as_of).toordinal()
    except ValueError as error:
        raise UsageError("H403", f"{as_of!r} is no day", remedy="Write YYYY-MM-DD") from error
    if not dated:
        raise UsageError("H403", "the account dates too little to stop at a day", remedy="Leave --as-of out")
    return day


@dataclass(frozen=True, eq=False)
class _Asked:
    """One account at one moment, and the models that are asked about it."""

    crisis: Crisis
    acts: list[Act]
    known: list[Act]
    day: int
    dated: bool
    models: Models

    @property
    def unsaid(self) -> bool:
        """Whether the account never says that an actor felt the crisis begin or end: not known is not no."""
        return not any(act.tags & FELT for act in self.known)

    @property
    def row(self) -> Array:
        """The features of the moment; what the account never says is held at the average of past moments."""
        row = features(self.known, self.day)
        return np.where(_felt(), self.models.pools["next"].linear.mean, row) if self.unsaid else row

    def text(self) -> str:
        """The words of all sentences that tell of nothing later."""
        told = told_by(self.acts, self.known)
        if len(self.crisis.documents) > 1 or not self.crisis.sentences:
            acts = (act for act in self.known if act.sentence in told)
            parts = list(dict.fromkeys(self.crisis.event(act.id).evidence.quote for act in acts))
        else:
            spans = [self.crisis.sentences[at] for at in told]
            parts = [self.crisis.document.text[span.start : span.end] for span in spans]
        return " ".join(word for part in parts for word in words_of(part))

    def outlooks(self) -> list[Outlook]:
        row, text = self.row, self.text()
        used = any(act.force for act in self.known)
        force = "force" if used else "onset"
        further = "is armed force used again on a later day?" if used else "is armed force used, none so far?"
        found = [
            self._outlook("next", "does the next act on a later day escalate?", NEXT, row, text),
            self._outlook(force, further, FORCE, row, text),
            self._outlook("who", "who acts next?", self._sides(), row, text),
        ]
        return [*found, *self._reply(), *self._answer()]

    def _outlook(self, task: str, question: str, classes: Sequence[str], row: Array, text: str) -> Outlook:
        pool = self.models.pools[task]
        shares = pool.chances(row[None], [text])[0]
        moves = np.where(_felt()[:, None], 0.0, pool.moves(row)) if self.unsaid else pool.moves(row)
        moved = reasons(moves, row, self.known) if len(classes) == 2 else ()
        return Outlook(question, self._chances(task, classes, shares), moved, _score(task))

    def _chances(self, task: str, classes: Sequence[str], shares: Array) -> tuple[Chance, ...]:
        base, table = self.models.card.bases[task], score_card().reliability.get(task)
        found = []
        for place, (name, share) in enumerate(zip(classes, shares, strict=True)):
            low, high = _interval(table, float(share), place) if table and len(classes) == 2 else (None, None)
            found.append(Chance(name, float(share), base[place], low, high))
        return tuple(found)

    def _sides(self) -> tuple[str, ...]:
        """The names of the side that acted last, of the other, and of any third."""
        pair = main_pair(self.known)
        last = next((a for act in reversed(self.known) for a in act.sources if pair and a in pair), None)
        if pair is None or last is None:
            return WHO
        (other,) = pair - {last}
        return self.crisis.name(last), self.crisis.name(other), WHO[2]

    def _reply(self) -> list[Outlook]:
        """The reply to the latest step between the two sides, else of anybody on another."""
        waiting = self._waiting()
        if waiting is None:
            return []
        told = sorted((act for act in self.known if act.place <= waiting.place), key=lambda act: act.place)
        shares = self.models.pools["reply"].chances(answer_features(told)[None])[0]
        doer, other = self._named(waiting.doers), self._named(waiting.objects)
        question = f"if {other} replies to {doer}, how?"
        return [
            Outlook(question, self._chances("reply", CLASSES, shares), (), _score("reply"), (waiting.id,))
        ]

    def _waiting(self) -> Act | None:
        steps = [act for act in self.known if act.step and act.doers and set(act.objects) - set(act.doers)]
        pair = main_pair(self.known) or frozenset()
        of_pair = [act for act in steps if pair & set(act.doers) and pair & set(act.objects)]
        return (of_pair or steps)[-1] if steps else None

    def _answer(self) -> list[Outlook]:
        """The answer to the latest militarised act of one state on the other, in MIE's terms."""
        clashes = self._clashes()
        if not clashes:
            return []
        last = clashes[-1]
        before = [one for one in clashes[:-1] if one.id != last.id]
        shares = self.models.pools["answer"].chances(exchange_features(last, before)[None])[0]
        actor, target = self.crisis.name(last.actor), self.crisis.name(last.target)
        classes = (ANSWERS[0], f"{actor} acts again", *(f"{target}: {name}" for name in ANSWERS[2:]))
        question = f"within 30 days of what {actor} did to {target}, what follows?"
        return [Outlook(question, self._chances("answer", classes, shares), (), _score("answer"), (last.id,))]

    def _clashes(self) -> list[Clash]:
        if not self.dated:
            return []
        states = {actor.id for actor in self.crisis.actors if actor.kind == "state"}
        found = []
        for act in self.known:
            event = self.crisis.event(act.id)
            level = mid_hostility(event.rung) if event.rung is not None and event.happened else 0
            pairs = [
                (one, two)
                for one in act.sources
                for two in act.targets
                if one != two and {one, two} <= states
            ]
            if level in (*LEVELS, 5) and act.layer != "think" and act.precision >= 2:
                found += [Clash(one, two, act.day, min(level, LEVELS[-1]), act.id) for one, two in pairs[:1]]
        return found

    def _named(self, ids: Sequence[str]) -> str:
        return " and ".join(self.crisis.name(id) for id in ids)

    def waits(self) -> list[Wait]:
        row = self.row[None]
        return [
            self._wait("next event", "the next event", row),
            self._wait("end", "the end of the crisis", row),
        ]

    def _wait(self, task: str, what: str, row: Array) -> Wait:
        hazard = self.models.hazards[task]
        low, first, median, last, high = (
            _days(float(hazard.quantile(row, share)[0])) for share in (0.1, 0.25, 0.5, 0.75, 0.9)
        )
        week, month = 1 - hazard.waiting(row, np.array([7.0, 30.0]))[0]
        return Wait(what, median, (first, last), (low, high), float(week), float(month), _wait_score(task))

    def notes(self) -> list[str]:
        found = []
        if not self.dated:
            found.append(
                "few deeds are dated, fewer than a quarter: acts count in their order, and no times are given"
            )
        if len(self.known) < SHORT:
            found.append(f"only {len(self.known)} events are known: hold every chance to be near the usual")
        if self.unsaid:
            found.append(
                "the account does not say which actors felt the crisis begin or end: held at the average"
            )
        later = len(self.acts) - len(self.known)
        if later:
            found.append(f"{later} events told as later, planned or undated beyond that day are left out")
        found.append(
            "fitted on crises that people coded (ICBe, 1918–2015, and MIE); an account read by program is"
            " coarser, and histories are written by those who know how it ended"
        )
        return found


@cache
def _felt() -> npt.NDArray[np.bool_]:
    """Which features (F,) tell how the actors felt the crisis."""
    return np.array([name.partition(" · ")[0] in FELT for name in names()])


def _days(days: float) -> float | None:
    return days if np.isfinite(days) else None


def _interval(
    table: Sequence[tuple[float, float, float, float]], share: float, place: int
) -> tuple[float, float]:
    """What forecasts near this one came to; of two classes, the second is in the table."""
    up = share if place else 1 - share
    at = [row[0] for row in table]
    low, high = (float(np.interp(up, at, [row[side] for row in table])) for side in (2, 3))
    low, high = min(low, up), max(high, up)
    return (low, high) if place else (1 - high, 1 - low)


def _score(task: str) -> Score | None:
    return next((score for score in score_card().scores if score.task == task), None)


def _wait_score(task: str) -> WaitScore | None:
    return next((score for score in score_card().waits if score.task == task), None)
