"""What a document is about and what was spoken of last: the ground on which mentions are resolved.

Salience is counted over the whole document first, since accounts may name their parties after having called
them "both nations". Look-back is bounded, so time stays linear in the length of the document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from itertools import combinations

from spacy.tokens import Token

from detente.crisis import Actor, ActorKind
from detente.reading.base import Reading, Sentence, at
from detente.reading.mentions_kinds import Person, Referring, document_year, with_conjuncts
from detente.reading.mentions_names import know
from detente.reading.resolve_lists import Listed, mend_lists, named_lists
from detente.reading.slots_understood import OBJECT_CONTROL

WINDOW = 48  # mentions kept in mind
REACH = 3  # sentences looked back
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
PREPOSITIONAL = frozenset({"following", "including", "regarding", "concerning", "according", "pending"})
"""Participles that are prepositions."""
WARNING = frozenset({"warn", "threaten", "caution", "tell", "inform", "notify", "remind"})


class Discourse:
    """The document so far: actors, salience, recent mentions. One for a reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.recent: deque[Referring] = deque(maxlen=WINDOW)
        self.counts: dict[str, float] = defaultdict(float)
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.holders: dict[str, Person] = {}
        self.office_bearers: dict[str, Person] = {}
        for mention in reading.mentions:
            person = mention.person if isinstance(mention, Referring) else None
            if person is None or person.entry is None or "person" not in person.entry.codes:
                continue
            suffix = person.entry.id.partition("_")[2]
            if any(seen.role is not None and seen.role.suffix == suffix for seen in person.seen[:12]):
                self.office_bearers.setdefault(person.entry.id, person)
        self.generics: dict[str, list[str]] = {}
        self.renamed: dict[str, str] = {}
        self.resolve: Callable[[Referring], None] = lambda mention: None
        self.noted: set[str] = set()
        self.last_holder: dict[str, str] = {}
        self.year = document_year(reading.document.text, reading.document.published)
        self.lists = named_lists(reading)
        mend_lists(self.lists)
        self.list_of: dict[int, Listed] = {id(m): listed for listed in self.lists for m in listed.members}
        self.list_starts = [listed.start for listed in self.lists]
        self.sets: list[tuple[int, tuple[str, ...]]] = []
        self._count()
        self.total = sum(self.counts.values()) or 1.0
        self.main_pair = self._main_pair(states_only=True)
        self.main_sides = self._main_pair(states_only=False) or self.main_pair
        self.main_state = next((id for id in self.ranked() if self.kind(id) == "state"), None)

    def _count(self) -> None:
        """Count names by actor, subjects twice, mere modifiers and places less; and pairs in one sentence."""
        weights: dict[int, dict[str, float]] = {}
        for mention in self.reading.mentions:
            if not isinstance(mention, Referring) or mention.reference != "name":
                continue
            weight = 0.4 if mention.how == "place" else 0.7 if mention.attributive else 1.0
            if mention.head.dep_ in SUBJECTS:
                weight += 1.0
            inside = weights.setdefault(mention.sentence.index, defaultdict(float))
            for id in mention.ids:
                inside[id] += weight
                country = self.country(id)
                if country and country != id:
                    inside[country] += 0.5
        for inside in weights.values():
            for id, weight in inside.items():
                self.counts[id] += weight
            for pair in combinations(sorted(sorted(inside, key=lambda id: -inside[id])[:6]), 2):
                self.pairs[pair] += 1

    def _main_pair(self, *, states_only: bool) -> tuple[str, str] | None:
        """The two that the account is about: often named, often together."""

        def fits(id: str) -> bool:
            kind = self.kind(id)
            return kind == "state" or (not states_only and kind in {"armed group", "party"})

        best: tuple[float, tuple[str, str]] | None = None
        for pair, together in self.pairs.items():
            if not (fits(pair[0]) and fits(pair[1])) or self.country(pair[0]) == self.country(pair[1]):
                continue
            weight = 2.0 * together + min(self.counts[pair[0]], self.counts[pair[1]])
            if best is None or weight > best[0]:
                best = (weight, pair)
        if best is None:
            top = [id for id in self.ranked() if fits(id)][:2]
            return (top[0], top[1]) if len(top) == 2 else None
        first, second = best[1]
        return (first, second) if self.counts[first] >= self.counts[second] else (second, first)

    def ranked(self) -> list[str]:
        """Actors by how much the document names them, most first."""
        return sorted(self.counts, key=lambda id: -self.counts[id])

    def kind(self, id: str) -> ActorKind:
        actor = self.reading.actors.get(id)
        return actor.kind if actor else "unknown"

    def country(self, id: str) -> str | None:
        """The state that an actor is or belongs to."""
        actor = self.reading.actors.get(id)
        if actor is None:
            return None
        return id if actor.kind == "state" else actor.country

    def state_name(self, id: str) -> str:
        actor = self.reading.actors.get(id)
        if actor is not None:
            return actor.name
        entry = self.reading.books.actors.entry(id)
        return entry.name if entry else id

    def had_office(self, state: str, suffix: str) -> bool:
        """Whether a state had such an office about the time of the account, as far as the leaders tell."""
        return self.reading.books.actors.had_office(state, suffix, self.year)

    def known_state(self, id: str) -> bool:
        """Whether this is a state of the code book; it is then taken into the reading."""
        entry = self.reading.books.actors.state(id)
        if entry is not None:
            know(self.reading, entry)
        return entry is not None

    def ensure(
        self,
        id: str,
        name: str,
        kind: ActorKind,
        country: str | None = None,
        *,
        sector: str = "",
        generic: bool = False,
    ) -> str:
        """The actor with this id, made when it is new. Gives the id back."""
        if id not in self.reading.actors:
            codes = {"plover": sector} if sector else {}
            if country:
                codes["iso3"] = country
            self.reading.actors[id] = Actor(id, name, kind, (), country, codes, generic)
        return id

    def note_once(
        self, kind: str, text: str, about: tuple[str, ...], span: tuple[int, int, str, float]
    ) -> None:
        """A note on a mention, the same words only once. ``span``: start, end, rule, confidence."""
        if text not in self.noted:
            self.noted.add(text)
            self.reading.note(kind, text, about, self.reading.evidence(*span))

    def lists_before(self, place: int, limit: int = 0) -> list[Listed]:
        """The lists of names that begin in ``[limit, place)``, in text order."""
        first = bisect_left(self.list_starts, limit)
        return self.lists[first : bisect_left(self.list_starts, place)]

    def mention(self, token: Token) -> Referring | None:
        """The mention headed by a token, resolved."""
        found = self.reading.mention_of(token)
        if not isinstance(found, Referring):
            return None
        if not found.done:
            self.resolve(found)
        return found

    def ids(self, token: Token) -> tuple[str, ...]:
        found = self.mention(token)
        return found.ids if found else ()

    def before(self, mention: Referring, reach: int = REACH) -> list[Referring]:
        """Recent resolved mentions before this one, nearest first."""
        limit = mention.sentence.index - reach
        return [
            other
            for other in reversed(self.recent)
            if other.start < mention.start and other.sentence.index >= limit and other.ids
        ]


