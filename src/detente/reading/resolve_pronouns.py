"""Pronouns and possessives: the nearest fitting antecedent, the subject of the clause first."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.antecedents import (
    Discourse,
    clause_subjects,
    governing_verb,
    own_subjects,
    same_clause_subjects,
    within,
)
from detente.reading.base import at
from detente.reading.mentions_kinds import PERSONAL, POSSESSIVE, REFLEXIVE, Referring, personal, word_set
from detente.reading.resolve_lists import co_arguments

PERSONS = frozenset({"official", "person", "diplomat", "military"})
BODIES = frozenset(
    {
        "state",
        "government",
        "military",
        "armed group",
        "party",
        "international organisation",
        "media",
        "unknown",
        "population",
    }
)
SUBJECT = 3.0
THRESHOLD = -0.6
DONE_TO_THINGS = word_set(
    "sign implement ratify adopt conclude complete reach publish approve issue cancel suspend "
    "postpone broadcast hold make build launch fire deliver extend schedule draft convene carry "
    "resume lift impose violate break design mean intend follow trigger cause prompt motivate "
    "precipitate provoke settle resolve file"
)
"""Verbs whose passive subject is hardly ever an actor."""
HAPPENING = word_set(
    "erupt occur happen begin last end start break spread escalate culminate fade terminate persist arise"
)
"""Verbs of what happens: "it" before them is an event, unless it begins or ends something."""
AMOUNTING = word_set(
    "trigger precipitate constitute mark stem originate result consist coincide culminate entail represent "
    "derive date"
)
"""Verbs whose subject is an event or a thing, whatever their object."""
MINDED = word_set(
    "say state claim announce declare find believe think want seek hope fear know decide plan intend "
    "wish agree refuse accept reject deny insist argue warn threaten promise pledge vow offer "
    "propose demand request call accuse blame condemn denounce support oppose attack invade "
    "recognize recognise try attempt aim regard consider view see perceive send withdraw deploy "
    "mobilize launch continue respond retaliate sign hold feel order expect acknowledge admit "
    "maintain urge ask"
)
"""Verbs whose subject thinks or speaks: "it" before them is no thing."""
JUDGING = word_set(
    "mock deride ridicule criticise criticize denounce condemn praise applaud welcome deplore envy imitate "
    "doubt resent distrust share question dispute reject refute echo second ignore overrule disobey defy "
    "flout"
)
"""Verbs whose object is another's: his caution, their claim."""
ABOARD = frozenset({"crew", "captain", "skipper", "cargo", "passenger", "pilot", "sailor"})
"""What a ship or a plane has, and a state has only by it."""
HELPING = frozenset({"support", "assist", "help", "aid", "back", "join"})


def resolve_pronoun(discourse: Discourse, mention: Referring) -> None:
    """Set ``ids`` to the best antecedent; empty, without a note, where a thing and no actor is meant."""
    vessel = _whose_vessel(discourse, mention)
    if vessel:
        mention.ids, mention.basis, mention.confidence = vessel, "whose vessel it is", 0.7
        return
    scores: dict[tuple[str, ...], float] = {}
    subjects = clause_subjects(mention.head)
    barred = _barred(discourse, mention)
    for subject in subjects:
        found = discourse.mention(subject) if at(subject) != at(mention.head) else None
        if found is not None:
            ids = _group(discourse, subject, mention)
            if ids and not barred & set(ids):
                later = subject.i > mention.head.i and _actor_before(discourse, mention)
                scores[ids] = SUBJECT - 1.6 if later else SUBJECT
            elif not ids and _fits(discourse, mention, found, found.ids) and not barred & set(found.ids):
                scores[found.ids] = SUBJECT - 1.5
        elif (owner := _possessor(discourse, subject, mention)) and not barred & set(owner):
            scores[owner] = SUBJECT - (0.8 if mention.form in POSSESSIVE | REFLEXIVE else 1.2)
        elif subject.tag_ == "NN" and mention.form in {"its", "itself"} and _plain_thing(subject):
            mention.basis = "a thing, not an actor"
            return
        elif subject.tag_ == "NNS" and mention.number == "many" and subject.pos_ == "NOUN":
            # "several Soviet ships stopped before they …": the things, or whose they are
            owners = _modifying(discourse, subject)
            if owners and not barred & set(owners):
                scores[owners] = SUBJECT - 1.3
            else:
                mention.basis = "things, not actors"
                return
    _score_clause(discourse, mention, scores)
    _score_recent(discourse, mention, barred, scores)
    ranked = sorted(scores, key=lambda ids: -scores[ids])
    rival = _thing_score(discourse, mention)
    if not ranked or scores[ranked[0]] < THRESHOLD or scores[ranked[0]] < rival:
        mention.basis = "a thing, not an actor" if rival > 0 else None
        return
    best = ranked[0]
    mention.ids = best
    ahead = scores[best] - (scores[ranked[1]] if len(ranked) > 1 else 0.0)
    mention.confidence = 0.85 if ahead > 1.5 else 0.7 if ahead > 0.5 else 0.5
    mention.basis = "the subject of the clause" if scores[best] >= SUBJECT - 0.8 else "the nearest that fits"
    if ahead < 0.15 and len(ranked) > 1:
        _tie(discourse, mention, ranked)


