"""The forms in which the content of a claim stands: one function a flag of the claim table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from detente.codes.affair_cues import AffairCue
from detente.crisis import AUTHOR, UNSPEC
from detente.reading.affairs.actors_near import ids_at
from detente.reading.affairs.around import around_noun, head_of
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.spans import clause_span, phrase_span, predicate_span, tokens_span
from detente.reading.affairs.status_at import status_at
from detente.reading.base import Predicate, Reading, Sentence, phrase
from detente.reading.slots import is_passive, verb_slots

UNSAID = frozenset({"planned", "desired", "hypothetical", "conditional", "counterfactual"})
SPEECH_NOUNS = frozenset(
    "accusation allegation charge claim report assertion statement suggestion contention notion idea rumor rumour "
    "demand proposal offer condemnation criticism involvement responsibility complaint complicity protest".split()
)
REPORTS = frozenset("report source figure account estimate evidence statistic document data rumor rumour intelligence".split())
PAPERS = frozenset(
    "letter statement note message memorandum telegram speech communique communiqué declaration resolution treaty "
    "broadcast article editorial announcement ultimatum cable memo document agreement press newspaper radio".split()
)
MUTE = frozenset("event crisis fact situation move action failure success result behavior behaviour attack timing".split())
TOPICS = frozenset(
    "determination readiness willingness desire intention need right support opposition commitment resolve belief "
    "concern view return withdrawal decision plan failure end success responsibility relation relations ceasefire "
    "cease-fire intent agreement independence fear hope regret satisfaction confidence doubt outrage anger "
    "solidarity importance necessity refusal acceptance rejection policy annexation mobilization release departure "
    "creation formation establishment state war victory death attack killing claim stance position sovereignty".split()
)


@dataclass(frozen=True)
class Saying:
    """A cue of the claim table where it stands."""

    reading: Reading
    sentence: Sentence
    cue: AffairCue
    covered: list[Token]

    @property
    def word(self) -> Token:
        return head_of(self.covered)

    @property
    def said_in(self) -> Predicate | None:
        return self.reading.predicate_of(self.word)

    def speakers(self) -> tuple[str, ...]:
        """Who says it: the subject's actors, else the event's sources; nobody named: ``UNSPEC``."""
        slots = verb_slots(self.word)
        subjects = slots.get("subj", [])
        ids = ids_at(self.reading, subjects, owner=True)
        if not ids and any(child.lemma_.lower() == "evidence" for child in subjects):
            return (AUTHOR,)
        if not ids and self.said_in is not None:
            ids = list(self.said_in.sources)
        return tuple(ids) or (UNSPEC,)

    def happened(self) -> bool:
        """Whether the saying itself took place."""
        status = status_at(self.reading, self.word)
        return status.polarity is None and status.modality not in UNSAID

    def make(
        self,
        span: tuple[int, int],
        *,
        who: tuple[str, ...] | None = None,
        kind: str | None = None,
        bonus: float = 0.0,
        rule: str | None = None,
    ) -> Candidate:
        return Candidate(
            *span,
            kind or self.cue.kind,
            who if who is not None else self.speakers(),
            rule or self.cue.name,
            min(0.95, self.cue.confidence + bonus),
            self.sentence,
            said_in=self.said_in,
        )


def _can_speak(saying: Saying) -> bool:
    """Whether the subject is somebody, or a paper or report of theirs; a deed that "indicates" is none."""
    subjects = verb_slots(saying.word).get("subj", [])
    if not subjects or is_passive(saying.word) or ids_at(saying.reading, subjects):
        return True
    return any(
        subject.lemma_.lower() in REPORTS | PAPERS or subject.pos_ in {"PROPN", "PRON"} or subject.ent_type_ in {"PERSON", "ORG", "NORP"}
        or saying.reading.predicate_of(subject) is None and subject.lemma_.lower() not in MUTE
        for subject in subjects
    )  # fmt: skip


def clause(saying: Saying) -> Candidate | None:
    """ "stated that ...", "said ...", "demanded that ...", also with an object ("denied any role")."""
    verb = saying.word
    if verb.dep_ == "amod" or verb.pos_ == "NOUN" or not saying.happened() or not _can_speak(saying):
        return None
    slots = verb_slots(verb)
    for child in verb.children:
        if child.dep_ == "ccomp" and child.pos_ in {"VERB", "AUX"} and child.i > verb.i:
            if saying.cue.kind == "demands" and saying.cue.words[0] in {"urge", "ask", "request", "order"} and slots.get("obj"):
                return saying.make(predicate_span(verb, saying.sentence))
            return saying.make(tokens_span(_content(child), saying.sentence), bonus=0.05)
    relative = next((child for child in verb.children if child.dep_ == "relcl"), None)
    if verb.dep_ in {"ccomp", "relcl", "parataxis"} and relative is None and _is_parenthetical(verb):
        return saying.make(clause_span(verb.head, saying.sentence), bonus=-0.05)
    if "object" in saying.cue.flags:
        found = nominal_object(saying)
        if found is not None:
            return found
    if "gerund" in saying.cue.flags:
        for child in verb.children:
            if child.dep_ in {"xcomp", "pcomp"} and child.tag_ == "VBG":
                return saying.make(phrase_span(child, saying.sentence, whole=True))
    if "infinitive" in saying.cue.flags:
        return infinitive(saying)
    return None


def _content(verb: Token) -> list[Token]:
    """The tokens of a content clause without its "that"."""
    return [
        token
        for token in phrase(verb)
        if not (token.dep_ == "mark" and token.head == verb and token.lower_ in {"that", "whether", "if"})
    ]


def _is_parenthetical(verb: Token) -> bool:
    return verb.head.pos_ in {"VERB", "AUX"} and verb.i > verb.head.i and any(
        child.dep_ == "nsubj" for child in verb.children
    ) and verb.dep_ == "parataxis"


def infinitive(saying: Saying) -> Candidate | None:
    """ "claimed to have shot down a jet"."""
    verb = saying.word
    if not saying.happened() or is_passive(verb):
        return None
    if any(_is_infinitive(child) for child in verb.children if child.dep_ in {"xcomp", "ccomp", "advcl"}):
        return saying.make(predicate_span(verb, saying.sentence))
    return None


def nominal_object(saying: Saying) -> Candidate | None:
    """ "announced the return of ambassadors", "denied any involvement"."""
    verb = saying.word
    if verb.dep_ == "amod" or verb.pos_ == "NOUN" or not saying.happened() or is_passive(verb) or not _can_speak(saying):
        return None
    denial = saying.cue.kind == "denies"
    for thing in verb_slots(verb).get("obj", []):
        if thing.pos_ not in {"NOUN", "PROPN", "PRON"} or (thing.i < verb.i and not denial):
            continue
        if denial and thing.i < verb.i:
            return saying.make(clause_span(verb, saying.sentence))
        if denial and (thing.pos_ == "PRON" or not list(thing.children)):
            return saying.make(clause_span(verb, saying.sentence) if thing.pos_ == "PRON" else predicate_span(verb, saying.sentence))
        weighty = saying.reading.predicate_of(thing) is not None or thing.lemma_.lower() in TOPICS
        if denial or saying.cue.kind in {"acknowledges", "demands"} or weighty:
            return saying.make(phrase_span(thing, saying.sentence, whole=False))
    return None


def promise(saying: Saying) -> Candidate | None:
    """ "promised to punish", "vowed to retaliate"."""
    verb = saying.word
    if saying.cue.words[0] == "agree" or not saying.happened() or is_passive(verb):
        return None
    if any(_is_infinitive(child) for child in verb.children if child.dep_ in {"xcomp", "ccomp", "advcl"}):
        return saying.make(predicate_span(verb, saying.sentence))
    return None


def judging(saying: Saying) -> Candidate | None:
    """ "commended the response": praise is a claim about its object."""
    verb = saying.word
    if verb.dep_ == "amod" or not saying.happened() or not verb_slots(verb).get("obj"):
        return None
    return saying.make(predicate_span(verb, saying.sentence))


def speech_object(saying: Saying) -> Candidate | None:
    """ "rejected the accusation": denies what was said; "rejected the proposal" does not."""
    verb = saying.word
    if not saying.happened() or is_passive(verb):
        return None
    for thing in verb_slots(verb).get("obj", []):
        if thing.lemma_.lower() in SPEECH_NOUNS - {"proposal", "offer", "demand"}:
            return saying.make(predicate_span(verb, saying.sentence))
    return None


def framed_as(saying: Saying) -> Candidate | None:
    """ "denounced the raid as illegal", "framed as an operation", "designated as a terrorist group"."""
    verb = saying.word
    for preposition in verb.children:
        if preposition.dep_ in {"prep", "mark", "advmod"} and preposition.lower_ == "as":
            content = [child for child in preposition.children if child.dep_ in {"pobj", "amod", "pcomp", "acomp", "advcl"}]
            if content and saying.happened() and content[0].lemma_.lower() not in {"result", "well", "part", "soon"}:
                objects = verb_slots(verb).get("obj", [])
                if is_passive(verb):
                    return saying.make(predicate_span(verb, saying.sentence), kind="frames")
                kept = [each for each in [*objects, preposition] if each.i > verb.i]
                if objects and kept and objects[0].i > verb.i:
                    return saying.make(
                        tokens_span([token for each in kept for token in phrase(each)], saying.sentence), kind="frames"
                    )
                return saying.make(tokens_span(phrase(preposition), saying.sentence), kind="frames")
    return None


def small_clause(saying: Saying) -> Candidate | None:
    """ "called the decision a provocation"."""
    verb = saying.word
    if not saying.happened():
        return None
    for child in verb.children:
        if child.dep_ == "oprd" and child.i > verb.i and child.pos_ in {"NOUN", "ADJ", "PROPN"}:
            return saying.make(predicate_span(verb, saying.sentence), kind="frames")
        if child.dep_ == "ccomp" and child.pos_ in {"NOUN", "ADJ"} and saying.cue.words[0] != "declare":
            return saying.make(predicate_span(verb, saying.sentence), kind="frames")
    return None


def accusing(saying: Saying) -> Candidate | None:
    """ "accused X of ...", "was blamed by X as ..."."""
    verb = saying.word
    if verb.dep_ == "amod" or verb.tag_ in {"NN", "NNS"} or not saying.happened():
        return None
    slots = verb_slots(verb)
    told = {slot for slot in slots if slot.startswith("prep.") and slot != "prep.by"}
    if saying.cue.words[0] in {"charge", "attribute", "ascribe", "suspect"} and not told & {"prep.with", "prep.to", "prep.of"}:
        return None
    if not slots.get("obj") or (saying.cue.words[0] == "blame" and not ids_at(saying.reading, slots["obj"], owner=True) and not told):
        return None
    return saying.make(predicate_span(verb, saying.sentence))


def condemning(saying: Saying) -> Candidate | None:
    """ "condemned the attack"; with "as" it is a framing."""
    verb = saying.word
    if verb.dep_ == "amod" or not saying.happened() or framed_as(saying) is not None:
        return None
    slots = verb_slots(verb)
    if not slots.get("obj"):
        return None
    return saying.make(predicate_span(verb, saying.sentence))


def responsibility(saying: Saying) -> Candidate | None:
    """ "claimed responsibility for the bombing"."""
    if not saying.happened():
        return None
    verb = saying.word
    if any(child.lower_ in {"no", "nobody", "none"} for subject in verb_slots(verb).get("subj", []) for child in [subject, *subject.children]):
        return None
    return saying.make(predicate_span(verb, saying.sentence))


def demanding(saying: Saying) -> Candidate | None:
    """ "called for restraint", "appealed to both sides to ..."."""
    verb = saying.word
    if verb.pos_ != "VERB" or not saying.happened():
        return None
    if saying.cue.words in {("appeal", "to"), ("call", "on"), ("call", "upon")} and not _has_infinitive(verb):
        return None
    return saying.make(predicate_span(verb, saying.sentence))


def demanding_infinitive(saying: Saying) -> Candidate | None:
    """ "urged X to withdraw"."""
    verb = saying.word
    if not saying.happened() or not _has_infinitive(verb):
        return clause(saying) if any(child.dep_ == "ccomp" for child in verb.children) and saying.happened() else None
    if is_passive(verb) and saying.cue.words[0] in {"order", "ask", "request"}:
        return None
    return saying.make(predicate_span(verb, saying.sentence))


def _has_infinitive(verb: Token) -> bool:
    return any(_is_infinitive(child) for child in verb.subtree if child.head == verb or child.head.head == verb)


def _is_infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def against(saying: Saying) -> Candidate | None:
    """ "warned India against using force"."""
    verb = saying.word
    if not saying.happened() or "prep.against" not in verb_slots(verb):
        return None
    return saying.make(predicate_span(verb, saying.sentence))


def insist_on(saying: Saying) -> Candidate | None:
    slots = verb_slots(saying.word)
    if not saying.happened() or not any(slot in slots for slot in ("prep.on", "prep.upon", "prep.for")):
        return None
    return saying.make(predicate_span(saying.word, saying.sentence))


def nominal(saying: Saying) -> Candidate | None:
    """ "India's acknowledgment of X", "the claim that ...", "condemnation of the attack from X"."""
    noun = saying.word
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.dep_ in {"compound", "amod"}:
        return None
    status = status_at(saying.reading, noun)
    if status.polarity or status.modality in UNSAID:
        return None
    slots = around_noun(noun)
    wanted = saying.cue.second
    told = any(slots.get(f"prep.{name}") or slots.get(name) for name in wanted if name in {"of", "for"})
    told = told or ("that" in wanted and _has_that(noun)) or ("inf" in wanted and bool(slots.get("xcomp")))
    if not told:
        return None
    who: list[str] = []
    for slot in saying.cue.first:
        who = ids_at(saying.reading, slots.get(slot, []))
        if who:
            break
    if not who and saying.said_in is not None:
        who = list(saying.said_in.sources)
    return saying.make(phrase_span(noun, saying.sentence), who=tuple(who) or (UNSPEC,))


def _has_that(noun: Token) -> bool:
    return any(
        child.dep_ in {"acl", "ccomp", "relcl"} and any(mark.dep_ == "mark" and mark.lower_ == "that" for mark in child.children)
        for child in noun.children
    )


def according(saying: Saying) -> Candidate | None:
    """ "According to X, ...": the main clause is X's."""
    last = saying.covered[-1]
    sources = [child for child in last.children if child.dep_ == "pobj"]
    verb = saying.word.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    if not sources or verb.pos_ not in {"VERB", "AUX"}:
        return None
    if sources[0].lemma_.lower() in {"plan", "agreement", "term", "treaty", "schedule", "resolution", "constitution", "law"}:
        return None
    who = ids_at(saying.reading, sources)
    kept = [token for token in phrase(verb) if token not in set(saying.word.subtree)]
    return saying.make(
        tokens_span(kept, saying.sentence), who=tuple(who) or (UNSPEC,), kind="asserts"
    )


