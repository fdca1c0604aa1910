"""The forms of causal cues: one function a flag of the cause table, each gives a link or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from detente.codes.affair_cues import AffairCue
from detente.crisis import AUTHOR
from detente.reading.affairs.actors_near import ids_at
from detente.reading.affairs.around import around_noun, head_of, verb_above
from detente.reading.affairs.cause_sides import Side, Sides
from detente.reading.affairs.spans import clause_span, has_subject, phrase_span, predicate_span
from detente.reading.affairs.status_at import Status, status_at
from detente.reading.base import Predicate, Reading, Sentence, at, end
from detente.reading.pairs import country_of
from detente.reading.slots import is_passive, verb_slots

SPEECH = frozenset(
    "accusation allegation charge claim assertion report statement proposal offer demand ultimatum request appeal "
    "note plan call threat protest complaint involvement responsibility resolution decision invitation this it which".split()
)
CONFLICT = frozenset("crisis war conflict hostility fighting confrontation dispute violence standoff siege tension".split())
REACTIVE = frozenset({"REJECT", "ACCUSE", "ASSAULT", "THREATEN", "PROTEST", "SANCTION", "COERCE", "MOBILIZE", "REQUEST", "RETREAT"})
DEEDS = frozenset({"ASSAULT", "COERCE", "THREATEN", "MOBILIZE", "SANCTION", "ACCUSE", "PROTEST", "REJECT"})


@dataclass(slots=True)
class Link:
    """Cause, effect and the words that link them."""

    start: int
    end: int
    kind: str
    cause: Side
    effect: Side
    rule: str
    confidence: float
    sentence: Sentence
    modality: str = "asserted"
    speaker: tuple[str, ...] = (AUTHOR,)


def link(
    reading: Reading,
    sentence: Sentence,
    cue: AffairCue,
    tokens: list[Token],
    cause: Side,
    effect: Side,
    *,
    kind: str | None = None,
    status: Status | None = None,
) -> Link | None:
    """A link, when both sides are there, differ, and one of them is a record."""
    if not cause or not effect or not (cause.ids or effect.ids):
        return None
    if set(cause.ids) & set(effect.ids) or (cause.words and cause.words == effect.words):
        return None
    found = status or status_at(reading, head_of(tokens))
    if found.polarity:
        return None
    sure = cue.confidence if cause.ids and effect.ids else cue.confidence - 0.1
    modality = found.modality if found.modality != "planned" else "hypothetical"
    return Link(
        at(tokens[0]), end(tokens[-1]), kind or cue.kind, cause, effect, cue.name, sure, sentence, modality, found.speaker
    )


Form = Callable[[Reading, Sides, Sentence, AffairCue, list[Token]], Link | None]


def preposition(reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]) -> Link | None:
    """ "because of the attack", "in response to X", "following the bombing"."""
    last, first = covered[-1], head_of(covered)
    things = [child for child in last.children if child.dep_ in {"pobj", "pcomp"}]
    if not things and last.lower_ == "following" and last.dep_ == "advcl":
        things = [child for child in last.children if child.dep_ == "dobj"]
    if not things:
        things = [each for token in covered for each in token.children if each.dep_ == "pobj" and each not in covered]
    if not things:
        return None
    cause = sides.of_token(things[0], sentence)
    host = first.head
    effect = sides.of_token(host, sentence) if host != first else Side()
    if "content" in cue.flags:
        if cause.event is None or not cause.event.happened or cause.event.layer == "think":
            return None
        if effect.event is None or effect.event.event not in REACTIVE or not effect.event.happened:
            return None
    return link(reading, sentence, cue, covered, cause, effect, status=Status())


def conjunction(reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]) -> Link | None:
    """ "because they refused to withdraw"."""
    clause = covered[-1].head
    if clause.pos_ not in {"VERB", "AUX"} or clause.head is clause or covered[-1].dep_ not in {"mark", "advmod"}:
        return None
    cause, effect = sides.of_token(clause, sentence), sides.of_token(clause.head, sentence)
    return link(reading, sentence, cue, covered, cause, effect, status=Status())


def since(reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]) -> Link | None:
    """ "since" with a reason, or with an event after which an aim or state went wrong."""
    word = covered[0]
    if word.dep_ == "mark":
        clause = word.head
        if any(child.dep_ == "aux" and child.lower_ in {"has", "have", "had"} for child in clause.head.children):
            return None
        return conjunction(reading, sides, sentence, cue, covered)
    things = [child for child in word.children if child.dep_ == "pobj"]
    host = word.head
    if not things or host.pos_ != "VERB":
        return None
    cause = sides.of_token(things[0], sentence)
    motives = sides.affairs_in(clause_span(host, sentence), "m")
    if cause.event is None or not motives:
        return None
    return link(reading, sentence, cue, covered, cause, Side(motives), status=Status())


def adverb(reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]) -> Link | None:
    """ "thus", "as a result": what was told before led to this clause."""
    word = head_of(covered)
    verb = word.head if word.head != word else word
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    if verb.tag_ == "VBG" and verb.dep_ == "advcl":
        cause = sides.clause_above(verb, sentence)
    elif verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        cause = sides.of_token(verb.head, sentence)
    else:
        before = [each for each in reading.predicates if each.sentence.index == sentence.index - 1 and each.happened]
        cause = Side((before[-1].id,), None, before[-1]) if before else Side()
    effect = sides.of_token(verb, sentence)
    if not (cause.ids and effect.ids):
        return None
    return link(reading, sentence, cue, covered, cause, effect, status=Status())


def condition(reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]) -> Link | None:
    """ "would retaliate if attacked"."""
    word = covered[-1]
    clause = word.head
    if word.dep_ != "mark" or clause.dep_ != "advcl":
        return None
    cause, effect = sides.of_token(clause, sentence), sides.of_token(clause.head, sentence)
    if effect.event is None or not cause.ids or effect.event.layer != "do":
        return None
    modal = effect.event.modality
    status = Status("counterfactual" if modal == "counterfactual" else "conditional", None, effect.event.speaker)
    return link(reading, sentence, cue, covered, cause, effect, status=status)


def verb_form(reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]) -> Link | None:
    """ "the raid triggered a crisis", "leading to clashes", "was sparked by X"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ in {"amod", "aux"} or not _real(reading, verb):
        return None
    slots = verb_slots(verb)
    lemma = verb.lemma_.lower()
    if lemma in PUSHING:
        return pushes(reading, sides, sentence, cue, covered)
    if lemma == "lead" and any(child.lower_ == "up" for child in verb.children):
        return None
    tokens = [verb]
    results = slots.get("obj", [])
    if lemma in {"lead", "result", "contribute", "culminate", "end", "escalate"}:
        name = next((name for name in ("prep.to", "prep.in", "prep.into") if slots.get(name)), None)
        if name is None and lemma != "escalate":
            return None
        if name is not None and lemma != "escalate":
            results = slots[name]
            tokens += [child for child in verb.children if child.lower_ == name.removeprefix("prep.")][:1]
    if lemma in {"set", "touch"}:
        if not any(child.lower_ in {"off", "motion"} for child in verb.subtree if 0 < child.i - verb.i < 4):
            return None
    if lemma in {"bring", "produce", "raise", "drive", "push"} and not _strong_result(reading, verb, results):
        return None
    if not results:
        return None
    cause = _doer_event(reading, sides, verb, slots, sentence)
    effect = _result(sides, results, sentence)
    if not effect.ids and reading.predicate_of(verb) is not None and lemma not in {"set"}:
        own = reading.predicate_of(verb)
        assert own is not None
        effect = Side((own.id,), None, own)
    return link(reading, sentence, cue, tokens, cause, effect)


