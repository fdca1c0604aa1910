"""Step 12: mentions of the same event, and what one mention lends to another.

"The strikes", "this attack", "the Indian accusation" take up an event told elsewhere, before or (in essays
that start at the end) after. A taking-up noun is definite or possessed; it fits an event of the same kind
whose actors, place and date do not contradict. What it leaves out it takes from that event, marked inferred.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from detente.codes import shipped, values
from detente.reading.base import Predicate, Reading, at
from detente.reading.embodied import spare_itself, toll
from detente.reading.pairs import country_of, main_pair
from detente.reading.tellings import ELSEWHERE, join_full_tellings, pool

DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "both"})
ORDINAL = frozenset(
    "second third fourth another other more new next fresh similar every each any no further".split()
)
FORCE = frozenset({"ASSAULT", "COERCE"})  # "occupied the islands" … "the invasion"
NEAR = 2  # sentences over which "the step", "the action" reach back
WINDOW = 60  # predicates of the same kind looked at in either direction


class Merge:
    """Links mentions of the same event and numbers the events in text order."""

    name = "merge"

    def __call__(self, reading: Reading) -> None:
        members: dict[str, list[Predicate]] = defaultdict(list)
        for predicate in sorted(reading.predicates, key=lambda each: each.start):
            for family in families(predicate):
                members[family].append(predicate)
        candidates = _Candidates(members)
        for predicate in reading.predicates:
            if takes_up(predicate):
                _link(reading, predicate, candidates)
            _lend(predicate)
        join_full_tellings(reading, root, families, _place_words)
        for predicate in reading.predicates:
            toll(reading, predicate)
        pool(reading, root)
        for predicate in reading.predicates:
            _answer(reading, predicate)
            spare_itself(reading, predicate)


@lru_cache(maxsize=1)
def _families() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Lemma to its families, and general lemma to the families that it can take up."""
    own: dict[str, set[str]] = defaultdict(set)
    general: dict[str, set[str]] = defaultdict(set)
    for row in shipped("event_families.tsv").rows:
        for lemma in values(row["lemmas"]):
            own[lemma].add(row["family"])
        for lemma in values(row["general"]):
            general[lemma].add(row["family"])
    return (
        {lemma: frozenset(names) for lemma, names in own.items()},
        {lemma: frozenset(names) for lemma, names in general.items()},
    )


def families(predicate: Predicate) -> frozenset[str]:
    """The families of words that the predicate's words belong to."""
    own, _ = _families()
    found: frozenset[str] = frozenset()
    for lemma in (predicate.lemma, predicate.lemma.split()[-1]):
        found |= own.get(lemma, frozenset())
    return found


def taking_up(predicate: Predicate) -> frozenset[str]:
    """The families that the noun can take up."""
    _, general = _families()
    return families(predicate) | general.get(predicate.lemma, frozenset())


@dataclass(slots=True)
class _Candidates:
    """Predicates by family, in text order."""

    members: dict[str, list[Predicate]]

    def near(self, predicate: Predicate) -> list[Predicate]:
        """At most ``WINDOW`` on either side of each family, in text order."""
        found: dict[int, Predicate] = {}
        for family in taking_up(predicate):
            members = self.members.get(family, [])
            place = bisect_left(members, predicate.start, key=lambda each: each.start)
            for other in members[max(0, place - WINDOW) : place + WINDOW]:
                found[id(other)] = other
        return sorted(found.values(), key=lambda each: each.start)


def _link(reading: Reading, predicate: Predicate, candidates: _Candidates) -> None:
    banned = _not_by(reading, predicate)
    best: tuple[float, Predicate] | None = None
    for other in candidates.near(predicate):
        if other is predicate or root(other) is predicate:
            continue
        if other.start > predicate.start and takes_up(other) and not other.sources:
            continue  # it, too, has yet to find its event
        score = _fit(reading, predicate, other, banned)
        if score > 0 and (best is None or score > best[0]):
            best = (score, other)
    if best is not None:
        predicate.same_as = root(best[1])
        predicate.rules.append("merge:taken up")


