"""Any record of a crisis in a few words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from detente.crisis import AUTHOR, UNSPEC, Actor, Crisis, Event, Evidence, Span, When
from detente.report import dates
from detente.report.labels import RELATIONS, STANCES
from detente.report.links import links
from detente.report.realise import Realiser
from detente.report.words import line


class Describer:
    """Words for the records of one crisis, looked up by id."""

    def __init__(self, crisis: Crisis) -> None:
        self.crisis = crisis
        self.realiser = Realiser(crisis)
        self.names = self.realiser.names
        self.near = dates.anchors(crisis)
        self._texts = {document.id: document.text for document in crisis.documents}
        self._starts = [sentence.start for sentence in crisis.sentences]
        self._words = dict(self._all())
        self.links = links(crisis)
        self.doubts: dict[str, list[str]] = {}
        for note in crisis.notes:
            for id in note.about:
                self.doubts.setdefault(id, []).append(note.text)

    def record(self, id: str) -> str:
        """The record in words; the id itself when there is none."""
        return self._words.get(id, line(id, 40))

    def date(self, event: Event) -> str:
        """The event's date for a table, with its precision or its place in the order."""
        return line(dates.in_table(event, self.near), 60)

    def short(self, when: When | None) -> str:
        """A date for a table, ``""`` without one."""
        return line(dates.short(when), 60)

    def slice(self, evidence: Evidence, span: Span) -> str:
        """The words of a span in the document of its evidence."""
        return span.slice(self._texts.get(evidence.document, ""))

    def context(self, evidence: Evidence) -> Evidence:
        """The evidence widened to the whole sentences that it stands in, where these are known."""
        if evidence.document != self.crisis.document.id or not self._starts:
            return evidence
        first = bisect_right(self._starts, evidence.start) - 1
        last = bisect_left(self._starts, evidence.end) - 1
        sentences = self.crisis.sentences
        start = min(evidence.start, sentences[first].start) if first >= 0 else evidence.start
        end = max(evidence.end, sentences[last].end) if last >= 0 else evidence.end
        quote = self.crisis.document.text[start:end]
        return Evidence(evidence.document, start, end, quote, evidence.by, evidence.confidence)

    def snippet(self, evidence: Evidence, span: Span, limit: int = 130) -> tuple[tuple[str, str], ...]:
        """The quote with the span marked, cut around it to about ``limit`` characters."""
        evidence = self.context(evidence)
        cut, stop = span.start - evidence.start, span.end - evidence.start
        if not 0 <= cut < stop <= len(evidence.quote):
            return ((f"“{line(evidence.quote, limit)}”", "quote"),)
        before, core, after = (line(part) for part in _split(evidence.quote, cut, stop))
        room = max(30, limit - len(core))
        keep = min(len(before), max(room // 2, room - len(after)))
        after = line(after, room - keep) if after else ""
        before = before if keep >= len(before) else "…" + before[-keep:].partition(" ")[2]
        gap = (
            " " if before and evidence.quote[cut - 1].isspace() else "",
            " " if evidence.quote[stop : stop + 1].isspace() else "",
        )
        return (
            (f"“{before}{gap[0]}", "quote"),
            (line(core, limit), "trigger"),
            (f"{gap[1]}{after}”", "quote"),
        )

    def arrow(self, event: Event) -> tuple[tuple[str, str], ...]:
        """Who → what → whom, in runs of text and role."""
        who = self.names.some(event.sources)
        mutual = len(event.sources) > 1 and set(event.sources) == set(event.targets)
        runs = [(who, "actor"), (" ↔ " if mutual else " → ", "muted"), (self.realiser.label(event), "act")]
        if event.targets and not mutual:
            runs += [(" → ", "muted"), (self.names.all(event.targets), "actor")]
        return tuple(runs)

    def telling(self, modality: str, polarity: str | None, speaker: Sequence[str]) -> str:
        """``planned``, ``claimed by Iran``, ``in the words of Iran``; ``""`` for the account's plain fact."""
        parts = [] if modality == "asserted" else [modality]
        others = [id for id in speaker if id != AUTHOR]
        if others:
            parts.append(
                f"by {self.names.all(others)}" if parts else f"in the words of {self.names.all(others)}"
            )
        told = " ".join(parts)
        return ", ".join(part for part in (told, polarity or "") if part)

    def ranked_actors(self, limit: int | None = None) -> list[tuple[Actor, int]]:
        """Actors that take part in something, parties first, then by their number of events."""
        seen = Counter(id for event in self.crisis.distinct() for id in {*event.sources, *event.targets})
        tied = {id for tie in self.crisis.relations for id in (tie.head, tie.tail)}
        tied |= {id for one in self.crisis.pressures for id in one.on}
        tied |= {id for claim in self.crisis.claims for id in claim.who}
        parties = list(self.crisis.parties)
        known = [
            actor
            for actor in self.crisis.actors
            if actor.id != UNSPEC and (seen[actor.id] or actor.id in tied or actor.id in parties)
        ]
        known.sort(
            key=lambda actor: (
                parties.index(actor.id) if actor.id in parties else len(parties),
                -seen[actor.id],
                actor.id,
            )
        )
        return [(actor, seen[actor.id]) for actor in known[:limit]]

    def _all(self) -> list[tuple[str, str]]:
        crisis, names = self.crisis, self.names
        words = [(event.id, self._event(event)) for event in crisis.events]
        words += [
            (tie.id, f"{names.of(tie.head)} {RELATIONS.get(tie.kind, tie.kind)} {names.of(tie.tail)}")
            for tie in crisis.relations
        ]
        words += [(one.id, f"pressure on {names.some(one.on)}: {one.kind}") for one in crisis.pressures]
        words += [
            (motive.id, f"aim of {names.some(motive.who)}: {line(motive.goal, 80)}")
            for motive in crisis.motives
        ]
        words += [
            (
                claim.id,
                f"{names.some(claim.who)} {STANCES.get(claim.stance, claim.stance)}: "
                f"{line(claim.content, 80)}",
            )
            for claim in crisis.claims
        ]
        return words

    def _event(self, event: Event) -> str:
        who = self.names.all(id for id in event.sources if id != UNSPEC)
        whom = self.names.all(
            id for id in event.targets if id != UNSPEC and set(event.targets) != set(event.sources)
        )
        ends = f"{who} → {whom}".removesuffix(" → ").strip()
        return self.realiser.label(event) + (f", {ends}" if ends else "")


def _split(text: str, cut: int, stop: int) -> tuple[str, str, str]:
    return text[:cut], text[cut:stop], text[stop:]


def records(crisis: Crisis) -> dict[str, Struct]:
    """Every record that has an id, by id; where kinds share an id the event wins, then the page's order."""
    found: dict[str, Struct] = {}
    for kind in (
        crisis.events, crisis.relations, crisis.pressures, crisis.motives, crisis.claims, crisis.causes,
        crisis.actors,
    ):  # fmt: skip
        for record in kind:
            found.setdefault(record.id, record)
    return found
