"""Statements and what they say: "issued a joint statement condemning X" tells of a condemnation.

The paper is the vehicle, the verb of its content the event; who issued the paper says it. Only a statement of
which nothing is told stays an event of its own, one without a side to agree or to blame.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.crisis import Span
from detente.reading.base import Predicate, Reading

PAPERS = frozenset(
    "address announcement broadcast cable communique communiqué declaration dispatch letter manifesto memorandum "
    "message note resolution speech statement telegram".split()
)


def fold_statement(reading: Reading, said: Predicate, dropped: set[int]) -> None:
    """Make a statement and the verb of its content one event."""
    if id(said) in dropped or said.event is not None or said.layer != "say":
        return
    if said.pos == "n" and said.noun is None:
        _fold_vehicle(reading, said, dropped)
        _fold_subject(reading, said, dropped)
    _fold_content(reading, said, dropped)


def _fold_content(reading: Reading, said: Predicate, dropped: set[int]) -> None:
    """ "Released a letter asking for calm", "a statement in which they condemned X": what was said."""
    paper = _paper(said)
    if paper is None or id(said) in dropped:
        return
    for token in paper.children:
        inner = reading.predicate_of(token) if token.dep_ in {"acl", "relcl"} else None
        if inner is None or inner is said or inner.layer != "say" or inner.event is None:
            continue
        issuers = list(said.sources)
        if not issuers and said.governor is not None and said.pos == "n" and said.noun is None:
            issuers = list(said.governor.sources)
        inner.alt += [Span(said.start, said.end), *said.alt]
        inner.sources = issuers or inner.sources
        others = [id for id in said.targets if id not in inner.sources]
        inner.targets = [id for id in inner.targets if id not in issuers] or others
        if inner.event == "AGREE" and not inner.targets and len(issuers) > 1:
            inner.targets = list(issuers)  # who agree in a joint statement agree with each other
        dropped.add(id(said))
        return


def _paper(said: Predicate) -> Token | None:
    """The noun of the statement: of a light verb, of a verb of issuing, or the predicate itself."""
    if said.noun is not None:
        return said.noun
    if said.pos == "n":
        return said.token
    return next((each for each in said.slots.get("obj", ()) if each.lemma_.lower() in PAPERS), None)


def _fold_subject(reading: Reading, paper: Predicate, dropped: set[int]) -> None:
    """ "A joint statement by X and Y condemned Z": X and Y did."""
    verb = reading.predicate_of(paper.token.head)
    if paper.token.dep_ != "nsubj" or verb is None or verb is paper or verb.layer != "say" or not paper.sources:
        return
    if paper.token.lemma_.lower() not in PAPERS:
        return
    verb.sources = verb.sources or list(paper.sources)
    verb.targets = [id for id in verb.targets if id not in paper.sources]
    verb.alt.append(Span(paper.start, paper.end))
    dropped.add(id(paper))


def _fold_vehicle(reading: Reading, noun: Predicate, dropped: set[int]) -> None:
    """ "announced in a speech", "said in a joint statement": the noun is only the vehicle of the speech."""
    preposition = noun.token.head
    if noun.token.dep_ != "pobj" or preposition.lower_ not in {"in", "via", "through"}:
        return
    above = reading.predicate_of(preposition.head)
    if (
        above is None
        or above is noun
        or above.layer != "say"
        or (noun.layer != "say" and "statement" not in noun.lemma)
    ):
        return
    above.alt.append(Span(noun.start, noun.end))
    above.sources = above.sources or list(noun.sources)
    if above.when is None:
        above.when = noun.when
    dropped.add(id(noun))
