"""Which words report an event, by what hand-coded accounts taught the trained coder.

The rules propose verbs and nouns that their lexicon knows, and drop those that seem to tell of nothing. The
heads judge every content word from its vector in the sentence, with what the rules think of it as a witness.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from spacy.tokens import Token

from detente.coder import TrainedCoder
from detente.reading.base import Predicate, Reading, Sentence, Word, at, end
from detente.reading.views import sentence_view

ADDED = 0.75
"""From this chance on a word that the rules do not know reports an event."""
KEPT = 0.6
"""… and one that the rules know, with their view of it weighed in."""
DISMISSED = 0.02
"""Below this chance a word's vector is not kept."""
CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ", "ADV"})
FIRST, SECOND = "word", "report"
"""The heads: of a word by itself, and of one that the rules have read."""


class Reports:
    """Looks at every content word with the coder's encoder."""

    name = "reports"

    def __init__(self, coder: TrainedCoder) -> None:
        self.coder = coder

    def __call__(self, reading: Reading) -> None:
        if FIRST not in self.coder.accounts:
            return
        reading.taught = self.coder.accounts
        views = [sentence_view(reading, sentence) for sentence in reading.sentences]
        head = reading.taught[FIRST]
        for sentence, (placed, pieces) in zip(reading.sentences, self.coder.vectors(views), strict=True):
            tokens, vectors = [], []
            for token in content_words(sentence):
                stretch = placed.stretch(at(token) - sentence.start, end(token) - sentence.start)
                if stretch:
                    tokens.append(token)
                    vectors.append(pieces[slice(*stretch[0])].mean(0))
            if not tokens:
                continue
            chances = head.chances(np.stack(vectors), [list(word_marks(reading, each)) for each in tokens])
            for token, vector, (chance,) in zip(tokens, vectors, chances.tolist(), strict=True):
                if chance >= DISMISSED:
                    reading.words[at(token)] = Word(vector.astype(np.float16), chance)


def content_words(sentence: Sentence) -> Iterator[Token]:
    """The words of a sentence that could report an event."""
    return (
        token
        for token in sentence.tokens
        if token.pos_ in CONTENT and (token.pos_ == "VERB" or not token.is_stop)
    )


def word_marks(reading: Reading, token: Token) -> Iterator[str]:
    """What is plain of a word: its tag, its place in the tree, whether the lexicon or a mention holds it."""
    lemma, lexicon = token.lemma_.lower(), reading.books.lexicon
    yield f"tag {token.tag_}"
    yield f"dep {token.dep_}"
    yield f"head {token.head.pos_} {token.dep_}"
    if token.dep_ == "pobj":
        yield f"under {token.head.lower_}"
    for pos in ("v", "n"):
        senses = lexicon.senses(lemma, pos)
        if not senses:
            continue
        yield f"{pos} known {len(senses) > 1}"
        yield f"{pos} root {len({sense.event for sense in senses}) == 1 and senses[0].event}"
        yield from (f"{pos} {flag}" for flag in sorted(senses[0].flags))
    if (mention := reading.mention_of(token)) is not None:
        yield f"mention {mention.how}"
    if token.ent_type_:
        yield f"ent {token.ent_type_}"
    yield from {f"child {child.dep_}" for child in token.children}


def reported(reading: Reading, predicate: Predicate) -> bool:
    """Whether a word reports an event by the heads alone, whatever the shipped lexicon thinks."""
    word = reading.words.get(at(predicate.token))
    own = predicate.sense is not None and predicate.sense.own
    return word is not None and word.chance >= ADDED and not own


def report_marks(reading: Reading, predicate: Predicate, ruled: bool) -> Iterator[str]:
    """What the rules have read of a predicate; ``ruled``: whether they take it for an event."""
    yield from word_marks(reading, predicate.token)
    yield f"ruled {ruled} {predicate.pos}"
    yield f"event {predicate.event} {predicate.pos}"
    yield f"layer {predicate.layer}"
    yield f"modality {predicate.modality} {bool(predicate.polarity)}"
    yield f"sides {bool(predicate.sources)} {bool(predicate.targets)}"
    yield f"inferred {'sources' in predicate.inferred} {'targets' in predicate.inferred}"
    yield f"link {predicate.link}"
    yield f"known {predicate.sense is not None} {predicate.noun is not None}"
    if predicate.sense is not None:
        yield from (f"flag {flag}" for flag in sorted(predicate.sense.flags))


def reports(reading: Reading, predicate: Predicate, ruled: bool) -> bool:
    """Whether a predicate that the rules have read reports an event; ``ruled``: whether they take it for one.

    Without the heads the rules decide, and so they do of a sense of the user's own.
    """
    if reading.taught is None or SECOND not in reading.taught:
        return ruled
    if predicate.sense is not None and predicate.sense.own:
        return ruled
    word = reading.words.get(at(predicate.token))
    if word is None:
        return False
    marks = [list(report_marks(reading, predicate, ruled))]
    return float(reading.taught[SECOND].chances(word.vector[None], marks)[0, 0]) >= KEPT
