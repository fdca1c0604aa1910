"""Bodies called by the last word of their name: "the Council", "the League", "that body"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.base import Sentence
from detente.reading.mentions_kinds import Referring, word_set
from detente.reading.mentions_phrases import phrase_mention

BODIES = word_set(
    "council assembly league union organization organisation community commission conference pact alliance "
    "committee court tribunal bloc association secretariat entente commonwealth confederation front party "
    "movement brotherhood congress society foundation bank agency command"
)


def named_body(sentence: Sentence, head: Token, noun: str, word: str, many: bool) -> Referring | None:
    """The mention of a body by one capitalised word, or of "this body"; none for any other noun."""
    if many or word not in {"the", "this", "that"}:
        return None
    bare = not any(
        child.dep_ in {"amod", "compound", "nmod", "poss", "relcl", "nummod"}
        or (child.dep_ == "prep" and child.lower_ == "of")
        for child in head.children
    )
    capital = noun in BODIES and head.text[:1].isupper()
    if not bare or not (capital or (noun == "body" and word in {"this", "that"})):
        return None
    return phrase_mention(sentence, head, "definite", "definite", "body", definite=True)


def is_body_of(head: Token, names: tuple[str, ...]) -> bool:
    """Whether one of a body's names has the word; any body is "this body"."""
    noun = head.lower_
    return noun == "body" or any(noun in name.lower().split() and " " in name for name in names)
