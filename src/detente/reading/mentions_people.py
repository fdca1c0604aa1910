"""Persons: a mention for each name, surnames later in the text, and who is the same person."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.base import Reading, Sentence, at, end
from detente.reading.mentions_kinds import DROPPED, RANKS, Person, Referring
from detente.reading.mentions_names import Covered, head_of, is_attributive
from detente.reading.person_names import NEVER, PARTICLES, PersonNames, name_words, same_name
from detente.reading.place_names import PlaceNames
from detente.reading.ships import PREFIXES
from detente.reading.titles import HONORIFICS, Titles


def find_people(reading: Reading, covered: Covered) -> None:
    """Add a mention for every person that the text names; each knows its ``Person``."""
    people = _People(reading, covered)
    for sentence in reading.sentences:
        for first, stop in people.names.full_names(sentence):
            people.register(sentence, first, stop)
    people.later_names()


class _People:
    """The persons of a document by every word of their names."""

    def __init__(self, reading: Reading, covered: Covered) -> None:
        self.reading = reading
        self.covered = covered
        self.titles = Titles(reading.books.actors)
        self.names = PersonNames(covered, self.titles)
        self.by_word: dict[str, list[Person]] = {}
        self.singles: list[tuple[Sentence, int, int]] = []
        self.places = PlaceNames(reading, self.titles)

    def register(self, sentence: Sentence, first: int, stop: int) -> None:
        """Take a name into the list: full names make persons, single words wait for all full names."""
        words = name_words(sentence.tokens.doc[first:stop])
        if self.places.is_place(sentence.tokens.doc, first, stop):
            return
        if not words or (first > sentence.tokens.start and self._sails(sentence.tokens.doc[first - 1])):
            return
        if len(words) < 2:
            self.singles.append((sentence, first, stop))
            return
        self._mention(sentence, first, stop, self._same_or_new(words))

    def _sails(self, before: Token) -> bool:
        """Whether the word before a name says that a ship bears it: "the frigate Stark"."""
        ships = self.reading.books.lexicon.word_class("@ship")
        return before.lower_ in ships or before.text in PREFIXES

    def _same_or_new(self, words: tuple[str, ...]) -> Person:
        for person in self.by_word.get(words[-1].lower(), ()):
            if same_name(person.words, words):
                if len(words) > len(person.words):
                    person.words = words
                    self._index(person)
                return person
        person = Person(words)
        self._index(person)
        return person

    def _index(self, person: Person) -> None:
        for word in person.words:
            if len(word) > 2 and word.lower() not in PARTICLES:
                bearers = self.by_word.setdefault(word.lower(), [])
                if person not in bearers and len(bearers) < 20:
                    bearers.append(person)

    def later_names(self) -> None:
        """Single names: of a known person, of a titled or tagged new one; and bare uses of known surnames."""
        waiting = {(at(s.tokens.doc[first])): (s, first, stop) for s, first, stop in self.singles}
        for sentence in self.reading.sentences:
            for token in sentence.tokens:
                place = at(token)
                if not (token.text[:1].isupper() and token.is_alpha):
                    continue
                known = self.covered.get(place)
                if known is not None and (known.reference != "person" or known.person is not None):
                    continue
                if place in waiting:
                    _, first, stop = waiting[place]
                    self._mention(
                        sentence, first, stop, self._bearer(token) or self._same_or_new((token.text,))
                    )
                elif token.lower_ in self.by_word and self._is_named(token):
                    person = self._bearer(token)
                    if person is not None and (token.lower_ == person.surname.lower() or len(token.text) > 4):
                        self._mention(sentence, token.i, token.i + 1, person)

    def _is_named(self, token: Token) -> bool:
        """Whether a capitalised word that is somebody's surname is used as a name here."""
        return token.ent_type_ == "PERSON" or (token.pos_ == "PROPN" and token.ent_type_ not in NEVER)

    def _bearer(self, token: Token) -> Person | None:
        """Who is meant by one word: the surname first, then the title, then whoever was named last."""
        bearers = self.by_word.get(token.lower_, [])
        named = [person for person in bearers if person.surname.lower() == token.lower_] or bearers
        if len(named) > 1:
            titles = set(self.titles.kinds_before(token.doc, token.i))
            fitting = [
                person
                for person in named
                if titles and any(titles & set(seen.form.split("|")) for seen in person.seen)
            ]
            named = fitting or named
        here = at(token)
        before = [person for person in named if person.seen and person.seen[0].start < here]
        if len(before) > 1 and not set(self.titles.kinds_before(token.doc, token.i)):
            # a surname alone goes on meaning whom it meant before, else the leader, else whoever came first
            bare = [person for person in before if person.bare]
            known = [person for person in before if person.entry is not None]
            if bare or known:
                return bare[-1] if len(bare) == 1 else max(bare or known, key=lambda p: _last_bare(p, here))
        if before:
            return max(before, key=lambda person: _last_before(person, here))
        return named[0] if named else None

    def _mention(self, sentence: Sentence, first: int, stop: int, person: Person) -> None:
        doc = sentence.tokens.doc
        tokens = [doc[i] for i in range(first, stop)]
        if all(at(token) in self.covered and self.covered[at(token)].person is person for token in tokens):
            return
        begin = first
        role = self.titles.role_at(doc[first - 1]) if first > sentence.tokens.start else None
        while begin > sentence.tokens.start and (
            self._title_token(doc[begin - 1])
            or self.titles.is_hyphen(doc[begin - 1], begin - 1 > sentence.tokens.start)
        ):
            begin -= 1
        head = head_of(tokens)
        name = self.reading.document.text[at(tokens[0]) : end(tokens[-1])]
        mention = Referring(
            at(doc[begin]), end(tokens[-1]), sentence, head, (), "name", 1.0, None, is_attributive(head),
            reference="person", role=role, number="one", form="|".join(self.titles.kinds_before(doc, first)),
            kind="person", person=person,
        )  # fmt: skip
        for token in tokens:
            old = self.covered.get(at(token))
            if old is not None and old.reference == "person" and old.person is None:
                self._adopt(old, person)
        if stop - first == 1 and role is None:
            person.bare.append(at(tokens[0]))
        person.names.setdefault(" ".join(name.split()))
        person.seen.append(mention)
        self.reading.add_mention(mention)
        for number in range(begin, stop):
            if not self.names.foreign(doc[number]):
                self.covered[at(doc[number])] = mention

    def _title_token(self, token: Token) -> bool:
        if self.names.foreign(token):
            return False
        word = token.lower_
        if word in RANKS or word in HONORIFICS or self.titles.is_title(token):
            return True
        return self.titles.in_role(token)

    def _adopt(self, old: Referring, person: Person) -> None:
        """A leader that the code book knows: the person keeps the entry, the bare mention goes."""
        entry = old.entry
        if entry is not None and person.entry is None:
            holder = self.reading.books.actors.entry(entry.codes.get("person", ""))
            names = [entry.name, *entry.aliases, *(holder.aliases if holder else ())]
            spelt = [tuple(name.split()) for name in names if name]
            if any(
                same_name(words, person.words) and (len(words) > 1 or len(person.words) == 1)
                for words in spelt
            ):
                person.entry = entry
        old.how = DROPPED


def _last_before(person: Person, place: int) -> int:
    """Where the person was last named before this place, as far as the latest names tell."""
    return max((seen.start for seen in person.seen[-6:] if seen.start < place), default=person.seen[0].start)


def _last_bare(person: Person, place: int) -> int:
    """Where the person was last called by the surname alone; first of all where first named."""
    return max((each for each in person.bare[-6:] if each < place), default=-person.seen[0].start)
