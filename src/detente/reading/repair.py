"""Wrong parses of the small model, put right in this one place.

Each repair is a function over one sentence with the pattern that it mends in its docstring; a repair never
fires on a tree that is already well formed.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token


def repair_parse(doc: Doc) -> Doc:
    """Apply every repair to every sentence of a paragraph."""
    for sentence in doc.sents:
        for repair in REPAIRS:
            repair(sentence)
    return doc


NOUN_LIKE_VERBS = frozenset(
    "calls strikes attacks raids clashes protests threats demands talks visits moves fears hopes claims claim call "
    "strike attack raid protest threat demand move visit".split()
)


def plural_noun_before_verb(sentence: Span) -> None:
    """ "…, calls for restraint emerged": a noun tagged as the root verb with the real verb below it."""
    for token in sentence:
        if token.lower_ not in NOUN_LIKE_VERBS or token.tag_ not in {"VBZ", "VBP"}:
            continue
        if any(child.dep_ in {"nsubj", "nsubjpass"} and child.i < token.i for child in token.children):
            continue
        verb = next(
            (
                child
                for child in token.children
                if child.i > token.i and child.tag_ in {"VBD", "VBZ", "VBP"} and child.dep_ in {"advcl", "ccomp", "conj", "dep", "parataxis", "acl"}
                and not any(each.dep_ in {"nsubj", "nsubjpass", "mark"} for each in child.children)
            ),
            None,
        )
        if verb is None:
            continue
        _promote(token, verb)


def _promote(noun: Token, verb: Token) -> None:
    """Make ``verb`` govern what ``noun`` wrongly governed, and ``noun`` its subject."""
    head, label = noun.head, noun.dep_
    was_root = head is noun
    moved = [child for child in noun.children if child is not verb and (child.dep_ in {"advcl", "punct", "advmod"} or child.i > verb.i)]
    if was_root:
        verb.head, verb.dep_ = verb, "ROOT"
    else:
        verb.head, verb.dep_ = head, label
    noun.head, noun.dep_ = verb, "nsubj"
    noun.tag_, noun.pos_ = "NNS" if noun.text.endswith("s") else "NN", "NOUN"
    for child in moved:
        child.head = verb


def verbs_after_determiner(sentence: Span) -> None:
    """ "the strikes", "their attack": a word after a determiner or possessive is a noun whatever its tag."""
    for token in sentence:
        if token.i == sentence.start or token.tag_ not in {"VBZ", "VBP", "VB"}:
            continue
        previous = token.nbor(-1)
        if previous.tag_ in {"DT", "PRP$", "POS"} and token.lower_ in NOUN_LIKE_VERBS:
            token.tag_ = "NNS" if token.text.endswith("s") else "NN"
            token.pos_ = "NOUN"


REPAIRS = (verbs_after_determiner, plural_noun_before_verb)
