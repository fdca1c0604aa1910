"""An account among past crises as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from detente.report.lines import Grid, laid_out
from detente.report.words import clean, line

if TYPE_CHECKING:
    from detente.history import (
        ActorOutlook,
        Analogue,
        Coded,
        Hit,
        Measured,
        Neighbours,
        Outlook,
        PairOutlook,
        Seen,
    )

QUOTE = 70
MOST_QUOTES, MOST_DIFFERENCES = 2, 4
SHOWN_AGREEMENT = ("violent trigger", "violent response", "adversary", "trigger", "gravity")
NOTES = (
    "past crises: ICB 14 (487 crises, 1,078 actors, 1918 to 2017); no name plays a part in the ranking",
    "ranges hold 90 %; a variable that one side does not tell carries no weight",
)


def history_text(outlook: Outlook, width: int = 100) -> str:
    """Coding, nearest cases and pairs, shares and base rates as plain text, ``width`` columns wide."""
    return laid_out(_lines(outlook), width)


def search_text(words: str, hits: Sequence[Hit], width: int = 100) -> str:
    """Past crises that hold the words, a line each."""
    return laid_out(_found(words, hits), width)


def _lines(outlook: Outlook) -> Iterator[str | Grid]:
    yield clean(line(outlook.title))
    told = [f"{_words(name)}: {value_words(coded.value)}" for name, coded in outlook.account.whole.items()]
    if told:
        yield f"As a whole: {'; '.join(told)}"
    for actor in outlook.actors:
        yield ""
        yield from _actor(actor)
    for pair in outlook.pairs:
        yield ""
        yield from _pair(outlook, pair)
    yield ""
    yield "NOTES"
    yield from (f"• {note}" for note in (*NOTES, *measured_lines(outlook.measured)))


def measured_lines(scores: Measured) -> Iterator[str]:
    """How well this has done on crises left out, and beside ICB's own coders."""
    kinds = [
        f"{kind} {each.learned:.2f} (all variables alike {each.equal:.2f}, base rate {each.base:.2f})"
        for kind, each in scores.near.items()
    ]
    yield f"near cases on crises left out, knowing what accounts tell, log loss: {'; '.join(kinds)}"
    coded = [
        f"{name} {each.agrees:.2f} (most frequent value {each.most_frequent:.2f})"
        for name in SHOWN_AGREEMENT
        if (each := scores.coding.get(name))
    ]
    yield f"the coding agrees with ICB's own coders: {'; '.join(coded)}; more in docs/history.md"


def _actor(actor: ActorOutlook) -> Iterator[str | Grid]:
    coded = actor.coded
    facing = f", facing {clean(coded.adversary_name)}" if coded.adversary_name else ""
    yield f"{clean(coded.name).upper()} ({coded.actor}){facing}: WHAT THE ACCOUNT SAYS"
    for value in coded.values.values():
        yield from _coded(value)
    if actor.unknown:
        yield f"  not told: {', '.join(map(_words, actor.unknown))}"
    yield ""
    yield f"NEAREST PAST CASES for {clean(coded.name)}"
    yield from _not_compared(actor.neighbours.analogues)
    for place, analogue in enumerate(actor.neighbours.analogues, 1):
        yield from _analogue(place, analogue)
    yield ""
    yield from _shares(clean(coded.name), actor.neighbours)
    yield ""
    yield from _rates(actor)
    if actor.seen:
        yield ""
        yield from _seen(actor.seen)


def _coded(value: Coded) -> Iterator[str | Grid]:
    shown = value_words(value.value)
    row = (_words(value.variable), shown, f"sure {value.confidence:.2f}", value.rule)
    yield Grid(("", "", "", ""), (24, 38, 11, 0), (row,), indent=3)
    quotes = list(dict.fromkeys(line(each.quote, QUOTE) for each in value.evidence))
    for quote in quotes[:MOST_QUOTES]:
        yield f"     “{quote}”"
    if len(quotes) > MOST_QUOTES:
        yield f"     and {len(quotes) - MOST_QUOTES} more"


def _analogue(place: int, analogue: Analogue) -> Iterator[str]:
    facing = f" facing {analogue.adversary}" if analogue.adversary else ""
    over = f", over {analogue.group}" if analogue.group else ""
    yield (
        f"{place:>2}. {analogue.name}, {analogue.year}: {analogue.actor}{facing}{over}"
        f" · {analogue.distance:.2f} apart, {analogue.known:.0%} of the weight compared"
    )
    yield from _reasons(analogue, "    ")
    yield f"    went: {course_words(analogue)}"


