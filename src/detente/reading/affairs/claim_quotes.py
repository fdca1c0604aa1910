"""Direct speech: ' "…," the government said ', ' He said: "…" ', and quotes that go on after it.

A stretch between quotation marks is somebody's words when a verb of saying stands beside it in the sentence
that opens or closes it, or when it follows, in the same paragraph, on speech that was so attributed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from detente.codes import AffairCue, claim_cues
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.claim_saying import Saying
from detente.reading.affairs.spans import tokens_span
from detente.reading.base import Reading, Sentence
from detente.reading.slots import is_passive

MARKS = frozenset({'"', "``", "''", "“", "”", "„"})
STOPS = frozenset({",", ".", "?", "!", ";", "--", "…", "..."})
ORDERS = frozenset({"must", "should", "ought"})
VERBAL = frozenset({"VERB", "AUX"})
CONFIDENCE = 0.88
MIN_WORDS = 3


@dataclass(slots=True)
class Quoted:
    """The tokens between two quotation marks, with the sentences that they touch."""

    opening: Token
    closing: Token
    sentences: list[Sentence] = field(default_factory=list)

    def holds(self, token: Token) -> bool:
        return self.opening.i < token.i < self.closing.i


def quoted_claims(reading: Reading) -> list[Candidate]:
    """One claim for each sentence, or part of one, that somebody is quoted with."""
    found: list[Candidate] = []
    paragraph: list[Sentence] = []
    for sentence in reading.sentences:
        if paragraph and paragraph[-1].tokens.doc is not sentence.tokens.doc:
            found.extend(_of_paragraph(reading, paragraph))
            paragraph = []
        paragraph.append(sentence)
    found.extend(_of_paragraph(reading, paragraph))
    return found


def _of_paragraph(reading: Reading, sentences: list[Sentence]) -> Iterator[Candidate]:
    last: tuple[int, Saying] | None = None
    for quoted in _stretches(sentences):
        saying = _said_by(reading, quoted)
        if saying is None and last is not None and quoted.sentences[0].index - last[0] <= 1:
            saying = last[1] if _opens_sentence(quoted) else None
        if saying is None:
            continue
        last = (quoted.sentences[-1].index, saying)
        for sentence in quoted.sentences:
            tokens = [token for token in sentence.tokens if quoted.holds(token) and not token.is_space]
            words = [token for token in tokens if not token.is_punct]
            whole = words and (words[0].text[:1].isupper() or any(word.pos_ in VERBAL for word in words))
            if len(words) >= MIN_WORDS and whole:
                made = saying.make(tokens_span(tokens, sentence), kind=_stance(saying.cue, words))
                made.sentence, made.confidence, made.rule = sentence, CONFIDENCE, f"quote.{saying.cue.name}"
                yield made


def _stretches(sentences: list[Sentence]) -> Iterator[Quoted]:
    """The quoted stretches of a paragraph that are whole utterances, not a word or two taken up."""
    opening: Token | None = None
    touched: list[Sentence] = []
    for sentence in sentences:
        if opening is not None:
            touched.append(sentence)
        for token in sentence.tokens:
            if token.text not in MARKS:
                continue
            if opening is None:
                last = token.i == sentence.tokens.end - 1  # the mark hangs on the sentence before
                opening, touched = token, [] if last else [sentence]
                continue
            quoted = Quoted(opening, token, touched)
            opening = None
            if touched and _is_utterance(quoted):
                yield quoted


def _is_utterance(quoted: Quoted) -> bool:
    doc = quoted.opening.doc
    before = doc[quoted.opening.i - 1].text if quoted.opening.i else ""
    after = doc[quoted.closing.i + 1].text if quoted.closing.i + 1 < len(doc) else ""
    ends = doc[quoted.closing.i - 1].text in STOPS or after in {",", "."}
    return ends and (_opens_sentence(quoted) or before in {",", ":"} or doc[quoted.closing.i - 1].text == ",")


def _opens_sentence(quoted: Quoted) -> bool:
    return quoted.opening.i <= quoted.sentences[0].tokens.start


def _said_by(reading: Reading, quoted: Quoted) -> Saying | None:
    """The verb of saying beside the quote, in the sentence that closes it or in the one that opens it."""
    for sentence in dict.fromkeys((quoted.sentences[-1], quoted.sentences[0])):
        best: tuple[int, Saying] | None = None
        for token in sentence.tokens:
            if quoted.holds(token) or token.pos_ != "VERB":
                continue
            cue = _speech_cue(token)
            subjects = [child for child in token.children if child.dep_ in {"nsubj", "nsubjpass"}]
            if cue is None or is_passive(token) or not subjects or any(map(quoted.holds, subjects)):
                continue
            away = min(abs(token.i - quoted.opening.i), abs(token.i - quoted.closing.i))
            if best is None or away < best[0]:
                best = (away, Saying(reading, sentence, cue, [token]))
        if best is not None and best[1].happened():
            return best[1]
    return None


def _speech_cue(verb: Token) -> AffairCue | None:
    """The row that makes a verb one of saying, if any."""
    rows = claim_cues().of_words(verb.lemma_.lower())
    return next((row for row in rows if row.flags & {"clause", "quote"}), None)


def _stance(cue: AffairCue, words: list[Token]) -> str:
    """What the quoted words do: a verb of plain saying may introduce a demand."""
    if cue.kind != "asserts":
        return cue.kind
    verbs = [word for word in words if word.pos_ in {"VERB", "AUX"}]
    first = words[0]
    told = first.tag_ == "VB" and first.dep_ in {"ROOT", "ccomp"}
    ordered = any(verb.lower_ in ORDERS and verb.tag_ == "MD" for verb in verbs)
    return "demands" if told or ordered else cue.kind
