"""Names from the code books, each on its tokens; which of several bearers; government or place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import Levenshtein
from spacy.tokens import Token

from detente.codes import ActorBook, ActorEntry, NameHit, fold
from detente.crisis import Actor
from detente.reading.base import Reading, Sentence, at, end
from detente.reading.mentions_kinds import DROPPED, Referring, has_count, tagged, word_set

Covered = dict[int, Referring]
"""Tokens (by offset) that belong to a name, with the mention they belong to."""

MODIFIER = frozenset({"amod", "compound", "nmod", "npadvmod", "nummod", "quantmod"})
INSIDE = word_set(
    "in inside within across throughout near around at outside via through into over above along "
    "beyond amid onto off"
)
MOTION = word_set(
    "go travel fly flee return move come arrive sail drive march head journey proceed enter leave "
    "depart withdraw retreat evacuate escape cross visit trip flight journey withdrawal retreat "
    "departure arrival visit deploy transfer ship airlift smuggle deport rush dispatch advance back "
    "road way route march"
)
SEIZE = word_set(
    "reach enter leave visit capture seize occupy take retake bomb shell liberate besiege storm "
    "attack overrun surround evacuate conquer control"
)
AROUND = word_set(
    "city town capital fall outskirts suburb siege port control capture seizure occupation "
    "liberation bombing shelling bombardment north south east west battle mile kilometer kilometre "
    "km airport streets street"
)
BELIEF = word_set("interest confidence trust faith belief role involvement stake believe trust invest meddle")


def find_names(reading: Reading, text: str, year: int | None) -> Covered:
    """Add a mention for every name that the code books know."""
    hits = reading.books.actors.find(text, year=year)
    tally = _tally(hits)
    covered: Covered = {}
    noted: set[str] = set()
    for sentence, hit, tokens in _placed(reading, hits):
        head = head_of(tokens)
        if _is_other(hit, tokens):
            continue
        entry, others, confidence = _choose(hit, tally, head)
        if others and confidence < 0.6 and hit.text not in noted:
            noted.add(hit.text)
            names = _told_apart([entry, *others])
            needs = f"; {hit.needs}" if hit.needs else ""
            reading.note("ambiguous actor", f"{hit.text!r} may be {names}{needs}", (entry.id,))
        mention = _mention(sentence, hit, tokens, head, entry, confidence)
        mention.alternatives = tuple(other.id for other in others)
        if hit.how == "leader":
            mention.reference = "person"
            mention.ids, mention.entry, mention.done = (), entry, False
        else:
            know(reading, entry, hit.text)
        joined = reading.mention_of(head)
        if isinstance(joined, Referring) and set(joined.ids) - set(mention.ids):
            mention.also = (*joined.also, *joined.ids)  # "the Iran-Iraq war": two names, one token
        reading.add_mention(mention)
        for token in tokens:
            covered[at(token)] = mention
    return covered


def _told_apart(entries: list[ActorEntry]) -> str:
    """The names of several actors, with the ids where one name is of two of them."""
    alike = len({fold(entry.name) for entry in entries}) < len(entries)
    return ", ".join(f"{entry.name} ({entry.id})" if alike else entry.name for entry in entries)


def find_misspelt(reading: Reading, covered: Covered) -> None:
    """Names tagged as places that are one letter away from one state's name ("Saudi Araba")."""
    for sentence in reading.sentences:
        for words in tagged(sentence, frozenset({"GPE"})):
            if words[0].lower_ == "the":
                words = words[1:]
            inner = [covered[at(word)] for word in words if at(word) in covered]
            if len(words) < len(inner) + 1 or any(each.how != "adjective" for each in inner):
                continue
            start, stop = at(words[0]), end(words[-1])
            quote = reading.document.text[start:stop]
            entry = nearest_state(reading.books.actors, quote)
            if entry is None:
                continue
            for each in inner:
                drop(reading, each, covered)
            know(reading, entry, quote)
            head = head_of(words)
            how = "place" if is_locative(head, city=False) else "name"
            basis = None if quote == entry.name else f"spelt nearly like {entry.name}"
            mention = Referring(
                start, stop, sentence, head, (entry.id,), how, 0.7, basis, is_attributive(head),
                reference="name", kind="state", form=quote.lower(), done=True,
            )  # fmt: skip
            reading.add_mention(mention)
            covered.update({at(word): mention for word in words})


def drop(reading: Reading, mention: Referring, covered: Covered) -> None:
    """Take back a mention that turned out to be part of a longer name (it is left out at the end)."""
    mention.how = DROPPED
    if reading.by_head.get(at(mention.head)) is mention:
        del reading.by_head[at(mention.head)]
    for token in mention.sentence.tokens:
        if covered.get(at(token)) is mention:
            del covered[at(token)]