def _not_compared(analogues: Sequence[Analogue]) -> Iterator[str]:
    """What the account does not tell is unknown beside every case: said once."""
    untold = dict.fromkeys(each.label for case in analogues for each in case.unknown if each.here is None)
    if untold:
        yield f"  not told here, so not compared: {', '.join(untold)}"


def _reasons(analogue: Analogue, indent: str) -> Iterator[str]:
    alike = [f"{each.label}: {value_words(each.there)}" for each in analogue.alike]
    yield f"{indent}alike: {'; '.join(alike) or 'nothing'}"
    differ = [
        f"{each.label}: {value_words(each.there)}, here {value_words(each.here)}"
        for each in analogue.differ[:MOST_DIFFERENCES]
    ]
    if differ:
        yield f"{indent}differs: {'; '.join(differ)}"
    untold = [each.label for each in analogue.unknown if each.here is not None]
    if untold:
        yield f"{indent}unknown of it: {', '.join(untold)}"


def course_words(analogue: Analogue) -> str:
    """How a past case went."""
    course = analogue.course
    days = f" on day {course.response_days}" if course.response_days is not None else ""
    parts = [
        f"{course.response}{days}" if course.response else None,
        f"own violence: {course.violence}" if course.violence else None,
        f"managed by {course.management}" if course.management else None,
        f"mediator: {course.mediator}" if course.mediator and course.mediator != "none" else None,
        " by ".join(filter(None, (course.outcome, course.outcome_form))) or None,
        f"{course.days:,} days" if course.days is not None else None,
        course.legacy and f"then {course.legacy}",
    ]
    return "; ".join(part for part in parts if part)


def _shares(name: str, neighbours: Neighbours) -> Iterator[str | Grid]:
    yield f"WHAT BECAME OF CASES NEAR {name.upper()}'S (as much as {neighbours.size:.0f} crises)"
    rows = []
    kind = ""
    for share in neighbours.shares:
        head = f"{share.kind}: " if share.kind != kind else ""
        kind = share.kind
        label = f"{head:<12}{share.value}"
        near = f"{share.share:<5.2f}({share.low:.2f} to {share.high:.2f})"
        rows.append((label, near, f"{share.base:.2f}"))
    yield Grid(("", "near ones", "all"), (42, 22, 0), rows, indent=3)


def _rates(actor: ActorOutlook) -> Iterator[str | Grid]:
    yield f"BASE RATES for an actor in {clean(actor.coded.name)}'s position"
    rows = []
    for rate in actor.base_rates.rates:
        alike = f"{rate.alike.rate:.2f} of {rate.alike.cases}" if rate.alike else "-"
        chance = f"{rate.chance:<5.2f}({rate.low:.2f} to {rate.high:.2f})"
        rows.append((rate.name, chance, alike, f"{rate.all.rate:.2f} of {rate.all.cases}"))
    yield Grid(("", "fitted", "same trigger", "all"), (42, 22, 16, 0), rows, indent=3)


def _pair(outlook: Outlook, pair: PairOutlook) -> Iterator[str]:
    names = {actor.coded.actor: clean(actor.coded.name) for actor in outlook.actors}
    yield f"NEAREST PAST PAIRS for {names[pair.one]} and {names[pair.two]}"
    for place, found in enumerate(pair.nearest, 1):
        roles = ", ".join(
            f"{names[actor]} stands as {case.actor}" + (f" (over {case.group})" if case.group else "")
            for actor, case in found.cases
        )
        yield f"{place:>2}. {found.name}, {found.year} · {found.distance:.2f} apart: {roles}"
        yield from (f"    {case.actor} went: {course_words(case)}" for _, case in found.cases)


def _seen(seen: Seen) -> Iterator[str]:
    lens = seen.lens
    asked = [" and ".join(lens.states), lens.region, lens.since and f"since {lens.since}"]
    shown = "; ".join(str(each) for each in asked if each)
    yield f"BY NAME ({shown}): rests on identity, apart from the ranking"
    for place, analogue in enumerate(seen.cases, 1):
        yield from _analogue(place, analogue)
    if not seen.cases:
        yield "  no such past case"


def _found(words: str, hits: Sequence[Hit]) -> Iterator[str]:
    yield f"PAST CRISES that speak of {clean(line(words, QUOTE))}"
    for hit in hits:
        yield f"{hit.crisis.id:>3}. {hit.summary}"
    if not hits:
        yield "  none"


def _words(name: str) -> str:
    return name.replace("_", " ")


def value_words(value: object) -> str:
    """A coded value."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "unknown" if value is None else clean(str(value))
