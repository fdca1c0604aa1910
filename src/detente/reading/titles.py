"""Persons: names with titles before them, surnames later in the text, and who is the same person."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from detente.codes import RoleEntry
from detente.reading.base import Reading, Sentence, at, end
from detente.reading.mentions_kinds import (
    DROPPED,
    RANKS,
    Person,
    Referring,
    personal,
    role_endings,
    tagged,
    word_set,
)
from detente.reading.mentions_names import INSIDE, Covered, head_of, is_attributive

HONORIFICS = word_set(
    "mr mr. mrs mrs. ms ms. dr dr. sir lord lady sheikh sheik emir prince princess sultan ayatollah "
    "mullah maulana imam professor prof. judge senator sen. representative rep. comrade count baron "
    "duke archbishop bishop cardinal rabbi hojatoleslam shah"
)
PARTICLES = word_set("al bin ibn abu ben el de von van der den del da dos du la le ul ur ud ould ag")
CALLED = word_set("operation exercise case mount camp lake fort cape port treaty hurricane operations plan")
"""Words after which a name is not a person's."""
NAMED_AFTER = word_set(
    "National Park Bridge Airport Island Islands University Strait Straits Bay Memorial Mountains "
    "River Square Hospital Accord Accords Doctrine Plan Line Formula Treaty Canal Agreement "
    "Declaration Pact Archipelago Peninsula Valley Heights Base Barracks Stadium Street Avenue Palace "
    "Hotel Initiative Proposal Desert Sea"
)
"""Words before which a name is what something is called after."""
BEARERS = frozenset({"armed group", "person"})
AREAS = word_set("port city town village province region district island capital state bay gulf battle")
NEVER = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE", "LAW"})


def find_people(reading: Reading, covered: Covered) -> None:
    """Add a mention for every person that the text names; each knows its ``Person``."""
    people = _People(reading, covered)
    for sentence in reading.sentences:
        for first, stop in people.full_names(sentence):
            people.register(sentence, first, stop)
    people.later_names()