@lru_cache(maxsize=4096)
def nearest_state(book: ActorBook, name: str) -> ActorEntry | None:
    """The one state whose name differs from this long name by a single letter after the first."""
    if len(name) < 7:
        return None
    near = {
        state.id: state
        for state in book.states()
        for form in (state.name, *state.aliases)
        if form[:1] == name[:1] and abs(len(form) - len(name)) <= 1 and len(form) >= 7
        if Levenshtein.distance(form, name, score_cutoff=1) <= 1
    }
    return next(iter(near.values())) if len(near) == 1 else None


def know(reading: Reading, entry: ActorEntry, alias: str = "") -> None:
    """Take the actor of a code-book entry into the reading, with the name that the text uses."""
    known = reading.actors.get(entry.id)
    if known is None:
        codes = {key: value for key, value in entry.codes.items() if key != "person"}
        known = Actor(entry.id, entry.name, entry.kind, country=_country(entry), codes=codes)
    if alias and alias != known.name and alias not in known.aliases and len(known.aliases) < 12:
        known = Actor(
            known.id,
            known.name,
            known.kind,
            (*known.aliases, alias),
            known.country,
            known.codes,
            known.generic,
        )
    reading.actors[entry.id] = known


def head_of(tokens: list[Token]) -> Token:
    """The token of a name that links it to the rest of the sentence."""
    inside = {token.i for token in tokens}
    linked = [token for token in tokens if token.head.i not in inside or token.head == token]
    words = (
        [token for token in linked if token.text[:1].isalnum() and token.pos_ != "ADP"] or linked or tokens
    )
    nominal = [token for token in words if token.pos_ in {"PROPN", "NOUN"}]
    return (nominal or words)[-1]


def is_attributive(head: Token) -> bool:
    """Whether a name only modifies another noun ("Pakistani airspace", "Indian and Pakistani forces")."""
    for _ in range(4):
        if head.dep_ == "conj" and head.head.pos_ in {"ADJ", "PROPN", "NOUN"}:
            head = head.head
        else:
            break
    return head.dep_ in MODIFIER and head.head.i > head.i


def is_locative(head: Token, *, city: bool) -> bool:
    """Whether a name stands for a place here ("strikes in Pakistan"), not for those who act there."""
    for _ in range(4):
        if head.dep_ == "conj":
            if head.head.ent_type_ not in {"GPE", "LOC", "FAC"}:
                return False
            head = head.head
    preposition = head.head
    if head.dep_ != "pobj" or preposition.dep_ not in {"prep", "agent", "conj", "pcomp", "dative"}:
        if city and head.dep_ in {"dobj", "nsubjpass"} and head.head.lemma_.lower() in SEIZE:
            return True
        if city and head.dep_ == "appos" and head.head.lemma_.lower() in {"city", "town", "capital", "port"}:
            return True
        return city and head.dep_ in {"compound", "npadvmod", "nmod"} and head.head.i > head.i
    word = preposition.lower_
    governor = preposition.head
    if governor.pos_ == "ADP":
        # "operating out of Pakistan", "based in", "away from"
        word, governor = f"{governor.lower_} {word}", governor.head
        if word in {"out of", "outside of", "inside of", "away from", "back to", "back in", "back from"}:
            return True
        word = word.split()[-1]
    if word in INSIDE:
        return not (governor.lemma_.lower() in BELIEF and word == "in") or city
    if word in {"to", "from", "toward", "towards", "for", "on", "upon"}:
        moving = governor.lemma_.lower() in MOTION
        return moving if word not in {"on", "upon"} else moving and city
    if word == "of" and city:
        return governor.lemma_.lower() in AROUND
    return city and word in {"north", "south", "east", "west", "between"} and governor.pos_ == "ADV"


def _country(entry: ActorEntry) -> str | None:
    return entry.country or (entry.id if entry.kind == "state" else None)


def _placed(reading: Reading, hits: list[NameHit]) -> Iterator[tuple[Sentence, NameHit, list[Token]]]:
    """Each hit with its sentence and tokens; both lists are in text order, so one pass does."""
    number = 0
    for sentence in reading.sentences:
        while number < len(hits) and hits[number].end <= sentence.start:
            number += 1
        words = list(sentence.tokens)
        first = 0
        while number < len(hits) and hits[number].start < sentence.end:
            hit = hits[number]
            number += 1
            while first < len(words) and at(words[first]) + len(words[first].text) <= hit.start:
                first += 1
            tokens = []
            for token in words[first:]:
                if at(token) >= hit.end:
                    break
                if not token.is_space:
                    tokens.append(token)
            if tokens:
                yield sentence, hit, tokens


