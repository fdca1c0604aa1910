"""A crisis coded by hand: two invented states, an island, an armed group, and every kind of record."""

# ruff: noqa: E501 - one record a line reads better than one field a line
from __future__ import annotations

from typing import Any

from detente.crisis import (
    Actor,
    Casualties,
    Cause,
    Claim,
    Crisis,
    DiplomaticChange,
    Document,
    Event,
    Evidence,
    Mention,
    Motive,
    Note,
    Order,
    Phase,
    Place,
    Pressure,
    Relation,
    Span,
    When,
)

TEXT = """On 3 March 2021 😀 gunmen of the Skerry Front attacked a Nordian patrol boat off Hollow Island, killing four sailors. Nordia accused Velmark of sheltering the Front. Velmark denied that it had armed the group.

On 5 March Nordia recalled its ambassador, expelled the Velmarkian envoy and suspended the fisheries talks. The Nordian prime minister vowed to respond. Two days later, Nordian aircraft struck camps of the Front in Velmark's Grey Valley; Nordia called it a “police operation”.

Velmark condemned the raid as a breach of its sovereignty and moved troops to the border. According to Velmark, the raid killed civilians. Had the army fired back, the war that everybody feared would have come. The strike would have widened if Velmark had answered it, an analyst said. Velmark did not strike back.

Facing elections in May and a falling currency, the Nordian government had little room. The Union of Harbours called for restraint. On 12 March the foreign ministers spoke by telephone, and on 20 March 2021 both states announced the return of their ambassadors. Nordia wanted Velmark to disarm the Front, which it never did. A joint commission is to meet in April.

Since the 1990s the two neighbours have quarrelled over Hollow Island. The raid was meant to show resolve. The attack provoked the crisis."""


class Writer:
    """Finds quotes in a text and makes records with spans that slice back."""

    def __init__(self, text: str, doc: str = "story") -> None:
        self.text, self.doc = text, doc

    def span(self, words: str, after: str = "") -> Span:
        start = self.text.index(words, self.text.index(after) if after else 0)
        return Span(start, start + len(words))

    def evidence(self, span: Span, by: str = "rule:test", confidence: float = 0.9) -> Evidence:
        """The sentence around a span."""
        starts = [
            self.text.rfind(mark, 0, span.start) + len(mark)
            for mark in (". ", "\n")
            if self.text.rfind(mark, 0, span.start) >= 0
        ]
        start = max(starts, default=0)
        end = (
            min(
                (
                    self.text.find(mark, span.end)
                    for mark in (". ", ".\n")
                    if self.text.find(mark, span.end) >= 0
                ),
                default=len(self.text) - 1,
            )
            + 1
        )
        end = max(end, span.end)
        return Evidence(self.doc, start, end, self.text[start:end], by, confidence)

    def event(
        self,
        id: str,
        words: str,
        code: str | None,
        sources: str,
        targets: str,
        *,
        after: str = "",
        layer: Any = "do",
        **more: Any,
    ) -> Event:
        trigger = self.span(words, after)
        return Event(
            id, layer, trigger, self.evidence(trigger), event=code,
            sources=tuple(sources.split()), targets=tuple(targets.split()), **more,
        )  # fmt: skip


def day(iso: str, words: str = "", **more: Any) -> When:
    return When(iso, "day", words, **more)


