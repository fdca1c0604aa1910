"""Names that the text defines itself: "Jaish-e-Mohammed (JeM)", and groups that no code book knows."""

from __future__ import annotations

import re

from spacy.tokens import Token

from detente.crisis import Actor, ActorKind
from detente.reading.base import Reading, Sentence, at, end
from detente.reading.mentions_kinds import Referring, word_set
from detente.reading.mentions_names import Covered, drop, head_of, is_attributive

ACRONYM = re.compile(r"[A-Z][A-Za-z0-9&-]{1,9}\Z")
NAMED: dict[str, ActorKind] = {
    **dict.fromkeys(word_set(
    "front frente army ejército armée brigade brigades militia guard guards force forces "
    "fighters martyrs mujahideen "
    "tigers corps battalion commandos"
), "armed group"),
    **dict.fromkeys(word_set(
    "organization organisation union league council committee commission community association "
    "agency bank fund court bloc"
), "international organisation"),
    **dict.fromkeys(word_set(
    "party movement congress alliance coalition bloc comité partido parti partei movimiento "
    "mouvement "
    "rassemblement união"
), "party"),
    **dict.fromkeys(word_set(
    "ministry department directorate bureau"
), "government"),
    **dict.fromkeys(word_set(
    "post times news television radio broadcasting"
), "media"),
}  # fmt: skip
"""The last or first word of a name that tells a body of people from a treaty or a place."""
SIDES = word_set("left right west east north south gaza river further")
"""Words before "Bank" and the like that make it a place."""
SHORT = word_set(
    "league council assembly organization organisation union alliance commission community front party "
    "movement commonwealth federation court committee congress agency secretariat pact conference"
)
"""Words by which a longer name is called afterwards, with a capital: "the League", "the Council"."""
SHORTENED = frozenset({"international organisation", "armed group", "party"})
LINKS = word_set("of for the and de la el al e i ul ur - – & to in")


def find_defined(reading: Reading, covered: Covered) -> None:
    """Link acronyms to the names before them, make actors of unknown groups, find their later uses."""
    defined: dict[str, Referring] = {}
    for sentence in reading.sentences:
        tokens = list(sentence.tokens)
        for number, token in enumerate(tokens):
            if token.text == "(" and 0 < number < len(tokens) - 1 and ACRONYM.match(tokens[number + 1].text):
                _define(reading, sentence, tokens, number, covered, defined)
        _unknown_groups(reading, sentence, tokens, covered, defined)
    if defined:
        _later_uses(reading, covered, defined)
    short_names(reading, covered)


def _define(
    reading: Reading,
    sentence: Sentence,
    tokens: list[Token],
    bracket: int,
    covered: Covered,
    defined: dict[str, Referring],
) -> None:
    """Read "NAME (ACR)": the two are one mention; without a known name the text makes a new actor."""
    acronym = tokens[bracket + 1]
    capitals = sum(char.isupper() for char in acronym.text)
    if capitals < 2:
        return
    before = covered.get(at(tokens[bracket - 1]))
    inner = covered.get(at(acronym))
    if before is None or (before.attributive and before.ids == ()):
        before = _new_name(reading, sentence, tokens, bracket, acronym, covered)
    if before is None or len(before.ids) != 1 or before.kind == "state":
        return
    if inner is not None and inner is not before:
        drop(reading, inner, covered)
    closing = tokens[bracket + 2] if bracket + 2 < len(tokens) else acronym
    before.end = max(before.end, end(closing if closing.text == ")" else acronym))
    covered[at(acronym)] = before
    _rehead(reading, before)
    reading.by_head.setdefault(at(acronym), before)
    add_alias(reading, before.ids[0], acronym.text)
    defined[acronym.text.upper()] = before


def _rehead(reading: Reading, mention: Referring) -> None:
    """Find the head of a name anew after it has grown by its acronym."""
    tokens = [token for token in mention.sentence.tokens if mention.start <= at(token) < mention.end]
    head = head_of(tokens)
    if head != mention.head and not is_attributive(head):
        reading.by_head[at(head)] = mention
        mention.head, mention.attributive = head, False


