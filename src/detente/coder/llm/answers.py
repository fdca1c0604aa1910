"""From the words of a model to coded events: what is not in the text or the code book does not count."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from detente.coder.llm.view import CodedEvent, Opinion, SentenceView
from detente.codes import icbe, plover
from detente.crisis import AUTHOR, UNSPEC, Layer, Modality, Polarity, Span

MOST_EVENTS = 60
"""An answer with more events than this is no answer to one sentence."""

NO_QUOTE = "the quote is not in the sentence"
NO_TRIGGER = "the trigger is not in its quote"
NO_SCHEMA = "an event has not the form asked for"
NO_CODE = "an event is not in the code book"
NO_ACTOR = "an actor is not one of those known"
NO_LEAF = "a mode or leaf does not fit its event or layer"
NO_DEED = "harm by accident is told as somebody's act"
TWICE = "an event is given twice"

NOT_JSON = "the answer is not JSON of the form asked for"
NOTHING = "no event of the answer counts"

# One sign for another, so that offsets stay: models straighten quotation marks and dashes.
_ALIKE = str.maketrans("‘’‚‛“”„‟«»–—‐‑−\u00a0\u202f", '\'\'\'\'""""""-----  ')


class _Event(Struct):
    quote: Annotated[str, Meta(min_length=1, max_length=20_000)]
    trigger: Annotated[str, Meta(min_length=1, max_length=400)]
    layer: Layer
    sources: Annotated[list[str], Meta(max_length=100)]
    targets: Annotated[list[str], Meta(max_length=100)]
    modality: Modality
    event: str | None = None
    mode: str | None = None
    leaf: str | None = None
    polarity: Polarity | None = None
    speaker: Annotated[tuple[str, ...], Meta(max_length=100)] = (AUTHOR,)
    confidence: Annotated[float, Meta(ge=0, le=1)] = 0.5


class _Answer(Struct):
    events: Annotated[list[msgspec.Raw], Meta(max_length=MOST_EVENTS)]


def opinion(view: SentenceView, content: str, by: str) -> Opinion:
    """What of an answer counts. ``content`` is what the model wrote, ``by`` names it.

    Nothing counts (``refused``) where the answer is not of the form asked for, or where it has events and all
    of them are dropped.
    """
    answer = _decode(content)
    if answer is None:
        return Opinion(by=by, refused=NOT_JSON)
    events: list[CodedEvent] = []
    dropped: list[str] = []
    unfit: list[str] = []
    for raw in answer.events:
        found = _event(view, raw, events, unfit)
        if isinstance(found, str):
            dropped.append(found)
        else:
            events.append(found)
    refused = NOTHING if answer.events and not events else None
    return Opinion(tuple(events), by, tuple(dropped), tuple(unfit), refused)


def _decode(content: str) -> _Answer | None:
    """The answer, also from between a fence or thoughts written aloud; ``None`` when there is none."""
    after_thoughts = content.rpartition("</think>")[2]
    inner = (text[text.find("{") : text.rfind("}") + 1] for text in (after_thoughts, content))
    for text in dict.fromkeys((content, after_thoughts, *inner)):
        try:
            return msgspec.json.decode(text, type=_Answer)
        except (msgspec.MsgspecError, UnicodeError, RecursionError):
            continue
    return None


def _event(
    view: SentenceView, raw: msgspec.Raw, earlier: list[CodedEvent], unfit: list[str]
) -> CodedEvent | str:
    """The event, or why it does not count; what of its fields does not count is noted in ``unfit``."""
    try:
        told = msgspec.json.decode(raw, type=_Event)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return NO_SCHEMA
    event = told.event.upper() if told.event else None
    if event in {"NULL", "NONE"}:
        event = None
    if event is not None and event not in plover.EVENTS:
        return NO_CODE
    place = _place(view, told, earlier)
    if isinstance(place, str):
        return place
    mode = told.mode if event and told.mode in plover.modes(event) else None
    leaf = told.leaf if told.leaf in icbe.names(told.layer) else None
    if (told.mode, told.leaf) != (mode, leaf) and (told.mode or told.leaf):
        unfit.append(NO_LEAF)
    known = {each.id for each in view.actors}
    if told.layer == "do" and event and any(place[1].overlaps(each) for each in view.accidents):
        unfit.append(NO_DEED)
        return _accident(told, place)
    return CodedEvent(
        quote=place[0],
        trigger=place[1],
        layer=told.layer,
        event=event,
        mode=mode,
        leaf=leaf,
        sources=_actors(told.sources, known, unfit),
        targets=_actors(told.targets, known, unfit),
        modality=told.modality,
        polarity=told.polarity,
        speaker=_actors(told.speaker, known | {AUTHOR}, unfit) or None,
        confidence=told.confidence,
    )


def _accident(told: _Event, place: tuple[Span, Span]) -> CodedEvent:
    """What the rules say of an accident stands: nobody's act, of no event of the code book."""
    return CodedEvent(
        *place,
        layer=told.layer,
        sources=None,
        targets=None,
        modality=told.modality,
        polarity=told.polarity,
        speaker=None,
        confidence=told.confidence,
    )


def _actors(ids: Iterable[str], known: set[str], unfit: list[str]) -> tuple[str, ...] | None:
    """Those that are known; ``None`` when some were named and none of them is."""
    named = [id for id in dict.fromkeys(ids) if id != UNSPEC]
    found = tuple(id for id in named if id in known)
    unfit.extend(NO_ACTOR for _ in range(len(named) - len(found)))
    return None if named and not found else found


def _place(view: SentenceView, told: _Event, earlier: list[CodedEvent]) -> tuple[Span, Span] | str:
    """Where quote and trigger stand in the document, or why they do not count."""
    quotes = _occurrences(told.quote, view.text, Span(0, len(view.text)))
    if not quotes:
        return NO_QUOTE
    triggers = [
        (quote, trigger) for quote in quotes for trigger in _occurrences(told.trigger, view.text, quote)
    ]
    if not triggers:
        return NO_TRIGGER
    moved = [(_moved(quote, view.start), _moved(trigger, view.start)) for quote, trigger in triggers]
    taken = [each.trigger for each in earlier]
    free = [pair for pair in moved if not any(pair[1].overlaps(span) for span in taken)]
    if not free:
        return TWICE
    # Of a word that stands twice the one that the rules, too, take for an event.
    hinted = [pair for pair in free if any(pair[1].overlaps(span) for span in view.triggers)]
    return (hinted or free)[0]


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _occurrences(words: str, text: str, within: Span) -> list[Span]:
    """Where the words stand whole, white space and the shape of quotation marks and dashes aside."""
    parts = words.translate(_ALIKE).split()
    if not parts:
        return []
    pattern = r"\s+".join(map(re.escape, parts))
    before = r"(?<!\w)" if parts[0][0].isalnum() else ""
    after = r"(?!\w)" if parts[-1][-1].isalnum() else ""
    found = re.compile(before + pattern + after).finditer(text.translate(_ALIKE), within.start, within.end)
    return [Span(match.start(), match.end()) for match in found]