PUSHING = frozenset({"push", "drive", "plunge", "throw"})
UNREAL = frozenset({"planned", "desired", "conditional", "hypothetical"})


def _real(reading: Reading, verb: Token) -> bool:
    """Whether the link is told as a fact (or as what would have been), not as wished or planned."""
    return status_at(reading, verb).modality not in UNREAL


def pushes(reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]) -> Link | None:
    """ "A and B pushed the country to the brink": pressures that add up to one."""
    verb = head_of(covered)
    effects = [id for id in sides.affairs_in(predicate_span(verb, sentence), "p")]
    causes: list[str] = []
    for subject in verb_slots(verb).get("subj", []):
        causes.extend(sides.affairs_in(phrase_span(subject, sentence, whole=True), "p"))
    causes = [id for id in causes if id not in effects]
    if not causes or not effects:
        return None
    return link(reading, sentence, cue, [verb], Side(tuple(causes)), Side(tuple(effects)))


def _strong_result(reading: Reading, verb: Token, results: list[Token]) -> bool:
    words = {child.lower_ for child in verb.children}
    return "about" in words or any(each.lemma_.lower() in CONFLICT | {"worry", "fear", "concern", "alarm"} for each in results)


def _result(sides: Sides, results: list[Token], sentence: Sentence) -> Side:
    for result in results:
        side = sides.of_token(result, sentence)
        if side:
            return side
    return Side()


