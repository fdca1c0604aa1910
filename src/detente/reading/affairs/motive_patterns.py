"""The patterns that make a motive of a cue: one function a kind of the motive table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from detente.codes.affair_cues import AffairCue
from detente.crisis import AUTHOR
from detente.reading.affairs.actors_near import ids_at
from detente.reading.affairs.around import around_noun, head_of
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.outcomes import outcome_of
from detente.reading.affairs.spans import phrase_span, predicate_span, tokens_span
from detente.reading.affairs.status_at import status_at
from detente.reading.base import Predicate, Reading, Sentence, phrase
from detente.reading.slots import is_passive, verb_slots

UNREAL = frozenset({"hypothetical", "conditional", "counterfactual", "planned", "desired"})
FORCEFUL = frozenset("militarily forcefully violently swiftly immediately quickly harshly kind similarly strongly".split())


@dataclass(frozen=True)
class Found:
    """The sentence in which motives are looked for; ``outcomes`` are the places of outcome words."""

    reading: Reading
    sentence: Sentence
    outcomes: set[int]

    def make(
        self,
        span: tuple[int, int],
        who: list[str],
        rule: str,
        confidence: float,
        *,
        act: Token | None = None,
        words: str = "",
        outcome: str | None = None,
        kind: str = "",
    ) -> Iterator[Candidate]:
        """One motive, with the act that it explains; none when that act is only supposed or was not done."""
        about = self.reading.predicate_of(act) if act is not None else None
        speaker: tuple[str, ...] = (AUTHOR,)
        if act is not None:
            status = status_at(self.reading, act)
            if status.modality in {"hypothetical", "conditional"} or status.polarity:
                return
            speaker = status.speaker if status.modality == "claimed" else (AUTHOR,)
        if not who and about is not None:
            who = list(about.sources)
        yield Candidate(
            *span,
            kind,
            tuple(dict.fromkeys(who)),
            rule,
            confidence,
            self.sentence,
            speaker=speaker,
            words=words,
            about=about,
            outcome=outcome,
        )


def verb_over(token: Token) -> Token | None:
    """The verb to whose clause a word belongs."""
    for _ in range(8):
        if token.head == token:
            return token if token.pos_ in {"VERB", "AUX"} else None
        token = token.head
        if token.pos_ in {"VERB", "AUX"}:
            return token
    return None


def doers(place: Found, verb: Token) -> list[str]:
    """Who does what the verb says: its subject, in the passive its agent, else the event's sources."""
    slots = verb_slots(verb)
    ids = ids_at(place.reading, slots.get("subj", []), owner=True)
    predicate = place.reading.predicate_of(verb)
    if not ids and predicate is not None:
        ids = list(predicate.sources)
    return ids


def infinitive_of(word: Token) -> Token | None:
    """The infinitive that depends on a word."""
    for child in word.children:
        if child.pos_ in {"VERB", "AUX"} and any(inner.dep_ == "aux" and inner.lower_ == "to" for inner in child.children):
            return child
    return None


