"""Which records hang together: for each id, the others by the way they are tied to it."""

from __future__ import annotations

from detente.crisis import Crisis


def links(crisis: Crisis) -> dict[str, dict[str, list[str]]]:
    """``{id: {label: ids}}``, both ways of every reference, in the order of the records."""
    found: dict[str, dict[str, list[str]]] = {}

    def add(id: str | None, label: str, other: str | None) -> None:
        if id and other and id != other:
            ids = found.setdefault(id, {}).setdefault(label, [])
            if other not in ids[-8:]:
                ids.append(other)

    together: dict[str, list[str]] = {}
    for event in crisis.events:
        if event.same_as:
            together.setdefault(event.same_as, [event.same_as]).append(event.id)
    for group in together.values():
        for one in group:
            for other in group:
                add(one, "same event as", other)
    for event in crisis.events:
        add(event.id, "about", event.about)
        add(event.about, "spoken of in", event.id)
    for motive in crisis.motives:
        add(motive.id, "explains", motive.of_event)
        add(motive.of_event, "motive", motive.id)
    for claim in crisis.claims:
        add(claim.id, "about", claim.about)
        add(claim.id, "said in", claim.said_in)
        add(claim.about, "claims", claim.id)
        add(claim.said_in, "claims", claim.id)
    for tie in crisis.relations:
        add(tie.id, "derived from", tie.derived_from)
        add(tie.derived_from, "relations", tie.id)
    for link in crisis.causes:
        for one in link.cause:
            add(link.id, "cause", one)
            for other in link.effect:
                add(one, "led to", other)
                add(other, "came of", one)
        for one in link.effect:
            add(link.id, "effect", one)
    return found