def _doer_event(
    reading: Reading, sides: Sides, verb: Token, slots: dict[str, list[Token]], sentence: Sentence
) -> Side:
    """What the subject of a causal verb stands for; for a participle the event of the clause above."""
    own = has_subject(verb) or verb.dep_ in {"ROOT", "relcl", "conj"} or is_passive(verb)
    if not own and verb.dep_ in {"advcl", "acl", "xcomp", "dep", "ccomp"}:
        side = sides.clause_above(verb, sentence)
        if side.ids:
            return side
    subjects = slots.get("subj", [])
    for subject in subjects:
        if subject.lower_ in {"this", "it", "which", "that", "these"}:
            return sides.before(sentence, subject)
        side = sides.of_token(subject, sentence)
        if side.ids:
            return side
        if side.words and not ids_at(reading, [subject]):
            return side
    return Side()


def makes(reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]) -> Link | None:
    """ "the attack forced X to withdraw": when the subject is no actor."""
    verb = head_of(covered)
    slots = verb_slots(verb)
    goals = slots.get("xcomp", []) or slots.get("ccomp", [])
    if verb.pos_ != "VERB" or not goals or verb.dep_ == "amod" or not _real(reading, verb):
        return None
    subjects = slots.get("subj", [])
    participle = verb.tag_ == "VBG" and not has_subject(verb)
    if ids_at(reading, subjects) and not participle:
        return None
    cause = _doer_event(reading, sides, verb, slots, sentence)
    effect = sides.of_token(goals[0], sentence)
    return link(reading, sentence, cue, [verb], cause, effect)