def takes_up(predicate: Predicate) -> bool:
    """Whether the noun speaks of an event as known: definite, demonstrative, possessed or "recent"."""
    noun = predicate.token
    if noun.pos_ not in {"NOUN", "PROPN"} or predicate.noun is not None:
        return False
    if predicate.polarity == "negated":
        return False
    if any(child.lower_ in ORDINAL for child in noun.children):
        return False
    for child in noun.children:
        if child.dep_ == "det" and child.lower_ in DEFINITE:
            return True
        if child.dep_ == "poss":
            return True
    return noun.tag_ in {"NNP", "NNPS"}


def root(predicate: Predicate) -> Predicate:
    """The first mention of the event that this predicate is a mention of."""
    seen = predicate
    for _ in range(50):
        if seen.same_as is None:
            break
        seen = seen.same_as
    return seen


def _fit(reading: Reading, predicate: Predicate, other: Predicate, banned: set[str]) -> float:
    """How well ``other`` may be the event that ``predicate`` takes up; 0 when it cannot."""
    first = root(other)
    sources, targets = set(first.sources), set(first.targets)
    if not _compatible(reading, set(predicate.sources), sources) or sources & banned:
        return 0.0
    clash = predicate.event and first.event and predicate.event != first.event
    if clash and not {predicate.event, first.event} <= FORCE:
        return 0.0
    stranger = not families(predicate) & families(first) and not set(predicate.sources) & sources
    if stranger and predicate.sources and (sources or not _pointed(predicate)):
        return 0.0  # "its response" takes up a deed only when that deed is known to be its own
    if not _compatible(reading, set(predicate.targets), targets):
        return 0.0
    if predicate.sources and len(sources) > len(predicate.sources):
        return 0.0  # "its decision" is not what both decided
    if first.modality not in {"asserted", predicate.modality} or first.polarity:
        return 0.0
    if predicate.when and first.when and predicate.when.iso and first.when.iso:
        one, two = predicate.when.iso, first.when.iso
        if not (one.startswith(two) or two.startswith(one)):
            return 0.0
    distance = predicate.sentence.index - other.sentence.index
    if not families(predicate) & families(first) and not 0 <= distance <= NEAR and not _pointed(predicate):
        return 0.0
    score = 10.0 - min(abs(distance), 20) * 0.3
    if distance < 0:
        score -= 4.0  # an event told later is taken up only when nothing earlier fits
    if predicate.lemma == first.lemma or predicate.lemma == other.lemma:
        score += 3.0
    if {country_of(reading, id) for id in first.sources} & set(main_pair(reading)):
        score += 1.0
    if sources and targets:
        score += 1.5
    if set(predicate.sources) & sources:
        score += 2.0
    if not sources and not targets:
        score -= 2.0
    if first.when is not None and first.when.precision == "habitual":
        score -= 4.0  # "the strikes" are not what happens daily
    if _plural(predicate) != _plural(other) and other.pos == "n":
        score -= 1.0
    named, known = _place_words(predicate), _place_words(first)
    if named and known and not named & known:
        return 0.0
    if named:
        score += 6.0 if named & known else -3.0
    if set(predicate.lemma.split()[:-1]) & set(first.lemma.split()[:-1]):
        score += 3.0  # "the suicide bombing" for "a suicide attack"
    if predicate.when is not None and predicate.when.iso and (first.when is None or not first.when.iso):
        score -= 3.0
    return max(score, 0.0)


def _pointed(predicate: Predicate) -> bool:
    """ "this step", "their actions": a general word that points or is owned."""
    return any(
        child.dep_ == "poss" or child.lower_ in {"this", "that", "these", "those", "such", "both"}
        for child in predicate.token.children
    )


def _compatible(reading: Reading, one: set[str], two: set[str]) -> bool:
    if not one or not two or one & two:
        return True
    return bool({country_of(reading, id) or id for id in one} & {country_of(reading, id) or id for id in two})


def _plural(predicate: Predicate) -> bool:
    noun = predicate.noun if predicate.noun is not None else predicate.token
    return noun.tag_ in {"NNS", "NNPS"}