def _score_clause(discourse: Discourse, mention: Referring, scores: dict[tuple[str, ...], float]) -> None:
    """The agent of a passive, and whom somebody helps ("supported X in its fight")."""
    verb = governing_verb(mention.head)
    for _ in range(3):
        if verb is None or any(at(subject) == at(mention.head) for subject in own_subjects(verb)):
            return
        for child in verb.children:
            nouns = [noun for noun in child.children if noun.dep_ == "pobj"] if child.dep_ == "agent" else []
            helped = child.dep_ == "dobj" and verb.lemma_.lower() in HELPING and child.i < mention.head.i
            for noun in [*nouns, child] if helped else nouns:
                if at(noun) != at(mention.head) and not within(mention.head, noun):
                    ids = _group(discourse, noun, mention)
                    if ids:
                        scores[ids] = max(scores.get(ids, -9.0), SUBJECT + 0.2 if helped else SUBJECT - 0.6)
        if verb.head == verb or verb.dep_ not in {"advcl", "xcomp", "acl", "pcomp"}:
            return
        verb = governing_verb(verb.head)


def _actor_before(discourse: Discourse, mention: Referring) -> bool:
    """Whether the sentence has named somebody before the pronoun, so that it need not point forward."""
    return any(
        other.sentence is mention.sentence and not other.attributive and other.how != "place"
        for other in discourse.before(mention, 0)
    )


def _barred(discourse: Discourse, mention: Referring) -> set[str]:
    """What a pronoun cannot mean: the other arguments of its own verb, or of the noun it possesses."""
    head = mention.head
    if mention.form in REFLEXIVE:
        return set()
    barred = co_arguments(discourse.reading, head)
    if mention.form in POSSESSIVE and head.head.dep_ == "dobj" and head.head.head.lemma_.lower() in JUDGING:
        # "X mocked his caution": another's
        for subject in own_subjects(head.head.head):
            barred = barred | set(discourse.ids(subject))
        return barred
    if mention.form in POSSESSIVE or head.dep_ in {"nsubj", "nsubjpass"}:
        return barred
    for subject in same_clause_subjects(head):
        found = discourse.mention(subject) if at(subject) != at(head) else None
        if found is not None and found.ids:
            return barred | set(found.ids)
    return barred


def _modifying(discourse: Discourse, subject: Token) -> tuple[str, ...]:
    """Whose the things are: a name or an adjective before the noun ("Soviet ships")."""
    for child in subject.children:
        if child.dep_ in {"amod", "compound", "nmod", "poss"} and child.i < subject.i:
            found = discourse.mention(child)
            if found is not None and found.ids:
                return found.ids
    return ()


def _group(discourse: Discourse, subject: Token, mention: Referring) -> tuple[str, ...]:
    """The actors of a subject with what is coordinated with it, if number and kind fit the pronoun."""
    found = discourse.mention(subject)
    if found is None:
        return ()
    listed = discourse.list_of.get(id(found))
    if listed is not None and not listed.attributive and listed.start < mention.start:
        return listed.ids if _fits(discourse, mention, found, listed.ids) else ()
    ids = dict.fromkeys(found.ids)
    others = [child for child in subject.children if child.dep_ == "conj"]
    while others and len(ids) < 6:
        token = others.pop()
        if within(mention.head, token):
            continue
        ids |= dict.fromkeys(discourse.ids(token))
        others += [child for child in token.children if child.dep_ == "conj"]
    together = tuple(ids)
    return together if together and _fits(discourse, mention, found, together) else ()


def _fits(discourse: Discourse, mention: Referring, other: Referring, ids: tuple[str, ...]) -> bool:
    """Whether number and kind agree."""
    kinds = {discourse.kind(id) for id in ids}
    if mention.form in PERSONAL:
        return (
            len(ids) == 1 and bool(kinds & PERSONS) and (other.number == "one" or other.reference == "person")
        )
    if mention.number == "many":
        if len(ids) > 1:
            return True
        return other.number in {"many", "either"} and "state" not in kinds
    if len(ids) > 1 or other.number == "many" or (other.role is not None and personal(other.role)):
        return False
    return bool(kinds & BODIES) and other.reference != "person"


def _possessor(discourse: Discourse, subject: Token, mention: Referring) -> tuple[str, ...]:
    """Whose the subject is ("Pakistan's domestic circumstances … its decision")."""
    for child in subject.children:
        if child.dep_ == "poss" and at(child) != at(mention.head):
            found = discourse.mention(child)
            if found is not None and found.ids and _fits(discourse, mention, found, found.ids):
                return found.ids
    return ()