def hearsay_adverb(saying: Saying) -> Candidate | None:
    """ "reportedly lasted for three hours"."""
    adverb = saying.word
    head = adverb.head
    if head.pos_ in {"VERB", "AUX"}:
        span = tokens_span([adverb, *[token for token in phrase(head) if token.i >= min(adverb.i, head.i)]], saying.sentence)
        span = (min(span[0], predicate_span(head, saying.sentence)[0]), predicate_span(head, saying.sentence)[1])
    else:
        span = phrase_span(head, saying.sentence)
    kind = "accuses" if adverb.lower_ == "allegedly" else "asserts"
    return saying.make(span, who=(UNSPEC,), kind=kind)


def hearsay_passive(saying: Saying) -> Candidate | None:
    """ "is alleged to have links", "it was reported that ..."."""
    verb = saying.word
    if not is_passive(verb) or verb.dep_ == "amod" or any(child.dep_ == "agent" for child in verb.children):
        return None
    for child in verb.children:
        if child.dep_ == "xcomp" and _is_infinitive(child):
            kind = "accuses" if saying.cue.words[0] in {"allege", "suspect"} else "asserts"
            return saying.make(predicate_span(verb, saying.sentence), who=(UNSPEC,), kind=kind)
        if child.dep_ == "ccomp" and any(inner.lower_ == "it" for inner in verb.children):
            return saying.make(tokens_span(_content(child), saying.sentence), who=(UNSPEC,), kind="asserts")
    return None