def _place_words(predicate: Predicate) -> set[str]:
    """Proper nouns that name the event: "the Uri attack", "the attack in Pulwama"."""
    noun = predicate.noun if predicate.noun is not None else predicate.token
    words = {child.lower_ for child in noun.children if child.dep_ == "compound" and child.tag_ == "NNP"}
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"in", "at", "on"}:
            words |= {
                token.lower_
                for token in child.subtree
                if token.tag_ == "NNP" and token.ent_type_ in {"GPE", "LOC", "FAC", "ORG", ""}
            }
    return words


def _not_by(reading: Reading, predicate: Predicate) -> set[str]:
    """Those who cannot have done it: who denounces or answers a deed is not its doer."""
    above = predicate.governor
    if above is None or predicate.link not in {"dobj", "pobj", "prep", "nsubjpass"}:
        return set()
    if above.event in {"ACCUSE", "REJECT", "PROTEST"} or above.lemma in {"respond", "retaliate", "react"}:
        banned = set(above.sources)
        if not banned:
            banned = {id for each in above.slots.get("subj", []) for id in _ids_at(reading, each)}
        return banned
    return set()


def _ids_at(reading: Reading, token: Token) -> list[str]:
    mention = reading.by_head.get(at(token))
    return list(mention.ids) if mention else []


REPLIES = frozenset(
    ("response respond retaliation retaliate reprisal reaction react revenge answer counter- attack").split()
)


def _answer(reading: Reading, predicate: Predicate) -> None:
    """To condemn or answer a deed is to turn to its doer; what is answered was done to who answers."""
    if predicate.layer == "do" and not predicate.sources:
        _by_the_deed(reading, predicate)
    if predicate.layer == "say" and predicate.event and not predicate.targets:
        for token in [
            *predicate.slots.get("obj", ()),
            *predicate.slots.get("of", ()),
            *predicate.slots.get("prep.for", ()),
        ]:
            deed = reading.predicate_of(token)
            if deed is not None and deed.sources and set(deed.sources) != set(predicate.sources):
                predicate.targets = [id for id in root(deed).sources if id not in predicate.sources]
                predicate.inferred["targets"] = "the doer of the deed"
                return
    if predicate.lemma in REPLIES:
        for token in predicate.slots.get("prep.to", []):
            deed = reading.predicate_of(token)
            if deed is None or deed is predicate:
                continue
            answered_by = predicate.sources or (predicate.governor.sources if predicate.governor else [])
            if deed.sources and not predicate.targets:
                predicate.targets = [id for id in deed.sources if id not in predicate.sources]
                predicate.inferred["targets"] = "the doer of the deed answered"
            if answered_by and not deed.targets and not set(answered_by) & set(deed.sources):
                deed.targets = list(answered_by)
                deed.inferred["targets"] = "who answered it"


def _by_the_deed(reading: Reading, predicate: Predicate) -> None:
    """What a deed does its doer does: "the attack killed ten", "the raid violated X's sovereignty"."""
    for token in predicate.slots.get("subj", ()):
        deed = reading.predicate_of(token)
        if deed is None or deed is predicate or not (predicate.event or (deed.event and predicate.targets)):
            continue
        if doers := [id for id in root(deed).sources if id not in predicate.targets]:
            predicate.sources = doers
            predicate.inferred["sources"] = "the doer of the deed that did it"


def _lend(predicate: Predicate) -> None:
    """Give a taking-up mention the actors, time and place that only the first mention states."""
    if predicate.same_as is None:
        return
    first = root(predicate)
    basis = ELSEWHERE
    if not predicate.sources and set(first.sources) - set(predicate.targets):
        predicate.sources = [id for id in first.sources if id not in predicate.targets]
        predicate.inferred["sources"] = basis
    if (not predicate.targets or "targets" in predicate.inferred) and first.targets:
        predicate.targets = list(first.targets)
        predicate.inferred["targets"] = basis
    if predicate.when is None and first.when is not None:
        predicate.when = first.when
        predicate.inferred["when"] = basis
    if predicate.where is None and first.where is not None:
        predicate.where = first.where
        predicate.inferred["where"] = basis