class _People:
    """The persons of a document by every word of their names."""

    def __init__(self, reading: Reading, covered: Covered) -> None:
        self.reading = reading
        self.covered = covered
        self.endings = role_endings(reading.books.actors)
        self.by_word: dict[str, list[Person]] = {}
        self.singles: list[tuple[Sentence, int, int]] = []

    def full_names(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Token stretches ``[first, stop)`` of the parsed paragraph that are persons' names."""
        doc = sentence.tokens.doc
        spans = [(words[0].i, words[-1].i + 1) for words in tagged(sentence, frozenset({"PERSON"}))]
        spans += list(self._titled(sentence))
        for token in sentence.tokens:
            mention = self.covered.get(at(token))
            if mention is not None and mention.reference == "person":
                spans.append((token.i, token.i + 1))
        trimmed = [self._trimmed(doc, first, stop) for first, stop in spans]
        merged: list[tuple[int, int]] = []
        for first, stop in sorted(span for span in trimmed if span is not None):
            if merged and (first < merged[-1][1] or self._goes_with(doc, merged[-1], first)):
                merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
            else:
                merged.append((first, stop))
        return merged

    def _goes_with(self, doc: Doc, before: tuple[int, int], first: int) -> bool:
        """Whether a name goes on where the tagger broke it ("Anatoly" "Dobrynin", "U" "Thant")."""
        if first != before[1] or not doc[before[0]].is_alpha:
            return False
        known = self.covered.get(at(doc[before[0]]))
        if known is not None:
            return known is self.covered.get(at(doc[first]))
        return doc[first].text[:1].isupper()

    def _titled(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Capitalised words that follow a title ("Home Minister Rajnath Singh"), whatever the tagger says."""
        doc = sentence.tokens.doc
        for token in sentence.tokens:
            if token.i == sentence.tokens.start or not self._is_title(doc[token.i - 1]):
                continue
            if self._can_start(token):
                stop = token.i + 1
                while stop < sentence.tokens.end and self._goes_on(doc[stop], sentence.tokens.end):
                    stop += 1
                yield token.i, stop

    def _can_start(self, token: Token) -> bool:
        if not (token.text[:1].isupper() and token.is_alpha) or token.ent_type_ in NEVER:
            return False
        if self._is_title(token) or token.is_stop:
            return False
        known = self.covered.get(at(token))
        if known is not None and known.reference != "person":
            return False
        before = token.nbor(-1)
        if before.text[:1].isupper() or before.lower_ in RANKS | HONORIFICS:
            return token.pos_ == "PROPN"
        return token.pos_ == "PROPN" and (token.ent_type_ == "PERSON" or before.dep_ == "compound")

    def _goes_on(self, token: Token, limit: int) -> bool:
        known = self.covered.get(at(token))
        if known is not None and known.reference != "person":
            return False
        if token.ent_type_ in NEVER or token.lower_ in {"'s", "’s"}:
            return False
        if token.text[:1].isupper() and token.is_alpha and token.pos_ == "PROPN":
            return True
        follows = token.i + 1 < limit and token.nbor(1).text[:1].isupper() and token.nbor(1).pos_ == "PROPN"
        joined = token.text == "-" and not token.whitespace_ and not token.nbor(-1).whitespace_
        initial = token.text.endswith(".") and len(token.text) == 2
        return (follows and (token.lower_ in PARTICLES or joined or initial)) or (
            joined and token.i + 1 < limit
        )

    def _is_title(self, token: Token) -> bool:
        word = token.lower_
        if word in RANKS or word in HONORIFICS:
            return token.text[:1].isupper() or word in RANKS
        role = self.title_role(token)
        return (
            role is not None
            and not role.plural
            and (personal(role) or (role.generic and role.kind in BEARERS))
        )

    def title_role(self, last: Token) -> RoleEntry | None:
        """The role whose words end at ``last``, the longest first ("Prime Minister", "army chief")."""
        if last.pos_ not in {"NOUN", "PROPN", "ADJ"} or not last.is_alpha:
            return None
        if last.lower_ not in self.endings:
            return None
        words = [last.lower_]
        number = last.i - 1
        start = last.sent.start if last.sent is not None else 0
        while number >= start and len(words) < 5:
            token = last.doc[number]
            if token.text != "-":
                if not token.is_alpha:
                    break
                words.append(token.lower_)
            number -= 1
        words.reverse()
        for size in range(len(words)):
            role = self.reading.books.actors.role(" ".join(words[size:]))
            if role is not None:
                return role
        return None

    def _trimmed(self, doc: Doc, first: int, stop: int) -> tuple[int, int] | None:
        """A span without titles, possessive marks and other names; none when nothing is left."""
        while first < stop and not self._is_name_word(doc[first]):
            first += 1
        while stop > first and not self._is_name_word(doc[stop - 1]):
            stop -= 1
        words: list[Token] = [doc[i] for i in range(first, stop)]
        if not words or any(self._foreign(word) for word in words):
            return None
        if len(words) == 1 and sum(char.isupper() for char in words[0].text) > 1 and "-" not in words[0].text:
            return None
        role = self.reading.books.actors.role(" ".join(word.text for word in words))
        if role is not None or (words[-1].i + 1 < len(doc) and self._adjacent_role(words[-1])):
            return None
        if len(words) == 1 and not self._title_before(words[0]) and _is_doubtful(words[0]):
            return None
        if first > 0 and doc[first - 1].lower_ in CALLED:
            return None
        if (stop < len(doc) and doc[stop].text in NAMED_AFTER) or any(w.text == "National" for w in words):
            return None
        if is_attributive(words[-1]) and not self._title_before(words[0]) and self._head_is_plain(words[-1]):
            return None
        return first, stop

    def _head_is_plain(self, last: Token) -> bool:
        return not last.head.text[:1].isupper()

    def _title_before(self, first: Token) -> bool:
        return first.i > 0 and self._is_title(first.nbor(-1))

    def _foreign(self, token: Token) -> bool:
        known = self.covered.get(at(token))
        return known is not None and known.reference != "person"

    def _is_name_word(self, token: Token) -> bool:
        known = self.covered.get(at(token))
        if known is not None and known.reference != "person":
            return False
        if known is not None:
            return True
        return (
            token.text[:1].isupper()
            and token.pos_ in {"PROPN", "NOUN", "X", "ADJ"}
            and not (self._is_title(token) and _more_follows(token))
        )

    def register(self, sentence: Sentence, first: int, stop: int) -> None:
        """Take a name into the list: full names make persons, single words wait for all full names."""
        words = name_words(sentence.tokens.doc[first:stop])
        if not words:
            return
        known = self.covered.get(at(sentence.tokens.doc[first]))
        if len(words) < 2 and (known is None or known.form != words[0].lower()):
            self.singles.append((sentence, first, stop))
            return
        if len(words) < 2:
            self.singles.append((sentence, first, stop))
            return
        self._mention(sentence, first, stop, self._same_or_new(words))

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
            titles = set(self._titles(token.doc, token.i))
            fitting = [
                person
                for person in named
                if titles and any(titles & set(seen.form.split("|")) for seen in person.seen)
            ]
            named = fitting or named
        here = at(token)
        before = [person for person in named if person.seen and person.seen[0].start < here]
        if len(before) > 1 and not set(self._titles(token.doc, token.i)):
            # a surname alone goes on meaning whom it meant before, else the leader, else whoever came first
            bare = [person for person in before if person.bare]
            known = [person for person in before if person.entry is not None]
            if bare or known:
                return bare[-1] if len(bare) == 1 else max(bare or known, key=lambda p: _last_bare(p, here))
        if before:
            return max(before, key=lambda person: _last_before(person, here))
        return named[0] if named else None

    def _titles(self, doc: Doc, first: int) -> list[str]:
        """The kinds of title before a name: the role's suffix, or MIL for a rank."""
        found = []
        number = first - 1
        while number >= 0 and first - number < 7 and not doc[number + 1].is_sent_start:
            token: Token = doc[number]
            if token.lower_ in RANKS:
                found.append("MIL")
            else:
                role = self.title_role(token) if token.is_alpha else None
                if role is not None:
                    found.append(role.suffix)
                elif token.text not in {".", "-"} and token.lower_ not in HONORIFICS:
                    break
            number -= 1
        return found

    def _mention(self, sentence: Sentence, first: int, stop: int, person: Person) -> None:
        doc = sentence.tokens.doc
        tokens = [doc[i] for i in range(first, stop)]
        if all(at(token) in self.covered and self.covered[at(token)].person is person for token in tokens):
            return
        begin = first
        role = self.title_role(doc[first - 1]) if first > sentence.tokens.start else None
        while begin > sentence.tokens.start and (
            self._title_token(doc[begin - 1])
            or self._hyphen(doc[begin - 1], begin - 1 > sentence.tokens.start)
        ):
            begin -= 1
        head = head_of(tokens)
        name = self.reading.document.text[at(tokens[0]) : end(tokens[-1])]
        mention = Referring(
            at(doc[begin]), end(tokens[-1]), sentence, head, (), "name", 1.0, None, is_attributive(head),
            reference="person", role=role, number="one", form="|".join(self._titles(doc, first)),
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
            if not self._foreign(doc[number]):
                self.covered[at(doc[number])] = mention

    def _adjacent_role(self, token: Token) -> bool:
        """Whether a word belongs to the title that the next word ends ("Prime" in "Prime Minister")."""
        follower = token.nbor(1)
        if follower.lower_ not in self.endings or not (follower.is_alpha and token.is_alpha):
            return False
        return self.reading.books.actors.role(f"{token.text} {follower.text}") is not None

    def _hyphen(self, token: Token, inside: bool) -> bool:
        """Whether a hyphen stands inside a title ("Secretary-General X")."""
        return (
            inside
            and token.text == "-"
            and not token.whitespace_
            and self.title_role(token.nbor(1)) is not None
        )

    def _title_token(self, token: Token) -> bool:
        if self._foreign(token):
            return False
        word = token.lower_
        if word in RANKS or word in HONORIFICS or self._is_title(token):
            return True
        return self._adjacent_role(token)

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


def _is_doubtful(token: Token) -> bool:
    """A single tagged name that is more likely a place or the first word of a sentence."""
    if (
        token.is_sent_start
        or token.tag_ == "NNS"
        or (token.i > 0 and token.nbor(-1).lower_ == "the")
        or (token.dep_ == "conj" and token.head.ent_type_ in {"GPE", "LOC"})
    ):
        return True
    if token.dep_ != "pobj":
        return False
    return token.head.lower_ in INSIDE or (
        token.head.lower_ == "of" and token.head.head.lemma_.lower() in AREAS
    )


def _last_before(person: Person, place: int) -> int:
    """Where the person was last named before this place, as far as the latest names tell."""
    return max((seen.start for seen in person.seen[-6:] if seen.start < place), default=person.seen[0].start)


def _last_bare(person: Person, place: int) -> int:
    """Where the person was last called by the surname alone; first of all where first named."""
    return max((each for each in person.bare[-6:] if each < place), default=-person.seen[0].start)


def _more_follows(token: Token) -> bool:
    follower = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return follower is not None and follower.text[:1].isupper()


def name_words(tokens: TokenSpan) -> tuple[str, ...]:
    """The words of a name; parts joined by a hyphen count as one ("Amir-Abdollahian")."""
    words: list[str] = []
    join = False
    for token in tokens:
        if token.text == "-":
            join = bool(words)
        elif join:
            words[-1] += f"-{token.text}"
            join = False
        elif token.text not in {"'s", "’s", ".", ",", "'"}:
            words.append(token.text)
    return tuple(words)


def same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names may be one person's: same surname, and one's words among the other's."""
    first, second = [word.lower().rstrip(".") for word in one], [word.lower().rstrip(".") for word in other]
    if first[-1] != second[-1]:
        return False
    few, more = sorted((first, second), key=len)
    return all(
        any(word == each or (len(word) == 1 and each.startswith(word)) for each in more) for word in few
    )
