"""Small crises made of records, for tests of the coding."""

from __future__ import annotations

from typing import Any

from detente.crisis import Actor, Crisis, Document, Event, Evidence, Relation, Span, When

STATES = {"AAA": "Aland", "BBB": "Bland"}


class Story:
    """Collects records over a text that grows with them."""

    def __init__(self, states: dict[str, str] = STATES) -> None:
        self.text = ""
        self.actors = [Actor(id, name, "state", country=id) for id, name in states.items()]
        self.events: list[Event] = []
        self.relations: list[Relation] = []
        self.sentences: list[Span] = []

    def evidence(self, words: str) -> Evidence:
        start = len(self.text)
        self.text += words + ". "
        self.sentences.append(Span(start, start + len(words) + 1))
        return Evidence("story", start, start + len(words), words, "rule:test", 0.9)

    def group(self, id: str, host: str | None = None) -> None:
        self.actors.append(Actor(id, id.title(), "armed group"))
        if host:
            evidence = self.evidence(f"{id} has its camps in {host}")
            self.relations.append(
                Relation(f"r{len(self.relations)}", "based_in", id, host, evidence.span, evidence)
            )

    def event(self, words: str, by: str, on: str, day: str | None = None, **fields: Any) -> Event:
        evidence = self.evidence(words)
        made = {"event": "ASSAULT", "rung": 5, "layer": "do"} | fields
        event = Event(
            f"e{len(self.events)}", trigger=evidence.span, evidence=evidence,
            sources=(by,) if by else (), targets=(on,) if on else (),
            when=When(day, "day") if day else None, sentence=len(self.sentences) - 1, **made,
        )  # fmt: skip
        self.events.append(event)
        return event

    def crisis(self, **fields: Any) -> Crisis:
        return Crisis(
            (Document.from_text(self.text, id="story"),), actors=tuple(self.actors),
            events=tuple(self.events), relations=tuple(self.relations), sentences=tuple(self.sentences),
            **{"parties": ("AAA", "BBB")} | fields,
        )  # fmt: skip


def raid() -> Story:
    """A group attacks, the state strikes its camps abroad, the host strikes back."""
    story = Story()
    story.group("rebels", "BBB")
    story.event("Rebels attacked a post in Aland", "rebels", "AAA", "2031-03-01")
    story.event("Aland struck camps of the rebels", "AAA", "rebels", "2031-03-04")
    story.event("Bland recalled its ambassador", "BBB", "AAA", "2031-03-05", event="SANCTION", rung=2)
    story.event("Bland struck Aland", "BBB", "AAA", "2031-03-06", rung=6)
    return story