def governing_verb(token: Token) -> Token | None:
    """The verb of the innermost clause that holds the token."""
    for _ in range(40):
        if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass", "amod"}:
            return token
        if token.head == token:
            return None
        token = token.head
    return None


def own_subjects(verb: Token) -> list[Token]:
    """The subjects that a verb has in place."""
    return [child for child in verb.children if child.dep_ in SUBJECTS and child.pos_ not in {"VERB", "AUX"}]


def clause_subjects(token: Token) -> list[Token]:
    """The subject, stated or understood, of the clause that a pronoun stands in.

    A pronoun inside the subject itself looks one clause up; participles, infinitives and coordinated verbs
    take the subject of the verb they hang on, also when it comes later in the sentence.
    """
    verb = governing_verb(token)
    for _ in range(6):
        if verb is None:
            return []
        if verb.lower_ in PREPOSITIONAL:
            verb = governing_verb(verb.head)
            continue
        subjects = own_subjects(verb)
        if subjects and not any(within(token, subject) for subject in subjects):
            return [_antecedent(subject) for subject in subjects]
        if verb.dep_ == "relcl" and not subjects:
            return [verb.head]
        if verb.dep_ == "acl" and verb.tag_ in {"VBG", "VBN"} and not subjects:
            return [verb.head]
        if (
            verb.dep_ in {"xcomp", "ccomp", "advcl"}
            and not subjects
            and verb.head.lemma_.lower() in OBJECT_CONTROL
        ):
            objects = [
                child for child in verb.head.children if child.dep_ == "dobj" and not within(token, child)
            ]
            if objects and verb.dep_ != "advcl":
                return objects
        if verb.dep_ == "acl" and not subjects:
            owners = [child for child in verb.head.children if child.dep_ == "poss"]
            if owners and not any(within(token, owner) for owner in owners):
                return owners
        if verb.head == verb:
            return []
        if verb.dep_ == "advcl" and verb.head.lemma_.lower() in WARNING and _conditional(verb):
            # "warned X … unless it": whom the condition is put to
            warned = [child for child in verb.head.children if child.dep_ == "dobj"]
            if warned:
                return warned
        verb = governing_verb(verb.head)
    return []


def _conditional(verb: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ in {"if", "unless", "until"} for child in verb.children)


def same_clause_subjects(token: Token) -> list[Token]:
    """The subjects that an object pronoun cannot refer to: those of its own verb."""
    verb = governing_verb(token.head if token.head != token else token)
    if verb is None:
        return []
    subjects = own_subjects(verb)
    if subjects:
        return [_antecedent(subject) for subject in subjects]
    return clause_subjects(token)


def within(token: Token, ancestor: Token) -> bool:
    """Whether a token is an ancestor's own word or stands below it in the parse."""
    for _ in range(40):
        if token.i == ancestor.i:
            return True
        if token.head == token:
            return False
        token = token.head
    return False


def _antecedent(subject: Token) -> Token:
    """What a relative pronoun stands for."""
    if subject.tag_ in {"WDT", "WP"} or (subject.lower_ == "that" and subject.tag_ in {"WDT", "IN"}):
        clause = subject.head
        for _ in range(4):
            if clause.dep_ == "relcl":
                return clause.head
            clause = clause.head
    return subject


def conjoined(
    discourse: Discourse, sentence: Sentence, before: int, kinds: frozenset[str]
) -> tuple[str, ...]:
    """The last pair "A and B" of such actors in a sentence before a place, subjects first."""
    found: tuple[str, ...] = ()
    for token in sentence.tokens:
        if at(token) >= before:
            break
        if not any(child.dep_ == "conj" for child in token.children):
            continue
        if token.dep_ == "conj" and discourse.reading.mention_of(token.head) is not None:
            continue  # the end of a longer list is no pair
        ids: dict[str, None] = {}
        for each in with_conjuncts([token]):
            mention = discourse.reading.mention_of(each)
            if (
                mention is not None
                and not mention.attributive
                and mention.how != "place"
                and at(each) < before
            ):
                for id in mention.ids:
                    if discourse.kind(id) in kinds:
                        ids[id] = None
        if len(ids) == 2:
            if token.dep_ in SUBJECTS:
                return tuple(ids)
            found = tuple(ids)
    return found
