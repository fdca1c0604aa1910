"""One line for a past crisis, composed from its coded facts."""

from __future__ import annotations

from datetime import date

from detente.history.records import PastActor, PastCrisis

ACTS = {
    "verbal act": "a verbal act", "political act": "a political act", "economic act": "an economic act",
    "external change": "a change outside", "other non-violent act": "a non-violent act",
    "internal challenge": "a challenge from within", "non-violent military act": "a non-violent military act",
    "indirect violent act": "an indirect violent act", "violent act": "a violent act",
}  # fmt: skip
BY = {"non-state actor": " by a non-state actor", "several states": " by several states"}
ANSWERS = {
    "no response": "did not respond", "verbal act": "answered with words",
    "political act": "answered politically", "economic act": "answered economically",
    "other non-violent act": "answered without violence",
    "non-violent military act": "answered by the military without violence",
    "several acts with non-violent military ones": "answered in several ways, none violent",
    "violent military act": "answered with force",
    "several acts with violent ones": "answered in several ways, with force",
}  # fmt: skip
VIOLENCE = {
    "none": "no violence", "minor clashes": "minor clashes", "serious clashes": "serious clashes",
    "full-scale war": "full-scale war",
}  # fmt: skip
ENDINGS = {
    "formal agreement": "ended by formal agreement",
    "semi-formal agreement": "ended by semi-formal agreement",
    "tacit understanding": "ended by tacit understanding", "unilateral act": "ended by unilateral act",
    "imposed": "ended by an imposed settlement", "other": "ended in another way", "faded": "faded",
}  # fmt: skip
LEGACIES = {
    "tension rose": "another crisis followed within five years",
    "tension fell": "no further crisis within five years",
}


def summary(crisis: PastCrisis) -> str:
    """Our own line on a crisis: when and where, what broke it out, who answered how, how it ended.

    Composed from the facts alone; what is not known is left out.
    """
    place = ", ".join(part for part in (dates(crisis), crisis.region) if part)
    parts = [_outbreak(crisis), _answers(crisis), VIOLENCE.get(crisis.violence or ""), _managed(crisis)]
    parts += [_ending(crisis), LEGACIES.get(crisis.legacy or "")]
    told = "; ".join(part for part in parts if part) or "nothing is coded"
    return f"{crisis.name}{f' ({place})' if place else ''}: {told}."


def dates(crisis: PastCrisis) -> str:
    """When a crisis began and ended, in words: ``"18 September 2016 to 20 September 2016"``."""
    first, last = (in_words(day) if day else "" for day in (crisis.triggered, crisis.ended))
    return f"{first} to {last}" if first and last and first != last else first or last


def in_words(iso: str) -> str:
    """An ISO date of a year, month or day in words."""
    year, *rest = (int(part) for part in iso.split("-"))
    if not rest:
        return str(year)
    month = date(year, rest[0], 1).strftime("%B")
    return f"{rest[1]} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def _outbreak(crisis: PastCrisis) -> str:
    if crisis.trigger is None:
        return ""
    sides = listed(dict.fromkeys(actor.name for actor in crisis.actors))
    return f"{ACTS[crisis.trigger]}{BY.get(crisis.trigger_by or '', '')} brought {sides} into crisis"


def _answers(crisis: PastCrisis) -> str:
    """Who answered how; states that answered alike stand together."""
    alike: dict[str, list[str]] = {}
    for actor in crisis.actors:
        if actor.response is not None:
            names = alike.setdefault(ANSWERS[actor.response], [])
            names += [actor.name] if actor.name not in names else []
    return ", ".join(f"{listed(names)} {answer}" for answer, names in alike.items())


def _managed(crisis: PastCrisis) -> str:
    if crisis.mediated is None:
        return ""
    if not crisis.mediated:
        return "without mediation"
    by = crisis.mediator if crisis.mediator not in (None, "none", "code 7") else None
    return f"mediated by {by}" if by else "mediated"


def _ending(crisis: PastCrisis) -> str:
    if crisis.outcome_form is None:
        return ""
    after = "" if crisis.days is None else f" after {crisis.days} {'day' if crisis.days == 1 else 'days'}"
    return ENDINGS[crisis.outcome_form] + after


def listed(names: list[str] | dict[str, None]) -> str:
    """``"A, B and C"``."""
    *first, last = names or ["nobody"]
    return f"{', '.join(first)} and {last}" if first else last


def outcome_of(actor: PastActor) -> str:
    """How it went for an actor, in a few words: ``"compromise after 12 days, formal agreement"``."""
    days = "" if actor.days is None else f" after {actor.days} {'day' if actor.days == 1 else 'days'}"
    form = (
        ""
        if actor.outcome_form is None or actor.outcome_form.startswith("code")
        else f", {actor.outcome_form}"
    )
    return f"{actor.outcome or 'outcome not known'}{days}{form}"