def judging_word(saying: Saying) -> Candidate | None:
    """ "unsubstantiated accusations": the word is somebody's, when the stretch is told as theirs."""
    word = saying.word
    if word.dep_ not in {"amod", "acomp"}:
        return None
    noun = word.head
    if noun.lemma_.lower() not in {"accusation", "allegation", "charge", "claim", "report"} or word.dep_ != "amod":
        return None
    status = status_at(saying.reading, noun)
    if status.modality not in {"claimed", "denied"}:
        return None
    return saying.make(phrase_span(noun, saying.sentence), who=status.speaker, kind="frames", rule="judges")


def alone(saying: Saying) -> Candidate | None:
    """ "has backfired": the author's verdict."""
    if not saying.happened():
        return None
    verb = saying.word
    kept = [verb, *(child for child in verb.children if child.dep_ in {"aux", "advmod", "neg"} and child.i < verb.i)]
    return saying.make(tokens_span(kept, saying.sentence), who=(AUTHOR,), kind="evaluation")


def proved(saying: Saying) -> Candidate | None:
    """ "proved highly unfavorable"."""
    verb = saying.word
    if not saying.happened():
        return None
    if not any(child.dep_ in {"acomp", "oprd", "attr", "xcomp"} and child.pos_ in {"ADJ", "NOUN"} for child in verb.children):
        return None
    return saying.make(clause_span(verb, saying.sentence), who=(AUTHOR,), kind="evaluation")


