"""What the steps of a reading share: the text as sentences, who is mentioned, what is predicated.

A step is a callable with a name. It gets the ``Reading`` so far and adds to it; no step reaches into
another. Everything here is working state: the records that leave the room are those of
``detente.crisis``, made by the last step.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from detente.codes import CodeBooks, PartOfSpeech, Sense
from detente.crisis import (
    AUTHOR,
    Actor,
    Casualties,
    Cause,
    Claim,
    Coding,
    Document,
    Evidence,
    Motive,
    Note,
    Order,
    Place,
    Pressure,
    Relation,
    Span,
    When,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from detente.coder import AccountHeads
    from detente.coder.llm import CodedEvent


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence of the stored text. ``start`` and ``end`` are offsets into ``Document.text``."""

    index: int
    start: int
    end: int
    tokens: TokenSpan
    paragraph: int

    @property
    def root(self) -> Token:
        return self.tokens.root

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)


@dataclass(slots=True, eq=False)
class ActorMention:
    """A place where the text speaks of one or more actors. ``head`` is the noun that stands for them.

    ``how`` is one of ``name``, ``adjective``, ``people``, ``metonym``, ``acronym``, ``role``, ``pronoun``,
    ``possessive``, ``set``, ``reciprocal``, ``relational``, ``generic``, ``apposition``, ``place``.
    ``ids`` is empty while unresolved; ``basis`` says how a non-literal one was resolved.
    ``attributive`` marks a mention that only modifies another noun ("Pakistani airspace").
    """

    start: int
    end: int
    sentence: Sentence
    head: Token
    ids: tuple[str, ...]
    how: str
    confidence: float = 1.0
    basis: str | None = None
    attributive: bool = False
    alternatives: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class Predicate:
    """Something that is said to happen: a verb, an event noun or a participle, with what was read of it.

    ``slots`` maps ``subj``, ``obj``, ``iobj``, ``prt``, ``prep.X``, ``xcomp``, ``ccomp``, ``poss``, ``mod``,
    ``of`` … to the head tokens that fill them. ``governor`` is the predicate whose complement this is
    ("vowed" for "respond" in "vowed to respond"), ``link`` how: ``xcomp``, ``ccomp``, ``obj``, ``prep`` ….
    ``coded`` is what a model said of it, ``coded_by`` the model and its version.
    """

    sentence: Sentence
    token: Token
    start: int
    end: int
    lemma: str
    pos: PartOfSpeech
    slots: dict[str, list[Token]] = field(default_factory=dict)
    sense: Sense | None = None
    alternatives: list[Sense] = field(default_factory=list)
    alt: list[Span] = field(default_factory=list)
    noun: Token | None = None
    governor: Predicate | None = None
    link: str | None = None
    sources: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    inferred: dict[str, str] = field(default_factory=dict)
    modality: str = "asserted"
    polarity: str | None = None
    speaker: tuple[str, ...] = (AUTHOR,)
    condition: str | None = None
    framing: list[str] = field(default_factory=list)
    when: When | None = None
    where: Place | None = None
    casualties: Casualties | None = None
    domestic: bool = False
    same_as: Predicate | None = None
    about: Predicate | None = None
    confidence: float = 0.7
    rules: list[str] = field(default_factory=list)
    coded: CodedEvent | None = None
    coded_by: str | None = None
    id: str = ""

    @property
    def event(self) -> str | None:
        """The PLOVER event, or ``None`` for a null event."""
        return self.sense.event if self.sense else None

    @property
    def layer(self) -> str:
        return self.sense.layer if self.sense else "do"

    def flag(self, name: str) -> bool:
        return self.sense is not None and name in self.sense.flags

    @property
    def happened(self) -> bool:
        return self.modality == "asserted" and self.polarity is None


class Word(NamedTuple):
    """What the trained coder sees of a word: its vector (H,), and the chance that it reports an event."""

    vector: NDArray[np.float16]
    chance: float