def story() -> Crisis:
    write = Writer(TEXT)
    w = write.event
    events = (
        w("e1", "attacked", "ASSAULT", "SKF", "NOR_MIL", mode="firearms", when=day("2021-03-03", "3 March 2021"), rung=5, armed=True, where=Place("Hollow Island", "NOR"), casualties=Casualties(4, None, "four sailors"), intensity=-9.3, intensity_scale="PLOVER 2018"),
        w("e2", "accused", "ACCUSE", "NOR", "VEL", layer="say", mode="allege", about="e3", rung=1),
        w("e3", "sheltering", "AID", "VEL", "SKF", modality="claimed", speaker=("NOR",), rung=2, alternatives=("COOPERATE", "SUPPORT")),
        w("e4", "denied", "REJECT", "VEL", "NOR", layer="say", about="e5", rung=1),
        w("e5", "armed", "AID", "VEL", "SKF", modality="denied", speaker=("VEL",)),
        w("e6", "recalled", "SANCTION", "NOR", "VEL", leaf="withdraw diplomats", mode="withdraw", when=day("2021-03-05", "5 March", inferred="year"), rung=2, inferred={"targets": "the only other party"}),
        w("e7", "expelled", "SANCTION", "NOR", "VEL", mode="expel", when=day("2021-03-05", "5 March", inferred="year"), rung=2),
        w("e8", "suspended", "SANCTION", "NOR", "VEL", mode="discontinue", rung=2),
        w("e9", "vowed", "THREATEN", "NOR_PM", "VEL", layer="say", about="e10", rung=3),
        w("e10", "respond", "ASSAULT", "NOR", "VEL", modality="planned", speaker=("NOR_PM",)),
        w("e11", "struck", "ASSAULT", "NOR_MIL", "SKF", mode="heavy-weapons", when=day("2021-03-07", "Two days later", basis="from the narrative"), rung=5, armed=True, where=Place("Velmark's Grey Valley", "VEL"), framing=("police operation",)),
        w("e12", "condemned", "ACCUSE", "VEL", "NOR", layer="say", mode="disapprove", about="e11", rung=1),
        w("e13", "moved", "MOBILIZE", "VEL", "NOR", mode="troops", rung=4),
        w("e14", "killed", "ASSAULT", "NOR_MIL", "VEL_POP", modality="claimed", speaker=("VEL",), after="According to"),
        w("e15", "fired back", "ASSAULT", "VEL_MIL", "NOR", modality="counterfactual"),
        w("e16", "war", None, "NOR VEL", "NOR VEL", modality="hypothetical", after="fired back"),
        w("e17", "widened", "ASSAULT", "NOR", "VEL", modality="conditional", condition="if Velmark had answered it", speaker=("ANALYST",)),
        w("e18", "strike back", "ASSAULT", "VEL", "NOR", polarity="did not happen"),
        w("e19", "called for restraint", "REQUEST", "UOH", "NOR VEL", layer="say", mode="yield", rung=-1),
        w("e20", "spoke by telephone", "CONSULT", "NOR_FM VEL_FM", "NOR_FM VEL_FM", mode="phone", when=day("2021-03-12", "12 March", inferred="year"), rung=-1),
        w("e21", "announced", "AGREE", "NOR VEL", "NOR VEL", layer="say", when=day("2021-03-20", "20 March 2021"), about="e22", rung=-2),
        w("e22", "return of their ambassadors", "SUPPORT", "NOR VEL", "NOR VEL", modality="planned", speaker=("NOR", "VEL"), nominal=True, rung=-2),
        w("e23", "disarm", "COERCE", "VEL", "SKF", modality="desired", polarity="did not happen", speaker=("NOR",)),
        w("e24", "meet", "CONSULT", "NOR VEL", "NOR VEL", modality="planned", when=When("2021-04", "month", "in April", inferred="year"), rung=-1, after="A joint"),
        w("e25", "quarrelled", "REJECT", "NOR VEL", "NOR VEL", when=When("1990", "decade", "Since the 1990s"), rung=1),
        w("e26", "The raid", "ASSAULT", "NOR_MIL", "SKF", same_as="e11", nominal=True, after="quarrelled"),
        w("e27", "The attack", "ASSAULT", "SKF", "NOR_MIL", same_as="e1", nominal=True, after="quarrelled"),
    )  # fmt: skip
    return Crisis(
        documents=(Document.from_text(TEXT, id="story", title="The Hollow Island affair", published="2021-03-28", source="hollow.txt"),),
        actors=_actors(write),
        events=events,
        sentences=_sentences(),
        order=(Order("e6", "e9"), Order("e9", "e11"), Order("e11", "e12"), Order("e11", "e13"), Order("e1", "e2")),
        diplomacy=(
            DiplomaticChange(("NOR", "VEL"), "ambassador of NOR", "recalled", "e6", day("2021-03-05")),
            DiplomaticChange(("NOR", "VEL"), "ambassador of VEL", "expelled", "e7", day("2021-03-05")),
            DiplomaticChange(("NOR", "VEL"), "meetings", "suspended", "e8"),
            DiplomaticChange(("NOR", "VEL"), "ambassador of NOR", "return announced", "e21", day("2021-03-20")),
        ),
        phases=(
            Phase("onset", ("e1", "e2"), day("2021-03-03"), day("2021-03-03"), 5),
            Phase("escalation", ("e6", "e7", "e8", "e9"), day("2021-03-05"), day("2021-03-05"), 3),
            Phase("peak", ("e11", "e12", "e13"), day("2021-03-07"), None, 5),
            Phase("settlement", ("e20", "e21"), day("2021-03-12"), day("2021-03-20"), -1),
        ),
        notes=(
            Note("unnamed actor", "“an analyst” is not named", ("e17",)),
            Note("tie", "“sheltering” could be AID or COOPERATE", ("e3",)),
        ),
        parties=("NOR", "VEL"),
        coder="rules",
        made_by="detente 0.1.0",
        **_affairs(write),
    )  # fmt: skip