def _score_recent(
    discourse: Discourse, mention: Referring, barred: set[str], scores: dict[tuple[str, ...], float]
) -> None:
    """Earlier mentions by distance, grammatical role and weight in the document."""
    for other in discourse.before(mention, 2):
        if (
            not other.ids
            or barred & set(other.ids)
            or (other.head.i == mention.head.i and other.sentence is mention.sentence)
        ):
            continue
        ids = (
            _group(discourse, other.head, mention)
            if other.head.dep_ != "conj"
            else _single(discourse, other, mention)
        )
        if not ids or barred & set(ids):
            continue
        gap = mention.sentence.index - other.sentence.index
        score = _weight(other) - 1.1 * gap - 0.01 * min(mention.start - other.start, 200) / 2
        score += discourse.counts.get(ids[0], 0.0) / discourse.total
        if gap and mention.head.dep_ in {"nsubj", "nsubjpass"} and other.head.dep_ in {"nsubj", "nsubjpass"}:
            score += 0.8
        if gap:
            score += _rank(other)
        if score > scores.get(ids, -9.0):
            scores[ids] = score


def _rank(other: Referring) -> float:
    """How far up in its sentence an earlier subject stands: the main subject is spoken of further."""
    if other.head.dep_ not in {"nsubj", "nsubjpass"}:
        return 0.0
    verb = other.head.head
    depth = 0
    while verb.dep_ not in {"ROOT"} and depth < 4:
        if verb.dep_ != "conj":
            depth += 1
        verb = verb.head
    return 0.5 if depth == 0 else -0.3 * depth


def _single(discourse: Discourse, other: Referring, mention: Referring) -> tuple[str, ...]:
    return other.ids if _fits(discourse, mention, other, other.ids) else ()


def _weight(other: Referring) -> float:
    """How prominent a mention is in its sentence."""
    dep = other.head.dep_
    weight = {
        "nsubj": 2.2,
        "nsubjpass": 2.2,
        "dobj": 1.5,
        "pobj": 1.3,
        "poss": 1.1,
        "dative": 1.4,
        "attr": 0.6,
    }.get(dep, 1.0)
    if other.attributive:
        weight = 0.6
    if other.how == "place":
        weight -= 0.9
    return weight


def _thing_score(discourse: Discourse, mention: Referring) -> float:
    """How well a noun that is no actor fits "it" ("avoid escalation and prevent it")."""
    if mention.form != "it" or (mention.head.dep_ == "nsubj" and mention.head.head.lemma_.lower() in MINDED):
        return -9.0
    if mention.head.dep_ == "nsubjpass" and mention.head.head.lemma_.lower() in DONE_TO_THINGS:
        return 9.0
    verb = mention.head.head
    if mention.head.dep_ == "nsubj" and verb.lemma_.lower() in AMOUNTING:
        return 9.0
    happens = mention.head.dep_ == "nsubj" and verb.lemma_.lower() in HAPPENING
    if happens and not any(child.dep_ in {"xcomp", "dobj"} for child in verb.children):
        return 9.0
    best = -9.0
    for token in mention.sentence.tokens:
        if token.i >= mention.head.i:
            break
        if (
            token.tag_ != "NN"
            or token.dep_ not in {"nsubj", "nsubjpass", "dobj"}
            or token.ent_type_ in {"DATE", "TIME"}
        ):
            continue
        if discourse.reading.mention_of(token) is not None:
            continue
        weight = {"nsubj": 1.2, "nsubjpass": 1.2, "dobj": 0.9}[token.dep_]
        best = max(best, weight - 0.04 * (mention.head.i - token.i))
    return best


def _whose_vessel(discourse: Discourse, mention: Referring) -> tuple[str, ...]:
    """ "Seized a Danish trawler and held its crew": whose the ship or plane is that something was done to."""
    if mention.form != "its" or mention.head.head.lemma_.lower() not in ABOARD:
        return ()
    lexicon = discourse.reading.books.lexicon
    vessels = lexicon.word_class("@ship") | lexicon.word_class("@aircraft")
    for token in reversed(list(mention.head.sent)):
        if token.i < mention.head.i and token.dep_ == "dobj" and token.lemma_.lower() in vessels:
            return _modifying(discourse, token)
    return ()


def _plain_thing(subject: Token) -> bool:
    """Whether a subject is a thing of its own, so that "its" is most likely the thing's."""
    return not any(child.dep_ in {"poss", "acl", "prep"} for child in subject.children)


def _tie(discourse: Discourse, mention: Referring, ranked: list[tuple[str, ...]]) -> None:
    reading = discourse.reading
    quote = reading.document.text[mention.start : mention.end]
    names = " or ".join(" and ".join(discourse.state_name(id) for id in ids) for ids in ranked[:2])
    span = (mention.start, mention.end, "rule:resolve.pronoun", mention.confidence)
    discourse.note_once("ambiguous actor", f"{quote!r} may mean {names}", ranked[0], span)
    mention.alternatives = ranked[1]