@dataclass(slots=True)
class Reading:
    """A document on its way to a Crisis."""

    document: Document
    books: CodeBooks
    sentences: list[Sentence] = field(default_factory=list)
    actors: dict[str, Actor] = field(default_factory=dict)
    mentions: list[ActorMention] = field(default_factory=list)
    dates: list[When] = field(default_factory=list)
    predicates: list[Predicate] = field(default_factory=list)
    parties: tuple[str, ...] = ()
    main_pair: tuple[str, ...] = ()  # the two states that the text is about, counted once
    pair_share: float = 0.0  # of the mentions of states, those of that pair
    at_odds: set[frozenset[str]] = field(default_factory=set)  # states with stated hostile acts between them
    on_terms: set[frozenset[str]] = field(default_factory=set)  # those with stated kind acts
    dyads: dict[str, Counter[str]] = field(default_factory=dict)  # stated acts of a state on another
    relations: list[Relation] = field(default_factory=list)
    pressures: list[Pressure] = field(default_factory=list)
    motives: list[Motive] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    causes: list[Cause] = field(default_factory=list)
    order: list[Order] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    codings: list[tuple[Coding, dict[str, Predicate]]] = field(default_factory=list)  # label to its mention
    answered: set[int] = field(default_factory=set)  # sentences of which a model told every event
    coded: list[Predicate] = field(default_factory=list)  # what a model told
    taught: AccountHeads | None = None  # of a trained coder that has them
    words: dict[int, Word] = field(default_factory=dict)  # by offset, what those heads see of a word
    roles: dict[int, dict[str, NDArray[np.float32]]] = field(
        default_factory=dict
    )  # of each side, by sentence
    by_head: dict[int, ActorMention] = field(default_factory=dict)
    by_token: dict[int, Predicate] = field(default_factory=dict)
    mentions_by_sentence: dict[int, list[ActorMention]] = field(default_factory=dict)

    def add_mention(self, mention: ActorMention) -> None:
        """Keep a mention; it is found again by the place of its head token."""
        self.mentions.append(mention)
        self.mentions_by_sentence.setdefault(mention.sentence.index, []).append(mention)
        self.by_head[at(mention.head)] = mention

    def mention_of(self, token: Token) -> ActorMention | None:
        """The mention whose head is this token."""
        return self.by_head.get(at(token))

    def add_predicate(self, predicate: Predicate) -> None:
        self.predicates.append(predicate)
        self.by_token[at(predicate.token)] = predicate
        if predicate.noun is not None:
            self.by_token.setdefault(at(predicate.noun), predicate)

    def predicate_of(self, token: Token) -> Predicate | None:
        """The predicate whose trigger (verb, or noun of a light verb) is this token."""
        return self.by_token.get(at(token))

    def told_by(self, noun: Token) -> Predicate | None:
        """The predicate of a noun, also where its trigger ends in an "of" phrase ("state of alert")."""
        if (found := self.predicate_of(noun)) is not None:
            return found
        for preposition in noun.children:
            if preposition.lower_ == "of":
                for child in preposition.children:
                    inner = self.predicate_of(child)
                    if inner is not None and inner.start <= at(noun):
                        return inner
        return None

    def evidence(self, start: int, end: int, by: str, confidence: float = 0.7) -> Evidence:
        """Evidence for the stretch ``[start, end)`` of the stored text."""
        quote = self.document.text[start:end]
        return Evidence(self.document.id, start, end, quote, by, round(confidence, 3))

    def note(
        self, kind: str, text: str, about: tuple[str, ...] = (), evidence: Evidence | None = None
    ) -> None:
        """Say what could not be decided."""
        self.notes.append(Note(kind, text, about, evidence))


class Step(Protocol):
    """One step of the reading."""

    name: str

    def __call__(self, reading: Reading) -> None: ...


def at(token: Token) -> int:
    """The offset of a token in ``Document.text`` (each paragraph is parsed on its own)."""
    base: int = token.doc.user_data["base"]
    return base + token.idx


def end(token: Token) -> int:
    """The offset after a token in ``Document.text``."""
    return at(token) + len(token.text)


def extent(tokens: Any) -> tuple[int, int]:
    """The offsets that a run of tokens covers, white space and closing punctuation trimmed."""
    kept = list(tokens)
    listed = [token for token in kept if not token.is_space] or kept
    while len(listed) > 1 and listed[-1].text in {",", ".", ";", ":", "-", "–", "—"}:
        listed.pop()
    while len(listed) > 1 and listed[0].text in {",", ".", ";", ":", "-", "–", "—"}:
        listed.pop(0)
    return at(listed[0]), end(listed[-1])


def phrase(token: Token, *, without: frozenset[str] = frozenset()) -> list[Token]:
    """The tokens of the phrase headed by ``token`` in text order, leaving out children with these labels."""
    kept = [token]
    stack = [child for child in token.children if child.dep_ not in without]
    while stack:
        node = stack.pop()
        kept.append(node)
        stack.extend(node.children)
    return sorted(kept, key=lambda each: each.i)


def conjuncts(token: Token) -> list[Token]:
    """The token and all that are coordinated with it to its right ("A, B and C" from A)."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found.extend(conjuncts(child))
    return found