def effect_self(reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]) -> Link | None:
    """ "attacks stalled the talks": the verb itself is the effect."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ == "amod" or not _real(reading, verb):
        return None
    slots = verb_slots(verb)
    if ids_at(reading, slots.get("subj", [])) and verb.dep_ not in {"advcl"}:
        return None
    cause = _doer_event(reading, sides, verb, slots, sentence)
    own = reading.predicate_of(verb)
    effect = Side((own.id,), None, own) if own is not None else _self_side(reading, sides, verb, sentence)
    if not cause.ids:
        return None
    return link(reading, sentence, cue, [verb], cause, effect)


def _self_side(reading: Reading, sides: Sides, verb: Token, sentence: Sentence) -> Side:
    span = predicate_span(verb, sentence)
    affairs = sides.affairs_in(span)
    if affairs:
        return Side(affairs)
    return Side((), " ".join(reading.document.text[span[0] : span[1]].split()))


def ends(reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]) -> Link | None:
    """ "the announcement terminated the crisis"."""
    verb = head_of(covered)
    slots = verb_slots(verb)
    things = [each for each in slots.get("obj", []) if each.lemma_.lower() in CONFLICT]
    if verb.pos_ != "VERB" or not things or verb.dep_ == "amod":
        return None
    subjects = slots.get("subj", [])
    if subjects and ids_at(reading, subjects) and verb.dep_ != "advcl":
        return None
    cause = _doer_event(reading, sides, verb, slots, sentence)
    own = reading.predicate_of(verb)
    effect = Side((own.id,), None, own) if own is not None else sides.of_token(things[0], sentence)
    return link(reading, sentence, cue, [verb], cause, effect)


def ended_with(reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]) -> Link | None:
    """ "the crisis ended with the act", "ended when X withdrew"."""
    verb = head_of(covered)
    slots = verb_slots(verb)
    subjects = [*slots.get("subj", []), *slots.get("obj", [])]
    if verb.pos_ != "VERB" or not any(each.lemma_.lower() in CONFLICT for each in subjects):
        return None
    tokens, cause = [verb], Side()
    for child in verb.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"with", "by", "through", "following", "after"}:
            cause = sides.of_token(next((noun for noun in child.children), None), sentence)
            tokens = [verb, child] if child.i == verb.i + 1 else [verb]
        elif child.dep_ == "advcl" and any(mark.lower_ in {"when", "after", "once"} for mark in child.children):
            cause = sides.of_token(child, sentence)
        if cause.ids:
            break
    own = reading.predicate_of(verb)
    effect = Side((own.id,), None, own) if own is not None else sides.of_token(subjects[0], sentence)
    return link(reading, sentence, cue, tokens, cause, effect) if cause.ids else None


def from_subject(reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]) -> Link | None:
    """ "the crisis stemmed from the raid", "resulted from"."""
    verb = head_of(covered)
    slots = verb_slots(verb)
    sources = slots.get("prep.from") or slots.get("prep.out_of") or []
    if verb.pos_ != "VERB" or not sources:
        return None
    subjects = slots.get("subj", [])
    effect = sides.of_token(subjects[0], sentence) if subjects else sides.clause_above(verb, sentence)
    return link(reading, sentence, cue, [verb], sides.of_token(sources[0], sentence), effect)


def owed(reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]) -> Link | None:
    """ "attributed the defeat to X"."""
    verb = head_of(covered)
    slots = verb_slots(verb)
    if verb.pos_ != "VERB" or not slots.get("prep.to") or not slots.get("obj"):
        return None
    return link(
        reading, sentence, cue, [verb], sides.of_token(slots["prep.to"][0], sentence),
        sides.of_token(slots["obj"][0], sentence),
    )  # fmt: skip


def participle(reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]) -> Link | None:
    """ "…, leaving it more isolated", "…, posing a challenge"."""
    verb = head_of(covered)
    if verb.tag_ != "VBG" or verb.dep_ not in {"advcl", "acl", "conj", "xcomp", "ccomp", "dep"} or has_subject(verb):
        return None
    if verb.lemma_.lower() == "leave" and not any(
        child.dep_ in {"acomp", "oprd", "ccomp", "xcomp", "prep", "dobj"} for child in verb.children
    ):
        return None
    cause = sides.clause_above(verb, sentence)
    effect = _self_side(reading, sides, verb, sentence)
    return link(reading, sentence, cue, [verb], cause, effect)


def result_participle(reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]) -> Link | None:
    """ "assaulted the base, killing several": the second event came of the first."""
    verb = head_of(covered)
    own = reading.predicate_of(verb)
    if verb.tag_ != "VBG" or verb.dep_ not in {"advcl", "acl", "conj", "xcomp", "dep"} or has_subject(verb) or own is None:
        return None
    cause = sides.clause_above(verb, sentence)
    if cause.event is None or cause.event.start > own.start:
        return None
    return link(reading, sentence, cue, [verb], cause, Side((own.id,), None, own))


def backfires(reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]) -> Link | None:
    """ "supporting them has backfired": the deed undid its own aim."""
    verb = head_of(covered)
    subjects = [child for child in verb.children if child.dep_ in {"nsubj", "csubj"}]
    if not subjects:
        return None
    cause = sides.of_token(subjects[0], sentence)
    aims = sides.affairs_in(clause_span(verb, sentence), "m")
    effect = Side(aims) if aims else Side((), verb.text)
    return link(reading, sentence, cue, [verb], cause, effect)


def noun_form(reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]) -> Link | None:
    """ "the result of an attack", "the trigger for the crisis was X"."""
    noun = head_of(covered)
    if noun.pos_ != "NOUN" or noun.dep_ in {"compound"}:
        return None
    slots = around_noun(noun)
    inner = next(
        (each for name in ("prep.of", "prep.for", "prep.to", "prep.behind", "poss") for each in slots.get(name, [])), None
    )
    if inner is None:
        return None
    outer = _said_to_be(noun)
    if outer is None:
        return None
    here, there = sides.of_token(inner, sentence), sides.of_token(outer, sentence)
    if not there.ids and noun.dep_ == "appos" and (verb := verb_of(outer)) is not None:
        there = sides.of_token(verb, sentence)
    effect_first = cue.second[0] == "noun-subj"
    cause, effect = (here, there) if effect_first else (there, here)
    return link(reading, sentence, cue, covered, cause, effect) if cause.ids and effect.ids else None


def verb_of(noun: Token) -> Token | None:
    """The verb of which a noun is subject, object or adjunct."""
    if noun.dep_ in {"nsubj", "nsubjpass"} and noun.head.pos_ in {"VERB", "AUX"}:
        return noun.head
    return verb_above(noun)


def _said_to_be(noun: Token) -> Token | None:
    """What a noun is said of: "X was the result of", "the trigger was X", "…, the result of"."""
    if noun.dep_ in {"attr", "oprd"}:
        return next((child for child in noun.head.children if child.dep_ in {"nsubj", "csubj"}), None)
    if noun.dep_ in {"nsubj", "nsubjpass"} and noun.head.pos_ in {"AUX", "VERB"}:
        return next((child for child in noun.head.children if child.dep_ in {"attr", "acomp", "oprd"}), None) or (
            noun.head if noun.head.pos_ == "VERB" else None
        )
    if noun.dep_ == "appos":
        verb = verb_of(noun.head)
        return noun.head if verb is None or noun.head.ent_type_ != "DATE" else verb
    if noun.dep_ in {"npadvmod", "dobj", "conj", "dep"}:
        return noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "as":
        return noun.head.head
    return None


def response(reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]) -> Link | None:
    """ "its response to the crisis", "(a response to their attack)"."""
    noun = head_of(covered)
    if noun.pos_ != "NOUN" or noun.dep_ in {"compound"} or noun.i and noun.doc[noun.i - 1].lower_ in {"in", "as"}:
        return None
    marker = next((child for child in noun.children if child.dep_ == "prep" and child.lower_ in {"to", "for"}), None)
    if marker is None:
        return None
    cause = sides.of_token(next((child for child in marker.children if child.dep_ == "pobj"), None), sentence)
    own = reading.predicate_of(noun)
    if own is not None and not own.happened:
        return None
    if noun.dep_ == "appos":
        effect = _apposed(reading, sides, noun.head, sentence)
    elif own is not None:
        effect = Side((own.id,), None, own)
    else:
        said = _said_to_be(noun)
        effect = sides.of_token(said, sentence)
    return link(reading, sentence, cue, [noun, marker] if marker.i == noun.i + 1 else [noun], cause, effect)


def _apposed(reading: Reading, sides: Sides, token: Token, sentence: Sentence) -> Side:
    for _ in range(4):
        event: Predicate | None = reading.predicate_of(token)
        if event is not None:
            return Side((event.id,), None, event)
        if token.head == token:
            break
        token = token.head
    return sides.of_token(token, sentence)


def retaliatory(reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]) -> Link | None:
    """ "retaliatory strikes": provoked by the last deed of the other side."""
    word = head_of(covered)
    own = reading.predicate_of(word if cue.pos == "n" else word.head)
    if own is None or not own.happened:
        return None
    cause = last_deed_against(reading, own)
    return link(reading, sentence, cue, covered, cause, Side((own.id,), None, own)) if cause else None


def last_deed_against(reading: Reading, own: Predicate) -> Side:
    """The last assault or other material act told before, by somebody else than who now answers."""
    for each in reversed([each for each in reading.predicates if each.start < own.start]):
        if own.sentence.index - each.sentence.index > 12:
            break
        if each.event in {"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"} and each.happened and each is not own:
            if each.sources and set(each.sources) & set(own.sources):
                continue
            return Side((each.id,), None, each)
    return Side()


def reply(reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]) -> Link | None:
    """ "condemned the attack", "denied this", "responded with airstrikes"."""
    verb = head_of(covered)
    own = reading.predicate_of(verb)
    if verb.pos_ != "VERB" or own is None or verb.dep_ == "amod" or own.polarity or own.modality != "asserted":
        return None
    slots = verb_slots(verb)
    effect = Side((own.id,), None, own)
    if "answers" in cue.flags:
        things = [*slots.get("prep.to", []), *slots.get("prep.for", [])]
        cause = sides.of_token(things[0], sentence) if things else last_deed_against(reading, own)
    else:
        things = [*slots.get("obj", []), *slots.get("ccomp", [])[:0]]
        if not things:
            return None
        thing = things[0]
        taken_up = thing.pos_ in {"PRON", "DET"} or (thing.i < verb.i and verb.dep_ == "relcl")
        speech = taken_up or thing.lemma_.lower() in SPEECH or _is_speech(reading, thing)
        if "speech" in cue.flags and not speech:
            return None
        if taken_up:
            said = [each for each in reading.predicates if each.sentence is sentence and each.start < own.start and each.layer == "say"]
            cause = Side((said[-1].id,), None, said[-1]) if said else Side()
        else:
            cause = sides.of_token(thing, sentence)
            if thing.lemma_.lower() in {"involvement", "responsibility", "complicity", "role"}:
                cause = _last_charge(reading, own)
            elif not cause.ids and speech:
                cause = _last_said_by(reading, own, ids_at(reading, around_noun(thing).get("poss", [])))
    return link(reading, sentence, cue, [verb], cause, effect, status=Status()) if cause.ids else None


def _is_speech(reading: Reading, thing: Token) -> bool:
    event = reading.predicate_of(thing)
    return event is not None and event.layer == "say"


def _last_charge(reading: Reading, own: Predicate) -> Side:
    """The last accusation told before by somebody else, for a denial of involvement."""
    for each in reversed([each for each in reading.predicates if each.start < own.start]):
        if own.sentence.index - each.sentence.index > 4:
            break
        if each.event in {"ACCUSE"} and not set(each.sources) & set(own.sources):
            return Side((each.id,), None, each)
    return Side()


def _last_said_by(reading: Reading, own: Predicate, ids: list[str]) -> Side:
    """The last speech told before by one of these or of their state."""
    states = {country_of(reading, id) or id for id in ids}
    for each in reversed([each for each in reading.predicates if each.start < own.start]):
        if own.sentence.index - each.sentence.index > 4 or not ids:
            break
        if each.layer == "say" and {country_of(reading, id) or id for id in each.sources} & states:
            return Side((each.id,), None, each)
    return Side()


def sign(reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]) -> Link | None:
    """ "its reluctance underscores ...": evidence, when the subject is a deed and no speaker."""
    verb = head_of(covered)
    slots = verb_slots(verb)
    subjects, objects = slots.get("subj", []), slots.get("obj", [])
    if verb.pos_ != "VERB" or verb.dep_ in {"amod", "acl"} or not subjects or not (objects or slots.get("ccomp")):
        return None
    if ids_at(reading, subjects[:1]) or is_passive(verb):
        return None
    cause = sides.of_token(subjects[0], sentence)
    motives = sides.affairs_in(predicate_span(verb, sentence), "m")
    if motives and verb.lemma_.lower() == "reflect":
        return link(reading, sentence, cue, [verb], Side(motives), cause, kind="motivates")
    effect = sides.of_token((objects or slots["ccomp"])[0], sentence)
    return link(reading, sentence, cue, [verb], cause, effect) if cause.ids else None


def counterfactual(reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]) -> Link | None:
    """ "failure to strike would have damaged its prestige"."""
    verb = covered[0].head
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    cause = Side()
    subject = next((child for child in verb.children if child.dep_ in {"nsubj", "csubj", "nsubjpass"}), None)
    condition_clause = next(
        (child for child in verb.children if child.dep_ == "advcl" and any(mark.lower_ in {"if", "had"} for mark in child.children)),
        None,
    )
    if condition_clause is not None:
        cause = sides.of_token(condition_clause, sentence)
    elif subject is not None:
        goal = next((child for child in subject.children if child.dep_ in {"acl", "relcl"}), None)
        cause = sides.of_token(goal, sentence) if goal is not None else sides.of_token(subject, sentence)
        if not cause.ids:
            inner = [each for each in reading.predicates if each.sentence is sentence and each.modality == "counterfactual" and each.start < at(verb)]
            cause = Side((inner[-1].id,), None, inner[-1]) if inner else cause
    effect = sides.of_token(verb, sentence)
    return link(reading, sentence, cue, covered, cause, effect, status=Status("counterfactual"))


def no_choice(reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]) -> Link | None:
    """ "had little choice but to temper its reaction": the lack of choice constrains the act."""
    goal = covered[-1].head
    pressures = sides.affairs_in((at(covered[0]), end(covered[-1])), "p")
    effect = sides.of_token(goal, sentence)
    return link(reading, sentence, cue, covered, Side(pressures), effect, status=Status()) if effect.ids else None


FORMS: dict[str, Form] = {
    "preposition": preposition,
    "conjunction": conjunction,
    "since": since,
    "adverb": adverb,
    "condition": condition,
    "verb": verb_form,
    "makes": makes,
    "effect-self": effect_self,
    "ends": ends,
    "ended-with": ended_with,
    "from": from_subject,
    "from-to": owed,
    "participle": participle,
    "result-participle": result_participle,
    "backfires": backfires,
    "noun": noun_form,
    "response": response,
    "retaliatory": retaliatory,
    "reply": reply,
    "sign": sign,
    "counterfactual": counterfactual,
    "no-choice": no_choice,
}
