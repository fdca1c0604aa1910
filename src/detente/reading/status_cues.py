"""What the word above says of what stands below it: "failed to", "vowed to", "accused of", "its aim is"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import Cue, CueBook
from detente.reading.attribution import CLIMB, is_evidence, speaker_of
from detente.reading.base import Predicate, Reading
from detente.reading.implied import OWNED_UP
from detente.reading.status_answers import (
    TOLD_NOUNS,
    answers_it,
    is_won,
    rests_on_refusal,
    subject_cue,
    told_of,
    weigh_told,
    wished_none,
)
from detente.reading.status_decrees import DECREED, is_decreed
from detente.reading.status_verbs import is_outcome
from detente.reading.weighed import TRIED, Weighed

POS: dict[str, str] = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a", "ADV": "a"}
STANDING_IN = frozenset({"PRON", "NUM", "DET", "ADJ"})
"""Parts of speech of objects that stand for a noun: "accused the other of"."""
CONSTRUCTION = {
    "xcomp": "xcomp", "ccomp": "ccomp", "acl": "xcomp", "dobj": "obj", "nsubjpass": "obj", "attr": "obj",
    "nsubj": "subj", "csubj": "subj", "csubjpass": "obj", "oprd": "obj",
}  # fmt: skip
PRESUPPOSED_BREAK = frozenset({"denied", "hypothetical", "claimed"})
ATTITUDE = frozenset(
    "announce brave defend encourage excuse favor favour justify oppose organise organize pray provoke "
    "schedule support vote".split()
)
"""Words that are said of a deed done as well as of one not done: "opposed the invasion of Kuwait"."""
TAKING_TIME = frozenset({"withdraw", "release", "return", "disarm", "troops"})
"""Modes of deeds that are carried out some time after they are announced."""
REFUSING = frozenset("abandon block defeat drop reject renounce scrap shelve veto withdraw".split())
ADOPTED = frozenset("bill communique communiqué declaration motion resolution statement treaty".split())
"""What is said by nobody before it is adopted: a resolution that was vetoed is none."""
UNDERTAKEN = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "PROTEST"})
ATTEMPTS = frozenset("assassination attempt coup hijacking kidnapping overthrow plot putsch takeover".split())
"""Deeds that are done only where they succeed."""
SUMMING = frozenset(
    "accusation act allegation assertion charge claim decision demand development gesture move remark "
    "statement step threat".split()
)
STAND = frozenset({"for", "against"})
CHOOSING = frozenset("choose favor favour pick prefer select".split())
CONTINGENT = frozenset({"conditional", "contingent", "dependent"})
PERSUADING = frozenset({"talk", "argue", "scare", "reason", "cheat", "bluff"})
OPINED = frozenset("conclude conjecture guess reckon surmise theorise theorize".split())
"""Verbs after which "would" tells what somebody thinks will come, not what he will do."""
FORETOLD: dict[str | None, str] = {"hypothetical": "planned", "conditional": "conditional"}
PURPOSE = Cue(
    cue="to", pos="mark", construction="advcl", modality="planned", polarity=None, phase=None,
    note="infinitive of purpose", line=0,
)  # fmt: skip


NO_PROOF = Cue(
    cue="no sign", pos="n", construction="ccomp", modality="denied", polarity=None, phase=None,
    note="what nothing shows", line=0,
)  # fmt: skip
PROOFS = frozenset("evidence hint indication proof sign suggestion trace".split())


def weigh_head(
    reading: Reading,
    predicate: Predicate,
    node: Token,
    link: str,
    head: Token,
    found: Weighed,
    *,
    given: bool,
) -> bool:
    """Weigh the word above an edge; whether it was a cue."""
    if node is not predicate.token and node is not predicate.noun and node.pos_ == "NOUN":
        weigh_content(reading.books.cues, node, link, head, found)
    if found.modality is None and is_decreed(reading, predicate, node, link, head):
        found.rules.append(DECREED)
        if any(child.dep_ == "neg" for child in head.children):
            found.polar("negated", "not")
        return True
    if is_won(reading, predicate, link, head):
        found.take("claimed", head.lemma_)
        found.speaker = found.speaker or speaker_of(reading.predicate_of(head), reading, head)
        return True
    cue = _cue(reading.books.cues, node, link, head)
    if cue is None or predicate.inferred.get("sources") == OWNED_UP:
        return False
    if given and not _reaches_given(cue, node) and not _is_announced(cue, predicate):
        return False
    while cue.pos == "v" and head.pos_ in {"NOUN", "PROPN", "ADP"} and head.head != head:
        head = head.head  # the phrase hangs on the object of the verb
    if cue.cue == "without" and rests_on_refusal(head):
        found.take("hypothetical", cue.cue)
        return True
    governor = reading.predicate_of(head)
    spoken = cue.modality in {"claimed", "denied"} or (governor is not None and governor.layer == "say")
    if spoken and found.speaker is None:
        found.speaker, found.said_by = speaker_of(governor, reading, head), governor
    if _was_made(cue, predicate):
        return False
    weigh_told(cue, node, found)
    modality = _modality(cue, predicate, node, head, found)
    negated_cue = any(child.dep_ == "neg" for child in head.children) and head != predicate.token
    negated_cue = negated_cue or wished_none(cue, head)
    if negated_cue and cue.polarity is None and modality != "asserted":
        found.polar("negated", "not")
    elif not negated_cue:
        found.polar(cue.polarity, cue.cue)
    found.take(modality, cue.cue)
    return True


def _modality(cue: Cue, predicate: Predicate, node: Token, head: Token, found: Weighed) -> str:
    """What a cue says where it stands: of a foretold deed a plan, of evidence nothing."""
    modality = told_of(cue, node)
    if modality == "claimed" and is_evidence(head):
        modality = "asserted"
        found.speaker = found.said_by = None
    if found.weak in FORETOLD and modality in {"claimed", "asserted"} and cue.construction == "ccomp":
        modality = found.weak or modality if cue.cue in OPINED else FORETOLD[found.weak]
    if cue.cue in TRIED and predicate.layer == "say" and predicate.event is not None:
        modality = "asserted"  # to try to persuade is to talk to somebody
    if (
        cue.construction == "ccomp"
        and modality == "claimed"
        and found.modality in {"hypothetical", "conditional"}
    ):
        modality = "asserted"
    return modality


def _was_made(cue: Cue, predicate: Predicate) -> bool:
    """Talks that failed were held, a truce that collapsed was made, a proposal that
    was vetoed was put; a coup that failed was none."""
    sense = predicate.sense
    if cue.modality == "denied" and cue.construction == "obj" and predicate.layer == "say":
        return predicate.token.lemma_.lower() in TOLD_NOUNS
    if cue.construction == "subj" and predicate.event in UNDERTAKEN and cue.polarity == "did not happen":
        return predicate.lemma.split()[-1] not in ATTEMPTS
    if cue.construction == "subj":
        return predicate.event == "CONSULT" or (sense is not None and sense.mode == "ceasefire")
    said = predicate.layer == "say" and predicate.lemma.split()[-1] not in ADOPTED
    return cue.construction == "obj" and cue.cue in REFUSING and said


def _is_announced(cue: Cue, predicate: Predicate) -> bool:
    """ "Announced the withdrawal of its troops": what takes time is planned even where it is definite."""
    sense = predicate.sense
    return cue.cue == "announce" and sense is not None and sense.mode in TAKING_TIME


def _reaches_given(cue: Cue, noun: Token) -> bool:
    """Whether a cue bears on a definite noun: "demanded the release of X", "postponed the attack".

    A plan does where the noun says itself which deed is meant: "prepared the invasion of X", not "the attack
    he had planned"; an attitude does not: "opposed the invasion".
    """
    if cue.cue in ATTITUDE:
        return False
    if cue.modality in PRESUPPOSED_BREAK or cue.construction == "subj" or cue.polarity == "did not happen":
        return True
    if cue.cue == "without":
        return True
    while noun.pos_ in {"ADP", "SCONJ"}:
        noun = next((child for child in noun.children if child.dep_ in {"pobj", "pcomp"}), noun.head)
    told = any(child.dep_ in {"prep", "acl"} and child.i > noun.i for child in noun.children)
    return cue.modality == "desired" or (cue.modality == "planned" and told)


def _cue(cues: CueBook, node: Token, link: str, head: Token) -> Cue | None:
    lemma = head.lemma_.lower()
    if head.pos_ in {"ADP", "SCONJ"} and link in {"pobj", "pcomp"}:
        return cues.find(_preposition(head), "prep", "prep")
    pos = "n" if head.dep_ == "dobj" and head.pos_ in STANDING_IN else POS.get(head.pos_)
    if pos is None:
        return None
    if link == "prep" and head.pos_ in {"ADV", "ADJ"} and head.dep_ == "advmod" and head.head.pos_ == "VERB":
        # "held back from", "thought better of": the phrase hangs on the adverb
        return cues.find(f"{head.head.lemma_.lower()} {head.lower_}", "v", f"prep.{node.lower_}")
    if link in {"prep", "dative"} and node.pos_ in {"ADP", "SCONJ", "PART"}:
        construction = f"prep.{node.lower_}"
    elif link == "advcl" and node.tag_ in {"VB", "VBG"} and head.pos_ == "VERB":
        # a purpose: wanted, whether or not it came about
        if is_outcome(node):
            return None
        if any(child.dep_ == "aux" and child.lower_ == "to" for child in node.children):
            taken = cues.find(lemma, "v", "xcomp")  # "hesitated to expel X" is no purpose
            return taken if taken is not None and taken.polarity else PURPOSE
        return None
    else:
        construction = CONSTRUCTION.get(link, "")
    if link == "acl" and pos == "n":
        if any(child.dep_ == "mark" and child.lower_ == "that" for child in node.children):
            if _unproved(head):
                return NO_PROOF
            if answers_it(node):
                return None  # "a proposal that X rejected"
            construction = "ccomp"  # "the claim that A had bombed B"
        elif node.tag_ in {"VBG", "VBN"} and not any(child.lower_ == "to" for child in node.children):
            return None
    found = _with_particle(cues, head, pos, construction) or cues.find(lemma, pos, construction)  # type: ignore[arg-type]
    if found is None and pos == "v" and construction.startswith("prep."):
        # "gave the green light to an attack": parsers hang the phrase on the verb
        things = (
            child.lemma_.lower() for child in head.children if child.dep_ == "dobj" and child.i < node.i
        )
        return next((cue for thing in things if (cue := cues.find(thing, "n", construction))), None)
    if found is None and pos == "n" and construction.startswith("prep.") and head.dep_ == "dobj":
        # "accused the president of staging a coup": hung on the object
        found = cues.find(head.head.lemma_.lower(), "v", construction)
        planned = found is not None and found.modality == "planned" and construction == "prep.for"
        found = found if found is not None and (planned or found.modality == "claimed") else None
    if found is None and construction == "ccomp" and pos == "n":
        # "concluded after a visit to the site that …": the clause hung on the nearest noun
        verb = next((each for each in head.ancestors if each.pos_ in {"VERB", "AUX"}), None)
        if verb is not None and not any(child.dep_ in {"ccomp", "relcl"} for child in verb.children):
            found = cues.find(verb.lemma_.lower(), "v", "ccomp")
    if found is None and construction == "ccomp" and pos == "v":
        found = subject_cue(cues, head)
    if found is None and construction == "xcomp" and link == "ccomp":
        return None
    return found


def _unproved(noun: Token) -> bool:
    """ "Found no sign that", "did not see any evidence that"."""
    if noun.lemma_.lower() not in PROOFS:
        return False
    if any(child.lower_ in {"no", "little", "neither"} for child in noun.children):
        return True
    return noun.head.pos_ in {"VERB", "AUX"} and any(child.dep_ == "neg" for child in noun.head.children)


def _preposition(word: Token) -> str:
    """The name under which the cue book knows a preposition in its phrase: "short of", "far from"."""
    name, above = word.lower_, word.head
    verb = above.head.lemma_
    if name == "to" and above.lower_ in {"according", "due", "prior"}:
        return above.lower_
    if name == "of" and "instead" in {above.lower_, *(child.lower_ for child in word.children)}:
        return "instead"
    if name == "of" and above.head.lower_ == "within" and above.head.head.lemma_ in {"come", "get", "be"}:
        return "close"  # "came within an hour of attacking"
    if name == "of" and above.lower_ == "short" and verb in {"stop", "fall"}:
        return "short"
    if name == "from" and above.lower_ == "far":
        return "far"
    if name == "of" and above.lower_ == "out" and verb in PERSUADING:
        return "out"
    if name == "to" and above.lower_ in {"close", "near"} and verb in {"come", "get"}:
        return "close"
    if name in {"over", "to"} and _is_preferred(word):
        return "instead"
    if name in {"on", "upon"} and word.i and word.nbor(-1).lower_ in CONTINGENT:
        return "contingent"
    return f"be {name}" if name in STAND and above.lemma_ == "be" else name


def _is_preferred(preposition: Token) -> bool:
    """ "chose diplomacy over strikes", "preferred talks to war": what stands behind was not taken."""
    above = preposition.head
    verb = above.head if above.dep_ == "dobj" else above
    lemma = verb.lemma_.lower()
    return lemma == "prefer" if preposition.lower_ == "to" else lemma in CHOOSING


def _with_particle(cues: CueBook, word: Token, pos: str, construction: str) -> Cue | None:
    """The cue of a verb with its particle or adverb: "ruled out", "shied away from"."""
    for child in word.children:
        if child.dep_ in {"prt", "advmod"} and child.i > word.i:
            name = f"{word.lemma_.lower()} {child.lower_}"
            if (cue := cues.find(name, pos, construction)) is not None:  # type: ignore[arg-type]
                return cue
    return None


def weigh_content(cues: CueBook, noun: Token, link: str, verb: Token, found: Weighed) -> None:
    """ "Resisted calls to strike", "ignored pressure for X": what was called for was not done."""
    if link not in {"dobj", "nsubjpass"} or found.modality in {"claimed", "denied"} or found.undone:
        return
    if any(child.dep_ == "mark" for below in noun.children for child in below.children):
        return  # "the demand that X do so was rejected": nothing is said of X
    cue = _with_particle(cues, verb, "v", "content") or cues.find(verb.lemma_.lower(), "v", "content")
    if cue is not None and not any(child.dep_ == "neg" for child in verb.children):
        found.polar(cue.polarity, cue.cue)


def weigh_report(reading: Reading, node: Token, found: Weighed) -> None:
    """ "X said that A did B after C had done D": D, too, stands in X's report."""
    if found.modality is not None or found.speaker is not None:
        return
    for _ in range(CLIMB):
        head, link = node.head, node.dep_
        if head == node or link in {"relcl", "advcl"} or (link == "appos" and sums_up(node)):
            return
        if link == "ccomp" and head.pos_ == "VERB":
            cue = reading.books.cues.find(head.lemma_.lower(), "v", "ccomp")
            if cue is not None and cue.modality == "claimed" and not is_evidence(head):
                found.take("claimed", cue.cue)
                found.speaker = speaker_of(reading.predicate_of(head), reading, head)
                return
        node = head