def _actors(write: Writer) -> tuple[Actor, ...]:
    span = write.span("Nordian patrol boat")
    return (
        Actor("NOR", "Nordia", "state", aliases=("Nordian",), codes={"iso3": "NOR"}, mentions=(Mention("story", span.start, span.end, "Nordian patrol boat"),)),
        Actor("VEL", "Velmark", "state"),
        Actor("NOR_PM", "Nordian prime minister", "official", country="NOR"),
        Actor("NOR_MIL", "Nordian military", "military", country="NOR"),
        Actor("VEL_MIL", "Velmarkian army", "military", country="VEL"),
        Actor("VEL_POP", "civilians", "population", country="VEL", generic=True),
        Actor("NOR_FM", "foreign minister of Nordia", "official", country="NOR"),
        Actor("VEL_FM", "foreign minister of Velmark", "official", country="VEL"),
        Actor("SKF", "Skerry Front", "armed group"),
        Actor("UOH", "Union of Harbours", "international organisation"),
        Actor("ANALYST", "an analyst", "person"),
    )  # fmt: skip


def _affairs(write: Writer) -> dict[str, Any]:
    s, ev = write.span, write.evidence
    neighbours, quarrel = s("neighbours"), s("quarrelled over Hollow Island")
    elections, currency = s("elections in May"), s("a falling currency")
    denial, breach, resolve = (
        s("it had armed the group"),
        s("a breach of its sovereignty"),
        s("to show resolve"),
    )
    provoked, shelter = s("provoked"), s("sheltering the Front")
    return {
        "relations": (
            Relation("r1", "neighbour_of", "NOR", "VEL", neighbours, ev(neighbours)),
            Relation("r2", "disputes_territory_with", "NOR", "VEL", quarrel, ev(quarrel), since=When("1990", "decade", "Since the 1990s")),
            Relation("r3", "shelters", "VEL", "SKF", shelter, ev(shelter), modality="claimed", speaker=("NOR",), derived_from="e3"),
        ),
        "pressures": (
            Pressure("p1", "elections", ("NOR",), elections, ev(elections)),
            Pressure("p2", "economy", ("NOR",), currency, ev(currency)),
        ),
        "motives": (Motive("m1", ("NOR",), "show resolve", resolve, ev(resolve), of_event="e26"),),
        "claims": (
            Claim("c1", ("VEL",), "denies", "it had armed the group", denial, ev(denial), about="e5", said_in="e4"),
            Claim("c2", ("VEL",), "frames", "a breach of its sovereignty", breach, ev(breach), about="e11", said_in="e12"),
        ),
        "causes": (
            Cause("x1", "provokes", provoked, ev(provoked), cause=("e27",), effect_words="the crisis"),
            Cause("x2", "constrains", currency, ev(currency), cause=("p1", "p2"), effect=("e10",)),
        ),
    }  # fmt: skip