def _new_name(
    reading: Reading, sentence: Sentence, tokens: list[Token], bracket: int, acronym: Token, covered: Covered
) -> Referring | None:
    """A name that no code book has, when its initials fit the acronym and it names a body of people."""
    first = _name_start(tokens, bracket, covered)
    words = tokens[first:bracket]
    initials = [token.text[0].upper() for token in words if token.text[:1].isalnum()]
    letters = [char for char in acronym.text.upper() if char.isalpha()]
    if not words or not _in_order(letters, initials) or len(initials) < 2:
        return None
    kind = _kind(words)
    if kind is None:
        return None
    return _add(reading, sentence, words, acronym.text.upper(), kind, covered)


def _name_start(tokens: list[Token], stop: int, covered: Covered) -> int:
    """Where a capitalised name that ends before ``stop`` begins ("of the" inside it is allowed)."""
    first = stop
    number = stop - 1
    while number >= 0 and stop - number <= 10:
        token = tokens[number]
        mention = covered.get(at(token))
        if token.ent_type_ in {"DATE", "TIME", "CARDINAL"} and token.text[:1].isupper():
            break
        if token.text[:1].isupper() and (mention is None or mention.kind == "state"):
            first = number
        elif token.lower_ not in LINKS:
            break
        number -= 1
    while first < stop and tokens[first].lower_ in LINKS:
        first += 1
    return first


def _unknown_groups(
    reading: Reading, sentence: Sentence, tokens: list[Token], covered: Covered, defined: dict[str, Referring]
) -> None:
    """Proper names that end in "Front", "Army", "Party" … and are in no code book."""
    number = 0
    while number < len(tokens):
        token = tokens[number]
        kind = NAMED.get(token.lower_)
        if kind and token.text[:1].isupper() and token.pos_ == "PROPN" and at(token) not in covered:
            first = _name_start(tokens, number + 1, covered)
            words = tokens[first : number + 1]
            own = [word for word in words if word.text[:1].isupper() and at(word) not in covered]
            role = reading.books.actors.role(" ".join(word.text for word in words)) if words else None
            if len(words) > 1 and words[-1].lower_ == "bank" and words[-2].lower_ in SIDES:
                number += 1
                continue
            if (
                role is None
                and len(own) >= 2
                and not all(word.lower_ in NAMED or word.is_sent_start for word in own[:-1])
            ):
                key = re.sub(r"\W+", "_", " ".join(word.text for word in words)).upper()
                mention = _add(reading, sentence, words, key, kind, covered)
                initials = "".join(word.text[0] for word in words if word.text[:1].isupper())
                if len(initials) >= 3:
                    defined.setdefault(initials, mention)
        number += 1


def _add(
    reading: Reading, sentence: Sentence, words: list[Token], id: str, kind: ActorKind, covered: Covered
) -> Referring:
    start, stop = at(words[0]), end(words[-1])
    name = reading.document.text[start:stop]
    country = next(
        (covered[at(word)].ids[0] for word in words if at(word) in covered and covered[at(word)].ids), None
    )
    for inner in {id_of: covered[at(word)] for word in words if (id_of := at(word)) in covered}.values():
        drop(reading, inner, covered)
    reading.actors.setdefault(id, Actor(id, " ".join(name.split()), kind, country=country))
    head = head_of(words)
    mention = Referring(
        start, stop, sentence, head, (id,), "name", 0.8, "named in the text, in no code book",
        is_attributive(head), reference="name", kind=kind, number="either", form=name.lower(), done=True,
    )  # fmt: skip
    reading.add_mention(mention)
    for word in words:
        covered[at(word)] = mention
    return mention


