"""What the text says came of an aim: "have been futile", "have faltered", "has backfired", "achieved"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import motive_cues

COMPLEMENTS = frozenset({"acomp", "attr", "advmod", "prep", "oprd"})


def outcome_of(token: Token) -> str | None:
    """The outcome word of the clause in which ``token`` (an aim, a verb with its purpose) is the subject."""
    for _ in range(4):
        verb = token.head
        if token.dep_ in {"nsubj", "csubj", "nsubjpass"}:
            for word in [verb, *(child for child in verb.children if child.dep_ in COMPLEMENTS)]:
                if _is_outcome(word):
                    negated = any(child.dep_ == "neg" for child in verb.children)
                    return f"not {word.text}" if negated else word.text
            return None
        if verb == token or token.dep_ not in {"prep", "pobj", "acl", "pcomp", "conj", "dobj"}:
            return None
        if token.dep_ == "dobj":
            return verb.text if _is_outcome(verb) else None
        token = verb
    return None


def _is_outcome(word: Token) -> bool:
    return any(cue.kind == "outcome" for cue, _ in motive_cues().at([word], 0))
