"""Stretches of text around a word: its phrase, its clause, without what hangs on loosely."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from detente.reading.base import Sentence, at, extent, phrase

LOOSE = frozenset({"cc", "conj", "appos", "relcl", "punct", "preconj"})
"""What is left out of a phrase: what is coordinated with it or only comments on it."""

QUOTES = frozenset({'"', "'", "``", "''", "“", "”", "‘", "’"})


def phrase_span(token: Token, sentence: Sentence, *, whole: bool = False) -> tuple[int, int]:
    """The phrase headed by ``token``; ``whole`` keeps coordinated and commenting parts."""
    if whole:
        return _within(sentence, phrase(token), token)
    kept = phrase(token, without=LOOSE)
    after = [child for child in token.children if child.dep_ in {"conj", "cc"} and child.i > token.i]
    stop = min((child.left_edge.i for child in after), default=None)
    return _within(sentence, [each for each in kept if stop is None or each.i < stop], token)


def noun_span(token: Token, sentence: Sentence) -> tuple[int, int]:
    """The noun with what stands before it and its of- and in-phrases, but no clause."""
    return _within(sentence, phrase(token, without=LOOSE | {"acl", "advcl"}), token)


def clause_span(verb: Token, sentence: Sentence) -> tuple[int, int]:
    """The clause of a verb from its subject on, without its connective and coordinated clauses."""
    kept = [verb]
    for child in verb.children:
        if child.dep_ in {"mark", "cc", "punct", "advcl", "parataxis"} and child.i < verb.i:
            continue
        if child.dep_ in {"cc", "conj", "punct", "parataxis", "preconj"}:
            continue
        if child.dep_ == "advcl" and has_subject(child):
            continue
        if child.dep_ in {"prep", "advmod", "npadvmod"} and child.i < verb.i and _before_subject(child, verb):
            continue
        kept.extend(phrase(child))
    return _within(sentence, kept, verb)


def predicate_span(verb: Token, sentence: Sentence) -> tuple[int, int]:
    """The verb with what follows it: object, complements, phrases; no subject, no coordinated verb."""
    kept = [verb]
    for child in verb.children:
        if child.dep_ in {"cc", "conj", "punct", "parataxis", "nsubj", "nsubjpass", "mark", "relcl"}:
            continue
        if child.i < verb.i and child.dep_ not in {"aux", "auxpass", "neg", "advmod"}:
            continue
        if child.i < verb.i and _before_subject(child, verb):
            continue
        if child.dep_ == "advcl" and has_subject(child):
            continue
        kept.extend(phrase(child))
    aside = {token.i for each in kept if each != verb and _is_aside(each) for token in each.subtree}
    return _within(sentence, [token for token in kept if token.i not in aside], verb)


SAYINGS = frozenset(
    {"allegation", "charge", "claim", "accusation", "assertion", "demand", "statement", "position"}
)


def _is_aside(word: Token) -> bool:
    """Whether a relative clause, or "a claim that ...", only adds something: it stands after a comma."""
    left = word.left_edge.i
    after_comma = left > 0 and word.doc[left - 1].text == ","
    return after_comma and (
        word.dep_ == "relcl"
        or (word.dep_ in {"appos", "npadvmod", "dobj"} and word.lemma_.lower() in SAYINGS)
    )


def tokens_span(tokens: Iterable[Token], sentence: Sentence) -> tuple[int, int]:
    """From the first to the last of some tokens."""
    listed = list(tokens)
    return _within(sentence, listed, listed[0])


def told_span(verb: Token, sentence: Sentence) -> tuple[int, int]:
    """The clause of a verb that has a subject, else the verb with what it governs."""
    return clause_span(verb, sentence) if has_subject(verb) else predicate_span(verb, sentence)


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(child.dep_ in {"nsubj", "nsubjpass", "csubj", "expl"} for child in verb.children)


def _before_subject(child: Token, verb: Token) -> bool:
    subject = next((each for each in verb.children if each.dep_ in {"nsubj", "nsubjpass"}), None)
    return subject is not None and child.i < subject.i


def _within(sentence: Sentence, tokens: list[Token], fallback: Token) -> tuple[int, int]:
    """The extent of tokens, kept inside the sentence and clear of a lone quotation mark at either edge."""
    first, last = sentence.tokens.start, sentence.tokens.end
    inside = sorted((each for each in tokens if first <= each.i < last), key=lambda each: each.i) or [
        fallback
    ]
    inside = _balanced(inside)
    start, stop = extent(inside)
    return max(start, sentence.start), min(stop, sentence.end)


def _balanced(tokens: list[Token]) -> list[Token]:
    """The tokens without a quotation mark or bracket at an edge whose partner is outside."""
    while len(tokens) > 1 and tokens[-1].text in QUOTES | {"("} and not _has_partner(tokens, last=True):
        tokens = tokens[:-1]
    while len(tokens) > 1 and tokens[0].text in QUOTES | {")"} and not _has_partner(tokens, last=False):
        tokens = tokens[1:]
    return tokens


def _has_partner(tokens: list[Token], *, last: bool) -> bool:
    mark = tokens[-1].text if last else tokens[0].text
    return mark in QUOTES and sum(each.text in QUOTES for each in tokens) % 2 == 0


def overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """How many characters two stretches share."""
    return min(one[1], other[1]) - max(one[0], other[0])


def inside(token: Token, span: tuple[int, int]) -> bool:
    """Whether a token begins inside a stretch."""
    return span[0] <= at(token) < span[1]