def link_acronyms(reading: Reading, covered: Covered) -> None:
    """ "The transitional government (TFG)": the role noun and the acronym after it are one actor."""
    defined: dict[str, Referring] = {}
    for sentence in reading.sentences:
        tokens = list(sentence.tokens)
        for number, token in enumerate(tokens[:-2]):
            acronym = tokens[number + 1]
            if token.text != "(" or not number or tokens[number + 2].text != ")" or not _is_acronym(acronym):
                continue
            noun = reading.mention_of(tokens[number - 1])
            if not isinstance(noun, Referring) or noun.done or noun.reference not in {"role", "generic"}:
                continue
            known = covered.get(at(acronym))
            if known is not None and len(known.ids) == 1:
                noun.ids, noun.done = known.ids, True
            elif known is None and acronym.text.upper() not in defined:
                id, kind = acronym.text.upper(), noun.kind if noun.kind != "unknown" else "armed group"
                name = " ".join(reading.document.text[noun.start : noun.end].split())
                reading.actors.setdefault(id, Actor(id, name, kind, (acronym.text,)))
                noun.ids, noun.done, noun.basis = (id,), True, "named in the text, in no code book"
                defined[id] = noun
    if defined:
        _later_uses(reading, covered, defined)


def _is_acronym(token: Token) -> bool:
    return bool(ACRONYM.match(token.text)) and sum(char.isupper() for char in token.text) >= 2


def short_names(reading: Reading, covered: Covered) -> None:
    """ "The League" after "the League of Nations": the first or last word of an organisation named before."""
    told: dict[str, Referring] = {}
    for sentence in reading.sentences:
        for token in sentence.tokens:
            known = covered.get(at(token))
            if known is not None:
                if known.kind in SHORTENED and known.head is not None and known.end - known.start > 8:
                    words = [word for word in re.findall(r"[\w-]+", known.form) if word in SHORT]
                    told.update(dict.fromkeys(words, known))
                continue
            first = told.get(token.lower_) if token.text.istitle() and token.dep_ != "compound" else None
            if first is None or token.i == sentence.tokens.start or token.nbor(-1).lower_ != "the":
                continue
            after = token.nbor(1) if token.i + 1 < len(token.doc) else None
            if after is not None and (after.text.istitle() or after.lower_ in {"of", "for"}):
                continue
            mention = Referring(
                at(token), end(token), sentence, token, first.ids, "name", 0.85, "short for the name before",
                is_attributive(token),
                reference="name", kind=first.kind, number="either", form=token.lower_, done=True,
            )  # fmt: skip
            reading.add_mention(mention)
            covered[at(token)] = mention


def _later_uses(reading: Reading, covered: Covered, defined: dict[str, Referring]) -> None:
    for sentence in reading.sentences:
        for token in sentence.tokens:
            first = defined.get(token.text.upper()) if token.text[:1].isupper() else None
            if first is None or sum(char.isupper() for char in token.text) < 2:
                continue
            known = covered.get(at(token))
            if known is not None and (
                known is first or known.ids == first.ids or known.end - known.start > 12
            ):
                continue
            if known is not None:
                drop(reading, known, covered)
            mention = Referring(
                at(token), end(token), sentence, token, first.ids, "acronym", 0.95, None,
                is_attributive(token),
                reference="name", kind=first.kind, number="either", form=token.lower_, done=True,
            )  # fmt: skip
            reading.add_mention(mention)
            covered[at(token)] = mention


def add_alias(reading: Reading, id: str, alias: str) -> None:
    """Remember another name of an actor."""
    actor = reading.actors[id]
    if alias and alias != actor.name and alias not in actor.aliases and len(actor.aliases) < 12:
        reading.actors[id] = Actor(
            actor.id,
            actor.name,
            actor.kind,
            (*actor.aliases, alias),
            actor.country,
            actor.codes,
            actor.generic,
        )


def _kind(words: list[Token]) -> ActorKind | None:
    for word in (words[-1], words[0]):
        kind = NAMED.get(word.lower_)
        if kind:
            return kind
    return next((NAMED[word.lower_] for word in words if word.lower_ in NAMED), None)


def _in_order(letters: list[str], initials: list[str]) -> bool:
    """Whether the letters of an acronym stand among the initials in the same order, missing one at most."""
    missed = position = 0
    for letter in letters:
        try:
            position = initials.index(letter, position) + 1
        except ValueError:
            missed += 1
    return missed <= 1