def purpose(place: Found, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "in order to achieve ...", "with the aim of isolating X", "for regional influence"."""
    if "for" in cue.flags:
        yield from _for_noun(place, cue, covered)
        return
    last = covered[-1]
    goal = last.head if last.lower_ == "to" and last.dep_ == "aux" else None
    if goal is None:
        goal = next((child for child in last.children if child.dep_ in {"pcomp", "pobj"}), None)
    if goal is None and last.dep_ == "mark":
        goal = last.head
    if goal is None:
        return
    if "conjunction" in cue.flags and (covered[0].lower_ == "so" and goal.pos_ not in {"VERB", "AUX"}):
        return
    verb = verb_over(head_of(covered))
    if verb == goal or (verb is not None and verb.i >= covered[0].i and verb in list(goal.subtree)):
        verb = verb_over(goal)
    span = tokens_span([*covered, *_clause(goal)], place.sentence)
    who = doers(place, verb) if verb is not None else []
    yield from place.make(span, who, f"purpose.{cue.name}", cue.confidence, act=verb, words=_words(_clause(goal)))


def _clause(goal: Token) -> list[Token]:
    return phrase(goal, without=frozenset({"punct"})) if goal.pos_ != "VERB" else phrase(goal)


def _words(tokens: list[Token]) -> str:
    return " ".join(token.text for token in tokens if not token.is_punct)


def _for_noun(place: Found, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    noun = covered[0]
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ != "for":
        return
    verb = preposition.head
    if verb.pos_ == "NOUN" and verb.dep_ == "dobj" and place.reading.predicate_of(verb) is None:
        verb = verb.head
    if verb.pos_ != "VERB":
        return
    if verb.lemma_.lower() in {"call", "ask", "blame", "appeal", "press", "account", "provide", "allow", "vote"}:
        return
    span = tokens_span([preposition, *phrase(noun)], place.sentence)
    who = doers(place, verb)
    yield from place.make(
        span, who, f"for.{cue.name}", cue.confidence, act=verb, outcome=outcome_of(verb), words=_words(phrase(noun))
    )


def end_taken_up(place: Found, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "Toward that end": the goal is what was said before."""
    verb = verb_over(head_of(covered))
    if verb is not None:
        span = tokens_span(covered, place.sentence)
        yield from place.make(span, doers(place, verb), f"end.{cue.name}", cue.confidence, act=verb)


def aim(place: Found, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """Nouns ("its objective is the removal of X"), verbs ("aims to") and participles ("intended to")."""
    word = head_of(covered)
    if "motivated" in cue.flags:
        yield from _motivated(place, cue, word)
    elif word.pos_ in {"NOUN", "PROPN"}:
        yield from _aim_noun(place, cue, word)
    elif cue.pos in {"v", "a"} and word.pos_ not in {"NOUN", "PROPN"}:
        yield from _aim_verb(place, cue, word)


def _aim_verb(place: Found, cue: AffairCue, verb: Token) -> Iterator[Candidate]:
    goal = infinitive_of(verb)
    if goal is None and verb.lemma_.lower() in {"aim", "intend", "design", "gear"}:
        goal = next((noun for slot in ("prep.at", "prep.for") for noun in verb_slots(verb).get(slot, [])), None)
    if goal is None or verb.dep_ in {"aux"}:
        return
    passive = is_passive(verb) or cue.pos == "a"
    if passive == (cue.pos == "v") or (verb.lemma_.lower() in {"mean", "design", "calculate"} and not passive):
        return
    slots = verb_slots(verb)
    subjects = slots.get("obj", []) if is_passive(verb) else slots.get("subj", [])
    if cue.pos == "a" and not subjects and verb.dep_ in {"acomp", "amod", "acl"}:
        subjects = verb_slots(verb.head).get("subj", []) if verb.head.pos_ in {"AUX", "VERB"} else [verb.head]
    act = next((each for each in subjects if place.reading.predicate_of(each) is not None), None)
    who = ids_at(place.reading, subjects, owner=True)
    span = predicate_span(verb, place.sentence)
    status = status_at(place.reading, verb)
    if status.polarity or status.modality in {"hypothetical", "conditional"}:
        return
    for each in place.make(
        span, who, f"aim.{cue.name}", cue.confidence, act=act, words=_words(phrase(goal)), outcome=outcome_of(verb)
    ):
        each.speaker = status.speaker
        yield each


def _aim_noun(place: Found, cue: AffairCue, noun: Token) -> Iterator[Candidate]:
    if noun.dep_ in {"compound", "amod"}:
        return
    slots = around_noun(noun)
    owners = next((slots[slot] for slot in ("poss", "by", "mod", "light") if ids_at(place.reading, slots.get(slot, []))), [])
    verb = noun.head
    goal: Token | None = None
    if noun.dep_ == "nsubj" and verb.lemma_.lower() in {"be", "remain", "become"}:
        goal = next((child for child in verb.children if child.dep_ in {"attr", "xcomp", "ccomp", "acomp"} and child.i > verb.i), None)
        if goal is not None and goal.dep_ == "acomp":
            apposed = [child for child in [*verb.children, *goal.children] if child.dep_ in {"appos", "attr"} and child.i > goal.i]
            goal = apposed[0] if apposed else None
        whole = goal
    else:
        goal = infinitive_of(noun) or next((each for slot in ("for", "of") for each in slots.get(f"prep.{slot}", [])), None)
        whole = noun
    if goal is None or whole is None:
        return
    if whole == noun and not owners and cue.words[0] not in {"determination", "aspiration", "desire"}:
        return
    if noun.lemma_.lower() in {"interest", "hope", "design", "resolve", "bid", "purpose"} and infinitive_of(noun) is None:
        if whole == noun:
            return
    who = ids_at(place.reading, owners, owner=True)
    kept = phrase(whole, without=frozenset({"relcl", "appos", "punct", "poss", "det"})) if whole == noun else phrase(whole)
    act = _letter_or_deed(place, slots)
    yield from place.make(
        tokens_span(kept, place.sentence),
        who,
        f"aim.{cue.name}",
        cue.confidence,
        act=act,
        words=_words(phrase(goal)),
        outcome=outcome_of(noun),
    )


def _letter_or_deed(place: Found, slots: dict[str, list[Token]]) -> Token | None:
    """ "the intent of the letter": the event whose aim it is."""
    for noun in [*slots.get("of", []), *slots.get("poss", [])]:
        if place.reading.predicate_of(noun) is not None:
            return noun
    return None


def _motivated(place: Found, cue: AffairCue, verb: Token) -> Iterator[Candidate]:
    if not is_passive(verb):
        return
    slots = verb_slots(verb)
    causes, moved = slots.get("subj", []), slots.get("obj", [])
    if causes and not ids_at(place.reading, causes) and (moved or verb.dep_ == "acl"):
        span = predicate_span(verb, place.sentence)
        act = next((each for each in moved if place.reading.predicate_of(each) is not None), None)
        yield from place.make(
            span, ids_at(place.reading, moved, owner=True), f"moved.{cue.name}", cue.confidence, act=act,
            words=_words(phrase(causes[0])),
        )  # fmt: skip


def attempt(place: Found, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "efforts to persuade X to ...", and what somebody is said to be attempting."""
    word = head_of(covered)
    goal = infinitive_of(word)
    if goal is None:
        return
    if word.pos_ == "VERB":
        status = status_at(place.reading, word)
        if status.modality not in {"claimed"}:
            return
        who = ids_at(place.reading, verb_slots(word).get("subj", []))
        span = tokens_span([child for child in goal.subtree], place.sentence)
        for each in place.make(span, who, f"attempt.{cue.name}", cue.confidence, act=goal, words=_words(list(goal.subtree))):
            each.speaker = status.speaker
            yield each
        return
    if word.pos_ != "NOUN" or word.dep_ == "pobj":
        return
    slots = around_noun(word)
    owners = [each for slot in ("poss", "by", "mod", "light") for each in slots.get(slot, [])]
    outcome = outcome_of(word)
    if outcome is None and word.dep_ not in {"dobj", "nsubj", "nsubjpass"}:
        return
    span = tokens_span(phrase(goal), place.sentence)
    yield from place.make(
        span, ids_at(place.reading, owners), f"attempt.{cue.name}", cue.confidence - 0.05,
        words=_words(phrase(goal)), outcome=outcome,
    )  # fmt: skip


def avoid(place: Found, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "wariness to avoid escalation and prevent a new front": one motive a verb."""
    noun = head_of(covered)
    goal = infinitive_of(noun)
    if goal is None or noun.pos_ != "NOUN":
        return
    slots = around_noun(noun)
    owners = [each for slot in ("poss", "by", "mod", "light") for each in slots.get(slot, [])]
    for verb in [goal, *(child for child in goal.children if child.dep_ == "conj")]:
        span = tokens_span(_one_verb(verb), place.sentence)
        yield from place.make(span, ids_at(place.reading, owners, owner=True), f"avoid.{cue.name}", cue.confidence)


def _one_verb(verb: Token) -> list[Token]:
    return phrase(verb, without=frozenset({"cc", "conj", "punct"}))


def reply(place: Found, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "in response to X", "retaliatory strikes", "(a response to X)", "responded militarily"."""
    word = head_of(covered)
    if "modifier" in cue.flags:
        noun = word.head
        if word.dep_ in {"amod", "compound"} and place.reading.predicate_of(noun) is not None:
            yield from place.make(tokens_span([word], place.sentence), [], f"reply.{cue.name}", cue.confidence, act=noun)
    elif "response" in cue.flags:
        if word.dep_ == "appos" and any(child.lower_ == "to" for child in word.children):
            act = word.head if place.reading.predicate_of(word.head) is not None else _event_above(place, word.head)
            span = phrase_span(word, place.sentence)
            yield from place.make(span, [], f"reply.{cue.name}", cue.confidence, act=act)
    elif "forceful" in cue.flags:
        predicate = place.reading.predicate_of(word)
        if predicate is not None and predicate.event == "ASSAULT" and predicate.happened:
            kept = [word, *(child for child in word.children if child.lower_ in FORCEFUL)]
            yield from place.make(
                tokens_span(kept, place.sentence), list(predicate.sources), f"reply.{cue.name}", cue.confidence, act=word
            )
    elif word.pos_ == "VERB" and cue.pos == "v":
        span = predicate_span(word, place.sentence)
        yield from place.make(span, doers(place, word), f"reply.{cue.name}", cue.confidence, act=word)
    else:
        yield from _in_reply(place, cue, covered)


def _in_reply(place: Found, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    last = covered[-1]
    thing = next((child for child in last.children if child.dep_ in {"pobj", "pcomp"}), None)
    if thing is None and last.lower_ in {"protest", "avenge"}:
        thing = next((child for child in last.children if child.dep_ == "dobj"), None)
    verb = verb_over(head_of(covered))
    if verb == last:
        verb = verb_over(last)
    if thing is None or verb is None:
        return
    kept = [*covered, *phrase(thing, without=frozenset({"relcl", "punct"}))]
    yield from place.make(
        tokens_span(kept, place.sentence), doers(place, verb), f"reply.{cue.name}", cue.confidence, act=verb,
        words=_words(kept),
    )  # fmt: skip


def _event_above(place: Found, token: Token) -> Token | None:
    for _ in range(4):
        if place.reading.predicate_of(token) is not None:
            return token
        if token.head == token:
            return None
        token = token.head
    return None


def event_of(place: Found, token: Token) -> Predicate | None:
    """The event that a word or one above it tells of."""
    found = _event_above(place, token)
    return place.reading.predicate_of(found) if found is not None else None


KINDS: dict[str, Callable[[Found, AffairCue, list[Token]], Iterator[Candidate]]] = {
    "purpose": purpose,
    "end": end_taken_up,
    "aim": aim,
    "attempt": attempt,
    "avoid": avoid,
    "reply": reply,
}