def evidence(saying: Saying) -> Candidate | None:
    """ "evidence indicates that ..."."""
    verb = saying.covered[-1]
    return saying.make(
        (min(clause_span(verb, saying.sentence)[0], tokens_span(saying.covered, saying.sentence)[0]),
         clause_span(verb, saying.sentence)[1]),
        who=(AUTHOR,), kind="evaluation",
    )  # fmt: skip


def confirmed(saying: Saying) -> Candidate | None:
    """ "only one has been confirmed"."""
    verb = saying.word
    if not is_passive(verb) or verb.dep_ in {"amod", "relcl", "acl"} or any(child.dep_ == "agent" for child in verb.children):
        return None
    return saying.make(clause_span(verb, saying.sentence), who=(AUTHOR,), kind="evaluation")


FORMS: dict[str, Callable[[Saying], Candidate | None]] = {
    "clause": clause,
    "infinitive": infinitive,
    "object": nominal_object,
    "promise": promise,
    "judging": judging,
    "speech-object": speech_object,
    "as": framed_as,
    "small-clause": small_clause,
    "accusing": accusing,
    "condemning": condemning,
    "responsibility": responsibility,
    "demanding": demanding,
    "demanding-inf": demanding_infinitive,
    "against": against,
    "insist-on": insist_on,
    "nominal": nominal,
    "according": according,
    "adverb": hearsay_adverb,
    "passive": hearsay_passive,
    "judging-word": judging_word,
    "alone": alone,
    "proved": proved,
    "evidence": evidence,
    "passive-only": confirmed,
}
