"""Whose word is answered: "denied the charge", "rejected the demand", "accepted the ruling".

Who denies, refuses or accepts answers him who accused, demanded or offered, as the sentence
or those before tell.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.reading.base import Predicate, Reading
from detente.reading.mentions_kinds import word_set
from detente.reading.pairs import country_of
from detente.reading.sides.told import ANSWERED, Found, Told, as_states, side_of, side_set
from detente.reading.slots import is_passive
from detente.reading.who import owner_of

REACH = 4
"""Sentences looked back for what is answered."""
BLAME = frozenset({"ACCUSE"})
DEMANDS = frozenset({"REQUEST", "THREATEN"})
OFFERS = frozenset({"AGREE", "CONSULT", "REQUEST", "SUPPORT", "COOPERATE", "CONCEDE"})
SAID = {
    **dict.fromkeys(word_set("accusation charge allegation claim assertion blame insinuation"), BLAME),
    **dict.fromkeys(
        word_set("demand request call appeal ultimatum note term condition warning threat deadline"), DEMANDS
    ),
    **dict.fromkeys(
        word_set("offer proposal suggestion invitation overture initiative mediation plan compromise"), OFFERS
    ),
}
"""Nouns for what is answered, with the events that tell it."""
DENIALS = frozenset({"deny", "denial", "refute", "rebut"})
WRONGS = frozenset({"ASSAULT", "COERCE", "THREATEN", "SANCTION"})
ACCEPTING = frozenset({"accept", "comply", "agree", "refuse", "decline", "yield", "submit", "reject"})
ANSWERING = DENIALS | word_set(
    "reject rejection refuse refusal decline dismiss rebuff spurn repudiate ignore accept acceptance agree "
    "accede comply submit yield bow disregard scorn"
)
"""What answers: to rescind a demand does not."""
TAKEN_BACK = word_set("drop withdraw retract rescind abandon shelve renew repeat reiterate carry")
"""What only the speaker can do with his word."""
RULINGS = word_set("ruling verdict judgment judgement award arbitration jurisdiction resolution")
ANSWERED_SLOTS = ("obj", "of", "prep.to", "prep.with")


def answered(told: Told, predicate: Predicate) -> Found | None:
    """ "Denied the charge": who said before, to those who answer, what is answered."""
    if predicate.layer != "say" or predicate.lemma not in ANSWERING or not predicate.sources:
        return None
    kinds = _answered_events(predicate)
    own = side_set(told.reading, predicate.sources)
    if not kinds:
        return None
    said_by = _owners(told.reading, predicate) or _speakers(told.reading, predicate, kinds, own)
    speakers = [id for id in said_by if id not in own]
    return Found(ANSWERED, speakers) if speakers else None


def denied_deed(told: Told, predicate: Predicate) -> Found | None:
    """ "Denied having shelled X", "denied any part in the raid on X": X, who will have said so."""
    if predicate.lemma not in DENIALS or not predicate.sources:
        return None
    own = side_set(told.reading, predicate.sources)
    wronged: set[str] = set()
    for token in predicate.token.subtree:
        deed = told.reading.predicate_of(token) if token.i > predicate.token.i else None
        if deed is not None and deed.event in WRONGS and side_set(told.reading, deed.sources) <= own:
            wronged |= side_set(told.reading, deed.targets) - own
    return Found("to whom the deed denied was done", sorted(wronged)) if len(wronged) == 1 else None


def appositive_word(told: Told, predicate: Predicate) -> Found | None:
    """ "X accused Y of spying, a charge that Y rejected": who said what the noun sums up."""
    verb, reading = predicate.token, told.reading
    relative = verb.dep_ == "relcl" and verb.head.dep_ in {"appos", "dobj", "npadvmod"}
    if predicate.layer != "say" or not relative or not _sums_up(verb.head):
        return None
    for each in reversed(reading.predicates):
        same = each.sentence is predicate.sentence and each.start < predicate.start
        if same and each.layer == "say" and each.sources and each.token is not verb.head:
            own = side_set(reading, predicate.sources)
            if said_by := [id for id in each.sources if side_of(reading, id) not in own]:
                return Found(ANSWERED, said_by)
    return None


def _sums_up(noun: Token) -> bool:
    """ ", a charge": a word for what was just said."""
    indefinite = any(child.dep_ == "det" and child.lower_ in {"a", "an"} for child in noun.children)
    after_comma = noun.left_edge.i > 0 and noun.left_edge.nbor(-1).text in {",", "-", "–", "—"}
    return noun.lemma_.lower() in SAID and indefinite and after_comma


def ruling(told: Told, predicate: Predicate) -> Found | None:
    """ "Accepted the ruling", "accepts its jurisdiction": the body that the passage spoke of before."""
    if predicate.lemma not in ANSWERING | {"veto"}:
        return None
    reading = told.reading
    objects = [*predicate.slots.get("obj", ()), *predicate.slots.get("prep.to", ())]
    noun = next((token for token in objects if token.lemma_.lower() in RULINGS), None)
    if noun is None:
        return None
    own = side_set(reading, predicate.sources)
    named = [id for id, mention in owner_of(reading, noun) if mention.how not in {"possessive", "pronoun"}]
    if named := [id for id in named if side_of(reading, id) not in own]:
        return Found(ANSWERED, named)
    for index in (predicate.sentence.index, predicate.sentence.index - 1, predicate.sentence.index - 2):
        for mention in reversed(reading.mentions_by_sentence.get(index, [])):
            bodies = [id for id in mention.ids if is_body(reading, id)]
            if bodies and mention.start < predicate.end:
                return Found(ANSWERED, bodies[:1])
    return None


def is_body(reading: Reading, id: str) -> bool:
    """Whether an actor hears the quarrels of others: an international organisation or a court."""
    actor = reading.actors.get(id)
    return actor is not None and (actor.kind == "international organisation" or id.endswith("_JUD"))


def word_of_somebody(told: Told, predicate: Predicate) -> Found | None:
    """ "The proposal was turned down", "X's threat was dropped": a passive without agent, X's word.

    What only the speaker can do with his word he did himself, to whom it was for; else it was done to him.
    """
    if not is_passive(predicate.token) or "subj" in predicate.slots:
        return None
    verb = predicate.lemma.split()[0]
    if verb not in TAKEN_BACK | ANSWERING | {"turn", "vote"}:
        return None
    for token in predicate.slots.get("obj", ()):
        word = told.reading.predicate_of(token)
        owners = [id for id, _ in owner_of(told.reading, token)]
        if verb in TAKEN_BACK and token.lemma_.lower() in SAID and owners:
            whom = [id for id in _for_whom(told.reading, token) if id not in owners]
            return Found("whose word is taken back, and to whom", whom, owners)
        said = token.lemma_.lower() in SAID or (word is not None and word.layer == "say")
        owners = owners or (list(word.sources) if word is not None else [])
        if verb not in TAKEN_BACK and said and owners and not predicate.sources and not predicate.targets:
            return Found(ANSWERED, as_states(told.reading, owners))
    return None


def _for_whom(reading: Reading, word: Token) -> list[str]:
    """ "The threat to denounce Y": Y."""
    verbs = (child for child in word.children if child.dep_ in {"acl", "xcomp"})
    for token in (word, *verbs):
        said = reading.predicate_of(token)
        if said is not None and said.targets:
            return list(said.targets)
    return []


def _speakers(
    reading: Reading, predicate: Predicate, kinds: frozenset[str], own: frozenset[str]
) -> list[str]:
    """Who last said such a thing to those who answer; else who said it to nobody named, in so many words."""
    earlier = [
        each
        for each in reversed(reading.predicates)
        if each is not predicate
        and each.start < predicate.start
        and predicate.sentence.index - each.sentence.index <= REACH
        and each.event in (kinds if predicate.event != "AGREE" else kinds & DEMANDS)
        and side_set(reading, each.sources) - own
    ]
    said = next((each for each in earlier if side_set(reading, each.targets) & own), None)
    if said is None and {"obj", "of", "prep.to"} & predicate.slots.keys():
        said = next((each for each in earlier if not each.targets and each.layer == "say"), None)
    if said is None:
        return []
    return list(dict.fromkeys(country_of(reading, id) or id for id in said.sources))  # a person by name


def _words_answered(predicate: Predicate) -> Iterator[Token]:
    for slot in ANSWERED_SLOTS:
        yield from (token for token in predicate.slots.get(slot, ()) if token.lemma_.lower() in SAID)


def _owners(reading: Reading, predicate: Predicate) -> list[str]:
    """ "Rejected X's proposal": whose word it is, where the words say so."""
    word = next(_words_answered(predicate), None)
    return as_states(reading, [id for id, _ in owner_of(reading, word)]) if word is not None else []


def _answered_events(predicate: Predicate) -> frozenset[str]:
    """The events that tell what is answered, by the object or, of a denial, by the verb."""
    word = next(_words_answered(predicate), None)
    if word is not None:
        return SAID[word.lemma_.lower()]
    if predicate.lemma in DENIALS:
        return BLAME
    alone = not {"obj", "xcomp", "ccomp", "prep.to", "iobj"} & predicate.slots.keys()
    return DEMANDS | OFFERS if alone and predicate.lemma in ACCEPTING else frozenset()
