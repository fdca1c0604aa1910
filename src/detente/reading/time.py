"""Step 9: when. Dates are completed from the text or the publication date and hung on predicates."""

from __future__ import annotations

from spacy.tokens import Token

from detente.crisis import Span, When
from detente.reading.base import Predicate, Reading, Sentence, at
from detente.reading.dates import DateWords, find_dates
from detente.reading.dates_completed import Context, complete, iso_of
from detente.reading.language import DATELINE, PLAIN

LINKS_DOWN = frozenset({"conj", "advcl", "xcomp", "ccomp"})
SINCE = frozenset({"since", "until", "till", "before", "prior", "by", "after"})


class Times:
    """Finds the dates of every sentence and gives predicates theirs."""

    name = "time"

    def __call__(self, reading: Reading) -> None:
        text = reading.document.text.translate(PLAIN)
        found = {
            sentence.index: find_dates(text[sentence.start : sentence.end]) for sentence in reading.sentences
        }
        context = Context(published=reading.document.published or _dateline(text))
        context.hint = _only_year(reading.document.title or "")
        context.years = tuple(
            (sentence.start + words.start, words.year, words.month or 0)
            for sentence in reading.sentences
            for words in found[sentence.index]
            if words.year is not None and words.kind != "decade" and not words.impossible
        )
        headings = sorted(reading.document.headings)
        frames: dict[int, When] = {}
        frame: When | None = None
        for sentence in reading.sentences:
            while headings and headings[0].end <= sentence.start:
                frame = _of_heading(reading, headings.pop(0), text, context)
            if frame is not None and frame.precision in {"day", "month"}:
                frames[sentence.index] = frame
            context.past = _told_as_past(sentence)
            for words in found[sentence.index]:
                when = complete(reading, sentence.start, words, context)
                reading.dates.append(when)
                if words.end - words.start >= sentence.end - sentence.start - 2:
                    frame = when if when.iso else None  # a date standing alone heads what follows
                _attach(reading, sentence, words, when)
        for predicate in reading.predicates:
            _inherit(predicate)
            _framed(predicate, frames)


def _told_as_past(sentence: Sentence) -> bool:
    """Whether the main verb stands in the past, with nothing ahead of it ("was to", "would", "will")."""
    tags = {token.tag_ for token in sentence}
    words = {token.lower_ for token in sentence}
    return "VBD" in tags and "MD" not in tags and not words & {"due", "scheduled", "planned", "to"}


def _dateline(text: str) -> str | None:
    """The full date in the dateline of a news report, as the day it was published."""
    opening = DATELINE.match(text)
    if opening is None or opening["date"] is None:
        return None
    for words in find_dates(opening["date"]):
        if words.year and words.month and words.day and not words.impossible:
            return iso_of(words.year, words.month, words.day)
    return None


def _only_year(words: str) -> int | None:
    """The one year that a title or heading names; ``None`` when it names none or several."""
    years = {date.year for date in find_dates(words) if date.year is not None and date.kind != "decade"}
    ranged = any(date.year2 for date in find_dates(words))
    return years.pop() if len(years) == 1 and not ranged else None


def _of_heading(reading: Reading, heading: Span, text: str, context: Context) -> When | None:
    """The date that a heading sets for what stands under it; ``None`` when it names no date."""
    dates = find_dates(text[heading.start : heading.end])
    if (year := _only_year(text[heading.start : heading.end])) is not None:
        context.hint, context.day, context.month = year, None, None
    whens = [complete(reading, heading.start, words, context) for words in dates]
    return next((when for when in whens if when.iso is not None), None)


def _framed(predicate: Predicate, frames: dict[int, When]) -> None:
    """A main verb under a dated heading happened then, unless it is dated itself or in the pluperfect."""
    when = frames.get(predicate.sentence.index)
    if when is None or predicate.when is not None or predicate.pos != "v" or not predicate.happened:
        return
    pluperfect = any(child.dep_ == "aux" and child.lower_ == "had" for child in predicate.token.children)
    if predicate.token.tag_ in {"VBD", "VBZ", "VBP"} and not pluperfect:
        predicate.when = when
        predicate.inferred["when"] = "the date it stands under"


def _attach(reading: Reading, sentence: Sentence, words: DateWords, when: When) -> None:
    """Hang a date on the nearest predicate above it in the tree."""
    if when.iso is None and when.precision == "none":
        return
    start = sentence.start + words.start
    stop = sentence.start + words.end
    tokens = [token for token in sentence if start <= at(token) < stop]
    if not tokens:
        return
    inside = {token.i for token in tokens}
    token = next((each for each in tokens if each.head.i not in inside or each.head == each), tokens[0])
    for _ in range(12):
        head = token.head
        if token.lower_ in SINCE and token.pos_ in {"ADP", "SCONJ"}:
            return
        predicate = reading.predicate_of(head)
        if predicate is not None:
            if predicate.when is None or (predicate.when.iso is None and when.iso is not None):
                predicate.when = when
            return
        if head == token:
            break
        token = head
    _to_root(reading, sentence, when)


def _to_root(reading: Reading, sentence: Sentence, when: When) -> None:
    """No predicate above: the date frames the main clause."""
    root: Token = sentence.root
    predicate = reading.predicate_of(root)
    if predicate is None:
        predicate = next(
            (
                found
                for child in root.children
                if (found := reading.predicate_of(child))
                and child.dep_ in LINKS_DOWN | {"nsubj", "nsubjpass", "dobj", "attr"}
            ),
            None,
        )
    if predicate is not None and predicate.when is None:
        predicate.when = when


def _inherit(predicate: Predicate) -> None:
    """Coordinated verbs, closing participles and the deed inside a dated clause share its date."""
    above = predicate.governor
    if predicate.when is not None or above is None or above.when is None or above.when.iso is None:
        return
    if predicate.sentence is not above.sentence or above.token.i > predicate.token.i:
        return
    tense = predicate.token.tag_
    if (predicate.link == "conj" and tense in {"VBD", "VBN"}) or (
        predicate.link == "advcl" and tense == "VBG" and above.happened
    ):
        predicate.when = above.when
    if predicate.when is not None:
        predicate.inferred["when"] = "the clause it belongs to"