def _tally(hits: list[NameHit]) -> Counter[str]:
    """How often each actor and each country is named without doubt."""
    tally: Counter[str] = Counter()
    for hit in hits:
        if len(hit.entries) == 1:
            entry = hit.entries[0]
            tally[entry.id] += 1
            if entry.country and entry.country != entry.id:
                tally[entry.country] += 1
    return tally


def _choose(hit: NameHit, tally: Counter[str], head: Token) -> tuple[ActorEntry, list[ActorEntry], float]:
    """The likeliest bearer of a name, the others, and how sure: by what else the account names."""
    if len(hit.entries) == 1:
        return hit.entries[0], [], 1.0
    entries = list(hit.entries)
    if hit.how == "leader":
        # one man, two tables' rows: who is in office at the time is meant
        serving = [entry for entry in entries if "person" in entry.codes]
        if len(serving) == 1 and all(entry.name == serving[0].name for entry in entries):
            return serving[0], [], 1.0
    if hit.how == "adjective" or is_attributive(head):
        entries.sort(key=lambda entry: entry.kind != "state")
    entries.sort(key=lambda entry: entry.until is not None)
    best = max(entries, key=lambda entry: tally[entry.id] * 2 + tally[entry.country or ""])
    weight = tally[best.id] * 2 + tally[best.country or ""]
    others = [entry for entry in entries if entry.id != best.id]
    if weight and all(tally[other.id] * 2 + tally[other.country or ""] < weight for other in others):
        return best, others, 0.85
    if head.ent_type_ in {"GPE", "NORP"}:
        states = [entry for entry in entries if entry.kind == "state"]
        if len(states) == 1:
            return states[0], [entry for entry in entries if entry is not states[0]], 0.7
    return entries[0], entries[1:], 0.5


def _is_other(hit: NameHit, tokens: list[Token]) -> bool:
    """Whether a place name is a person here ("Michael Jordan"), or a surname a prefix ("Franco-German")."""
    things = {"ORG", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "EVENT"}
    if hit.how == "leader" and any(token.ent_type_ in things for token in (tokens[0], tokens[-1])):
        around = [tokens[0].nbor(-1)] if tokens[0].ent_iob_ == "I" else []
        if tokens[-1].i + 1 < len(tokens[-1].doc) and tokens[-1].nbor(1).ent_iob_ == "I":
            around.append(tokens[-1].nbor(1))
        if any(token.text[:1].isupper() for token in around):
            return True
    if hit.how == "leader" and tokens[-1].i + 2 < len(tokens[-1].doc):
        joint, follower = tokens[-1].nbor(1), tokens[-1].nbor(2)
        return joint.text in {"-", "/", "–"} and not joint.whitespace_ and follower.ent_type_ == "NORP"
    if hit.how not in {"name", "capital", "metonym"} or len(tokens) != 1 or tokens[0].ent_type_ != "PERSON":
        return False
    token = tokens[0]
    left = token.nbor(-1) if token.i > 0 else None
    return (
        left is not None
        and left.ent_type_ == "PERSON"
        and left.pos_ == "PROPN"
        and token.ent_iob_ == "I"
        and left.text[:1].isupper()
    )


def _mention(
    sentence: Sentence, hit: NameHit, tokens: list[Token], head: Token, entry: ActorEntry, confidence: float
) -> Referring:
    attributive = is_attributive(head)
    how = {"group": "name", "organisation": "name", "organ": "name", "leader": "name"}.get(hit.how, hit.how)
    city = hit.how in {"capital", "metonym"}
    ids: tuple[str, ...] = (entry.id,)
    basis = None
    if hit.how in {"name", "capital"} and entry.kind == "state":
        if is_locative(head, city=city):
            how = "place"
    elif hit.how == "people" and not attributive and (has_count(head) or not _with_article(head)):
        how, basis = "people", "members of the people"
    if how == "capital":
        how, basis = "metonym", "capital for the government"
    many = hit.how == "people" or entry.kind == "population"
    return Referring(
        start=hit.start, end=hit.end, sentence=sentence, head=head, ids=ids, how=how, confidence=confidence,
        basis=basis, attributive=attributive, reference="name", kind=entry.kind, form=hit.text.lower(),
        number="many" if many else "either" if entry.kind not in {"state", "official", "person"} else "one",
        done=True,
    )  # fmt: skip


def _with_article(head: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ in {"the", "both"} for child in head.children)