def _sentences() -> tuple[Span, ...]:
    spans, start = [], 0
    for place, char in enumerate(TEXT):
        if char == "." and (place + 1 == len(TEXT) or TEXT[place + 1] in " \n"):
            while TEXT[start] in " \n":
                start += 1
            spans.append(Span(start, place + 1))
            start = place + 1
    return tuple(spans)


HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<img src=x onerror=alert(3)>",
    "javascript:alert(4)",
    "]]><svg onload=alert(5)>",
    "a\u2028b\u2029c",
    "left\u202etfel",
    "lone \ud800 surrogate \udc00",
    "nul\x00 bell\x07 esc\x1b[31mred",
    "\"' onmouseover=alert(6) x='",
    "{{ 7*7 }}{% for x in y %}",
    "<!-- --><style>*{display:none}</style>",
    "=cmd|'/C calc'!A0",
    "&lt;script&gt;alert(7)&lt;/script&gt;",
)


def hostile() -> Crisis:
    """A crisis whose every free text wants to be run."""
    text = " Then. ".join(HOSTILE) + " 👩‍👩‍👧 attacked."
    write = Writer(text, doc=HOSTILE[0])
    actors = tuple(Actor(f"A{n}", bad, "armed group", aliases=(bad,)) for n, bad in enumerate(HOSTILE))
    events = tuple(
        write.event(f"e{n}", bad, "ASSAULT", f"A{n}", f"A{(n + 1) % len(HOSTILE)}", rung=n % 7, where=Place(bad), when=When(None, "none", bad), condition=bad, framing=(bad,), alternatives=(bad,), inferred={bad: bad})
        for n, bad in enumerate(HOSTILE)
    )  # fmt: skip
    odd_id = write.event('"><script>alert(8)</script>', "attacked", None, "A0", "A1")
    first = write.span(HOSTILE[0])
    proof = write.evidence(first, by=HOSTILE[2])
    return Crisis(
        documents=(Document(HOSTILE[0], text, title=HOSTILE[1], source=HOSTILE[2], published=HOSTILE[4], warnings=HOSTILE),),
        actors=actors,
        events=(*events, odd_id),
        relations=(Relation("r1", "hostile_to", "A0", "A1", first, proof),),
        pressures=(Pressure("p1", "economy", ("A0",), first, proof),),
        motives=tuple(Motive(f"m{n}", ("A0",), bad, first, proof, outcome=bad) for n, bad in enumerate(HOSTILE)),
        claims=tuple(Claim(f"c{n}", ("A1",), "asserts", bad, first, proof) for n, bad in enumerate(HOSTILE)),
        causes=(Cause("x1", "causes", first, proof, cause_words=HOSTILE[1], effect_words=HOSTILE[2]),),
        diplomacy=(DiplomaticChange(("A0", "A1"), "ambassador of A1", "recalled", "e1"),),
        notes=tuple(Note(bad, bad, ("e1",)) for bad in HOSTILE),
        parties=("A0", "A1"),
        coder=HOSTILE[0],
        made_by=HOSTILE[1],
    )  # fmt: skip


def large(events: int) -> Crisis:
    """A crisis of many events over a text of as many sentences."""
    text = " ".join(f"On day {n} state S{n % 40} struck state S{(n + 1) % 40}." for n in range(events))
    write = Writer(text, doc="large")
    spans, at = [], 0
    made = []
    for n in range(events):
        end = text.index(".", at) + 1
        spans.append(Span(at, end))
        cut = text.index("struck", at)
        when = day(f"2001-{n % 12 + 1:02}-{n % 28 + 1:02}")
        made.append(Event(f"e{n}", "do", Span(cut, cut + 6), Evidence(write.doc, at, end, text[at:end], "rule:test", 0.8), event="ASSAULT", sources=(f"S{n % 40}",), targets=(f"S{(n + 1) % 40}",), when=when, rung=n % 11 - 3, sentence=n))  # fmt: skip
        at = end + 1
    actors = tuple(Actor(f"S{n}", f"State {n}", "state") for n in range(40))
    return Crisis(
        (Document.from_text(text, id="large", title="Large"),), actors, tuple(made), sentences=tuple(spans)
    )
