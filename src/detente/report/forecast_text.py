"""What comes next in a crisis, as text and as JSON: statistics, the game and past cases side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from detente.report.lines import Grid, laid_out
from detente.report.words import clean, line

if TYPE_CHECKING:
    from detente.crisis import Crisis
    from detente.dynamics import Chance, Outlook, Score, Wait, WaitScore, WithinForecast
    from detente.history import ActorOutlook
    from detente.history import Outlook as Past
    from detente.strategy import Played

FORMAT = "detente/forecast/1"
BAR = 20
QUOTES = 2


@dataclass(frozen=True)
class Ahead:
    """A crisis with what each way of looking ahead makes of it; none where a way does not apply."""

    crisis: Crisis
    within: WithinForecast
    game: Played | None
    past: Past | None

    @property
    def compared(self) -> tuple[ActorOutlook, ...]:
        """The actors set among past cases: the parties, or all where none of the parties has a crisis."""
        found = self.past.actors if self.past else ()
        return tuple(each for each in found if each.coded.actor in self.crisis.parties) or tuple(found)


@dataclass(frozen=True)
class Disagreement:
    """Where statistics and the game say something of the same thing: chances, or days, with their ranges."""

    about: str
    statistics: tuple[float, float, float]
    game: tuple[float, float, float]

    @property
    def apart(self) -> bool:
        """Whether neither lies inside the range of the other."""
        (one, low, high), (two, lowest, highest) = self.statistics, self.game
        return not (lowest <= one <= highest or low <= two <= high)


def disagreements(ahead: Ahead) -> list[Disagreement]:
    """What both look at: force, and how long it lasts. The game looks ahead from its first act."""
    if ahead.game is None:
        return []
    found, game = [], ahead.game.baseline
    force = next((each for each in ahead.within.outlooks if each.chances[-1].name == "armed force"), None)
    if force is not None:
        up = force.chances[-1]
        said = (up.chance, _or(up.low, up.chance), _or(up.high, up.chance))
        found.append(Disagreement("armed force", said, (game.force.mean, game.force.low, game.force.high)))
    wait = next((each for each in ahead.within.waits if each.what == "the end of the crisis"), None)
    if wait is not None and wait.median is not None and game.days is not None:
        low, high = _or(wait.most[0], 0.0), _or(wait.most[1], float("inf"))
        days = (game.days.mean, game.days.low, game.days.high)
        found.append(Disagreement("days to the end", (wait.median, low, high), days))
    return found


def _or(value: float | None, other: float) -> float:
    return other if value is None else value


def ahead_json(ahead: Ahead) -> str:
    """One JSON object: ``statistics``, ``game`` and ``history`` (null where one does not apply)."""
    body: dict[str, Any] = {
        "format": FORMAT,
        "title": ahead.crisis.document.title or ahead.crisis.document.id,
        "statistics": msgspec.to_builtins(ahead.within),
        "game": None if ahead.game is None else msgspec.to_builtins(ahead.game.baseline),
        "disagreements": [
            {"about": each.about, "statistics": each.statistics, "game": each.game, "apart": each.apart}
            for each in disagreements(ahead)
        ],
        "history": None if ahead.past is None else msgspec.to_builtins(ahead.past),
    }
    return msgspec.json.format(msgspec.json.encode(body), indent=1).decode("utf-8", "surrogatepass") + "\n"


def ahead_text(ahead: Ahead, width: int = 100) -> str:
    """Everything as plain text, ``width`` columns wide."""
    return laid_out(_lines(ahead), width)


def _lines(ahead: Ahead) -> Iterator[str | Grid]:
    within = ahead.within
    yield clean(line(ahead.crisis.document.title or ahead.crisis.document.id))
    since = f"from the end of {within.as_of}" if within.as_of else "from the last act told (undated)"
    yield f"looking ahead {since}, with {within.events} events known"
    for outlook in within.outlooks:
        yield ""
        yield from _outlook(ahead, outlook)
    if within.waits:
        yield ""
        yield "HOW LONG"
        for wait in within.waits:
            yield from _wait(wait)
    yield ""
    if within.as_of != within.told_to:
        yield "The game and the like cases below look at the whole account, the statistics at what was known."
    yield from _beside(ahead)
    yield ""
    yield from _past(ahead)
    yield ""
    yield "NOTES"
    yield from (f"• {note}" for note in within.notes)
    yield f"• weights: {within.licence}"


def _outlook(ahead: Ahead, outlook: Outlook) -> Iterator[str | Grid]:
    yield clean(outlook.question[0].upper() + outlook.question[1:])
    for id in outlook.about:
        yield f"  after {_quoted(ahead.crisis, id)}"
    wide = max(len(each.name) for each in outlook.chances) + 2
    rows = [(clean(each.name), *_chance(each)) for each in outlook.chances]
    yield Grid(("", "", "", ""), (wide, 18, 12, 0), rows, drawn=True)
    if outlook.reasons:
        yield f"  what moved “{outlook.chances[-1].name}” from the usual (log-odds):"
    for reason in outlook.reasons:
        yield f"    {reason.moved:+.2f} {reason.what}" + (
            f" [{', '.join(reason.events)}]" if reason.events else ""
        )
    shown = dict.fromkeys(id for reason in outlook.reasons for id in reason.events)
    yield from (f"      {_quoted(ahead.crisis, id)}" for id in list(shown)[:QUOTES])
    if outlook.score is not None:
        yield f"  {score_words(outlook.score)}"


def _chance(chance: Chance) -> tuple[str, str, str]:
    bounds = (
        f" ({chance.low:.2f}–{chance.high:.2f})" if chance.low is not None and chance.high is not None else ""
    )
    return f"{chance.chance:.2f}{bounds}", f"usual {chance.usual:.2f}", "▮" * round(chance.chance * BAR)


def _quoted(crisis: Crisis, id: str) -> str:
    words = " ".join(clean(crisis.event(id).evidence.quote).split())
    return f"[{id}] “{words if len(words) <= 70 else words[:69].rstrip() + '…'}”"


def score_words(score: Score) -> str:
    """How well a model has done."""
    goal = f", goal {score.goal:.3f}" if score.goal is not None else ""
    return (
        f"on {score.crises} crises not seen (n={score.n}): log loss {score.log_loss:.3f}"
        f" ({score.low:.3f}–{score.high:.3f}){goal}; {score.simple_name} {score.simple:.3f}, base rate"
        f" {score.base:.3f}; calibration error {score.calibration:.3f} (by chance {score.chance_error:.3f})"
    )


def _wait(wait: Wait) -> Iterator[str]:
    yield (
        f"  {wait.what}: {days_words(wait.median)} days in the middle; half of such cases "
        f"{span_words(wait.half)}, four in five {span_words(wait.most)}; within 7 days "
        f"{wait.week:.2f}, within 30 {wait.month:.2f}"
    )
    if wait.score is not None:
        yield f"    {wait_score_words(wait.score)}"


def wait_score_words(score: WaitScore) -> str:
    """How well times are forecast."""
    return (
        f"on {score.crises} crises not seen (n={score.n}): concordance {score.concordance:.2f}, Brier skill"
        f" {score.skill_week:.2f} at 7 days and {score.skill_month:.2f} at 30; the middle half held"
        f" {score.covers_half:.0%}, four in five held {score.covers_most:.0%}"
    )


def days_words(days: float | None) -> str:
    """Days, or that past crises do not tell."""
    return "more than past crises tell" if days is None else f"{days:.0f}"


def span_words(span: tuple[float | None, float | None]) -> str:
    """A stretch of days."""
    low, high = span
    return f"{days_words(low)}–{'?' if high is None else format(high, '.0f')}"


def _beside(ahead: Ahead) -> Iterator[str]:
    yield "BESIDE THE GAME"
    if ahead.game is None:
        yield "• the account has no two sides, so it is not run as a game"
        return
    first = clean(ahead.game.names[0])
    yield f"• the game looks ahead from what {first} did first, the statistics from the last act told"
    for each in disagreements(ahead):
        digits = 0 if each.about.startswith("days") else 2
        verdict = "they disagree" if each.apart else "within each other's range"
        both = f"statistics {range_words(each.statistics, digits)}, game {range_words(each.game, digits)}"
        yield f"  {each.about}: {both}: {verdict}"
    path = ahead.game.baseline.path
    yield f"• likeliest course of the game: {clean(path.name)} ({path.chance.mean:.2f}); see `detente play`"


def range_words(spread: tuple[float, float, float], digits: int) -> str:
    """A value with its range."""
    mean, low, high = spread
    above = "?" if high == float("inf") else f"{high:.{digits}f}"
    return f"{mean:.{digits}f} ({low:.{digits}f}–{above})"


def _past(ahead: Ahead) -> Iterator[str]:
    yield "LIKE CASES"
    if ahead.past is None:
        yield "• the account tells of no hostile act on a state, so there is nothing to compare"
        return
    for actor in ahead.compared:
        yield f"  {clean(actor.coded.name)}"
        for case in actor.neighbours.analogues:
            course = case.course
            went = (course.response, course.violence, course.outcome)
            told = "; ".join(clean(part).replace("_", " ") for part in went if part)
            who = f"{clean(case.name)} ({clean(case.actor)})"
            apart = f"distance {case.distance:.2f} by {case.known:.0%} of the weight"
            yield f"    {case.year or '?'} {who}, {apart}: {told}"
    yield "• see `detente history` for what made them alike, and for base rates"
