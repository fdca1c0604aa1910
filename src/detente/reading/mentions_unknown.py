"""Named bodies that no code book knows but that act or speak: "Exxon denied it", "organized by I.H.H."."""

from __future__ import annotations

from spacy.tokens import Token

from detente.crisis import Actor
from detente.reading.base import Reading, Sentence, at, end
from detente.reading.mentions_kinds import Referring, tagged, word_set
from detente.reading.mentions_names import Covered, head_of

TELLING = word_set(
    "say claim deny announce declare accuse condemn denounce demand warn threaten refuse reject organize "
    "organise send attack kill seize plan sponsor finance fund support oppose protest urge call vow promise "
    "sign agree insist report publish admit blame back offer withdraw arrange stage launch seek want boycott "
    "sue"
)
"""Verbs whose subject is somebody, whatever the name."""
MEMBERS = frozenset({"member", "leader", "spokesman", "fighter", "activist", "supporter", "founder", "head"})


def find_unknown(reading: Reading, covered: Covered) -> None:
    """Add a mention for each name of a body that is in no code book and does something in the account.

    ``covered`` are the tokens of the names found so far. Once the name is known to act, its other
    occurrences are mentions too.
    """
    spans = [
        (sentence, tokens)
        for sentence in reading.sentences
        for tokens in (_name(words) for words in tagged(sentence, frozenset({"ORG"})))
        if tokens and not any(_taken(reading, covered, token) for token in tokens)
    ]
    acting = {_words(tokens) for _, tokens in spans if _acts(head_of(tokens))}
    for sentence, tokens in spans:
        if (name := _words(tokens)) in acting:
            _add(reading, covered, sentence, tokens, name)


def _name(words: list[Token]) -> list[Token]:
    """The words of the name without article and possessive mark."""
    while words[0].i > words[0].sent.start and _is_capital(words[0].nbor(-1)):
        words = [words[0].nbor(-1), *words]
    kept = [word for word in words if word.lower_ not in {"the", "'s", "’s", "a", "an"}]
    plain = all(word.text[:1].isupper() or word.lower_ in {"of", "and", "for", "&", "."} for word in kept)
    return kept if kept and plain and kept[0].text[:1].isalpha() else []


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos_ in {"PROPN", "NOUN", "ADJ", "X"}


def _taken(reading: Reading, covered: Covered, token: Token) -> bool:
    return covered.get(at(token)) is not None or reading.mention_of(token) is not None


def _words(tokens: list[Token]) -> str:
    return " ".join(token.text for token in tokens)


def _acts(head: Token) -> bool:
    """Whether a name is the subject or agent of a verb that only somebody can be the subject of."""
    verb = head.head
    if head.dep_ == "pobj" and head.head.lower_ == "by":
        verb = head.head.head
        return verb.lemma_.lower() in TELLING and verb.tag_ == "VBN"
    if head.dep_ == "pobj" and head.head.lower_ == "of":
        return head.head.head.lemma_.lower() in MEMBERS
    return head.dep_ == "nsubj" and verb.lemma_.lower() in TELLING


def _add(reading: Reading, covered: Covered, sentence: Sentence, tokens: list[Token], name: str) -> None:
    from detente.reading.resolve_owners import slug

    head = head_of(tokens)
    id = slug(name.replace(".", ""))
    if id not in reading.actors:
        if reading.books.actors.entry(id) is not None:
            return  # the id of somebody else
        reading.actors[id] = Actor(id, name, "unknown")
    mention = Referring(
        at(tokens[0]), end(tokens[-1]), sentence, head, (id,), "name", 0.6, "a name in no code book",
        reference="name", kind="unknown", form=name.lower(), number="either", done=True,
    )  # fmt: skip
    reading.add_mention(mention)
    for token in tokens:
        covered[at(token)] = mention