def sums_up(noun: Token) -> bool:
    """ "…, a charge that X dismissed": what the account adds to somebody's words."""
    return noun.lemma_.lower() in SUMMING and any(child.lower_ in {"a", "an"} for child in noun.children)


def weigh_plan(cues: CueBook, participle: Token, verb: Token, found: Weighed) -> None:
    """ "committed to settling it, using the hotline": the participle belongs to what is planned."""
    for child in verb.children:
        if verb.i < child.i < participle.i and child.dep_ in {"prep", "xcomp", "ccomp"}:
            construction = f"prep.{child.lower_}" if child.dep_ == "prep" else child.dep_
            cue = cues.find(verb.lemma_.lower(), "v", construction)
            if cue is not None and cue.modality in {"planned", "desired"}:
                found.take(cue.modality, cue.cue)


def _wished_for(cues: CueBook, verb: Token) -> Cue | None:
    """ "What the generals wanted was an attack"."""
    if not any(child.lower_ in {"what", "all"} for child in verb.children):
        return None
    cue = cues.find(verb.lemma_.lower(), "v", "obj") or cues.find(verb.lemma_.lower(), "v", "xcomp")
    if cue is None and any(token.lower_ == "mind" for token in verb.subtree):
        cue = cues.find("plan", "v", "obj")
    return cue if cue is not None and cue.modality in {"desired", "planned", "hypothetical"} else None


def weigh_aim(cues: CueBook, predicate: Predicate, found: Weighed) -> None:
    """ "Its objective is the removal of X", "…: the removal of X and …": the aim has not come about."""
    below = predicate.token
    while below.dep_ == "conj":
        below = below.head
    if below.dep_ == "appos" and below.head.pos_ == "NOUN":
        cue = cues.find(below.head.lemma_.lower(), "n", "xcomp")
        if cue is not None and cue.modality in {"desired", "planned"}:
            found.take(cue.modality, f"{cue.cue}:")
            return
    below = predicate.token
    for verb in predicate.token.ancestors:
        if verb.lemma_ == "be":
            wished = next(
                (child for child in verb.children if child.dep_ == "csubj" and child != below), None
            )
            if wished is not None and (cue := _wished_for(cues, wished)) is not None:
                found.take(cue.modality, cue.cue)
                return
            subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
            if subject is not None and subject != below:
                cue = cues.find(subject.lemma_.lower(), "n", "xcomp")
                if cue is not None and cue.modality in {"desired", "planned"}:
                    found.take(cue.modality, f"{cue.cue} is")
            return
        if verb.pos_ == "VERB":
            return
        below = verb
