"""The page: one file that holds everything, runs nothing but its own script and fetches nothing at all."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from detente.crisis import UNSPEC, Crisis
from detente.report.cards import Anchors, Card, cards
from detente.report.content import nothing, provenance, title
from detente.report.describe import Describer
from detente.report.figures import curve
from detente.report.labels import (
    BAD_STATES,
    GOOD_STATES,
    KINDS,
    RUNGS,
    aspect_words,
    doubt_words,
    how_read,
    rung_text,
)
from detente.report.network import network
from detente.report.offline import data, environment, file, policy
from detente.report.segments import Cut, cut
from detente.report.summary import summary
from detente.report.words import count

MOST_CARDS = 1500
"""Most records of a kind on a page."""
MOST_TEXT = 600_000
"""Most code points of all documents together on a page."""
MOST_ACTORS = 80
"""Most actors to filter by."""

HEADINGS = {
    "event": "Timeline",
    "relation": "Relations",
    "pressure": "Pressures",
    "motive": "Motives",
    "claim": "Claims",
    "cause": "Causes",
}


def page(crisis: Crisis) -> str:
    """The crisis as one HTML file. The same crisis always gives the same bytes."""
    describe = Describer(crisis)
    anchors = Anchors()
    by_kind = cards(crisis, describe, anchors, MOST_CARDS)
    everything = [card for kind in KINDS for card in by_kind[kind]]
    texts, cuts = _texts(crisis, everything)
    style, script = file("style.css"), file("page.js")
    body = (
        environment()
        .get_template("page.html.j2")
        .render(
            policy=policy(style, script),
            style=Markup(style),
            script=Markup(script),
            index=Markup(data(_index(everything, cuts))),
            crisis=crisis,
            title=title(crisis),
            provenance=provenance(crisis),
            how_read=how_read(crisis),
            facts=_facts(crisis),
            story=[(piece.text, [(id, anchors.of(id)) for id in piece.ids]) for piece in summary(crisis)],
            nothing=nothing(crisis),
            texts=texts,
            groups=[(kind, HEADINGS[kind], by_kind[kind]) for kind in KINDS if by_kind[kind]],
            left_out=_left_out(crisis, texts),
            names=describe.names,
            anchor=anchors.of,
            curve=curve(crisis),
            network=network(crisis, describe),
            diplomacy=_diplomacy(crisis, describe, anchors),
            phases=crisis.phases,
            parties=describe.ranked_actors(24),
            choices=_choices(crisis, describe, everything),
            modalities=sorted({card.modality for card in everything}),
            notes=[
                (note.kind, note.text, [(id, anchors.of(id)) for id in note.about[:12]])
                for note in crisis.notes[:400]
            ],
            warnings=[warning for document in crisis.documents for warning in document.warnings],
            rungs=RUNGS,
            rung_text=rung_text,
            count=count,
            describe=describe,
        )
    )
    return body + "\n"


def _texts(crisis: Crisis, everything: list[Card]) -> tuple[list[dict[str, Any]], list[Cut]]:
    """The documents cut into segments that are numbered through the whole page."""
    texts: list[dict[str, Any]] = []
    cuts: list[Cut] = []
    number, room = 0, MOST_TEXT
    for place, document in enumerate(crisis.documents):
        if room <= 0:
            break
        marks = [card.mark for card in everything if card.document == document.id]
        # Sentence spans are those of the first document; merged crises keep them within the records.
        sentences = crisis.sentences if place == 0 else ()
        made = cut(document, marks, sentences, first=number, limit=room)
        heading = document.title or document.source or document.id if len(crisis.documents) > 1 else ""
        texts.append(
            {
                "paragraphs": made.paragraphs,
                "heading": heading,
                "cut": len(document.text) > room,
                "first": place == 0,
            }
        )
        cuts.append(made)
        number, room = made.next_number, room - len(document.text)
    return texts, cuts


def _index(everything: list[Card], cuts: list[Cut]) -> dict[str, Any]:
    """What the script has to know of each record: kind, actors, modality, segments of words and sentence."""
    words = {anchor: pair for made in cuts for anchor, pair in made.words.items()}
    sentences = {anchor: pair for made in cuts for anchor, pair in made.sentences.items()}
    return {
        card.anchor: {
            "k": card.kind,
            "a": list(card.actors[:40]),
            "m": card.modality,
            "w": words.get(card.anchor, (0, -1)),
            "s": sentences.get(card.anchor, (0, -1)),
        }
        for card in everything
    }


def _facts(crisis: Crisis) -> list[tuple[str, str]]:
    happened = crisis.happened()
    top = max((event.rung for event in happened if event.rung is not None), default=None)
    counted = (
        count(len(crisis.distinct()), "event"),
        f"{len(happened):,} told as facts",
        count(len(crisis.actors), "actor"),
        count(len(crisis.relations), "relation"),
    )
    facts = [(number, what) for number, _, what in (each.partition(" ") for each in counted)]
    return (
        [*facts, (rung_text(top), f"highest rung: {RUNGS.get(top, 'unnamed')}")] if top is not None else facts
    )


def _left_out(crisis: Crisis, texts: list[dict[str, Any]]) -> list[str]:
    """What the page leaves out to stay usable, in words."""
    said = [
        f"{count(len(records) - MOST_CARDS, 'more record')} of this kind: {name}"
        for name in ("events", "relations", "pressures", "motives", "claims", "causes")
        if len(records := getattr(crisis, name)) > MOST_CARDS
    ]
    if len(texts) < len(crisis.documents) or any(text["cut"] for text in texts):
        said.append(f"the text beyond {MOST_TEXT:,} characters")
    return said


def _diplomacy(crisis: Crisis, describe: Describer, anchors: Anchors) -> list[dict[str, Any]]:
    pairs: dict[tuple[str, str], dict[str, list[dict[str, Any]]]] = {}
    for change in crisis.diplomacy:
        aspect = aspect_words(change, describe.names, pair=False)
        pairs.setdefault(change.pair, {}).setdefault(aspect, []).append(
            {
                "state": change.state,
                "mood": "bad"
                if change.state in BAD_STATES
                else "good"
                if change.state in GOOD_STATES
                else "open",
                "when": describe.short(change.when),
                "doubt": doubt_words(change),
                "told": change.modality == "asserted",
                "id": change.event,
                "anchor": anchors.of(change.event),
            }
        )
    return [
        {"pair": " – ".join(map(describe.names.of, pair)), "aspects": list(aspects.items())}
        for pair, aspects in pairs.items()
    ]


def _choices(crisis: Crisis, describe: Describer, everything: list[Card]) -> list[tuple[str, str]]:
    used = {id for card in everything for id in card.actors} - {UNSPEC}
    ranked = [actor.id for actor, _ in describe.ranked_actors() if actor.id in used][:MOST_ACTORS]
    return sorted(
        ((id, describe.names.of(id)) for id in ranked), key=lambda pair: (pair[1].casefold(), pair[0])
    )
