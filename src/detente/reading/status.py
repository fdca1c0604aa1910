"""Step 7: whether it happened.

From the trigger the tree is climbed; every auxiliary, negation, "if" and every governing cue of the cue
book ("failed to", "vowed to", "fear of", "accused of") on the way is weighed. The innermost cue that says
anything decides the modality; an outer one may add a negation, a speaker or the counterfactual. What did
not happen is never left as asserted.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import Cue, CueBook
from detente.reading.attribution import CLIMB, is_evidence, speaker_of, weigh_according, weigh_stated
from detente.reading.base import Predicate, Reading
from detente.reading.implied import OWNED_UP
from detente.reading.weighed import TRIED, Weighed

POS: dict[str, str] = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a", "ADV": "a"}
CONSTRUCTION = {
    "xcomp": "xcomp", "ccomp": "ccomp", "acl": "xcomp", "dobj": "obj", "nsubjpass": "obj", "attr": "obj",
    "nsubj": "subj", "csubj": "subj", "csubjpass": "obj", "oprd": "obj",
}  # fmt: skip
FACTUAL_MARKS = frozenset(
    ("although though while because since as after before when until once whereas whenever wherever").split()
)
NONE_OF = frozenset({"no", "neither"})
IF_MARKS = frozenset({"if", "unless", "lest", "whether"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "both"})
TALKING = frozenset({"say"})
TRANSPARENT = frozenset(
    (
        "conclusion holding outcome conduct completion prospect success possibility start "
        "beginning end result onset timing threat launch implementation"
    ).split()
)
"""Nouns through which the status of a phrase passes: "the smooth running of the vote"."""
PRESUPPOSED_BREAK = frozenset({"denied", "hypothetical", "claimed"})


class Status:
    """Sets modality, polarity, speaker and condition of every predicate."""

    name = "status"

    def __call__(self, reading: Reading) -> None:
        for predicate in reading.predicates:
            _settle(predicate, weigh(reading, predicate))


def _settle(predicate: Predicate, found: Weighed) -> None:
    modality = found.modality or found.weak or "asserted"
    if found.counterfactual:
        modality = "counterfactual"
    predicate.modality = modality
    if found.negated:
        predicate.polarity = "negated"
    elif found.undone:
        predicate.polarity = "did not happen"
    if found.speaker:
        predicate.speaker = found.speaker
    if found.condition is not None:
        predicate.condition = "".join(token.text_with_ws for token in found.condition.subtree).strip()
    if found.said_by is not None and found.said_by is not predicate and found.said_by.about is None:
        found.said_by.about = predicate
    predicate.rules.extend(found.rules)


def weigh(reading: Reading, predicate: Predicate) -> Weighed:
    """Climb from the trigger and weigh every cue on the way."""
    found = Weighed()
    cues = reading.books.cues
    node = predicate.token
    nominal = predicate.pos == "n" and predicate.noun is None
    if nominal:
        _weigh_noun(cues, node, found)
        weigh_stated(reading, node, found)
    else:
        _weigh_verb(cues, node, found)
        if predicate.noun is not None:
            _weigh_noun(cues, predicate.noun, found)
    given = nominal and _is_given(node)
    for _ in range(CLIMB):
        head, link = node.head, node.dep_
        if head == node:
            break
        if not _passes(node, link, head):
            _weigh_report(reading, head, found)
            break
        hit = _weigh_head(reading, predicate, node, link, head, found, given=given)
        if nominal and not hit and _stops_noun(reading, node, link, head, given):
            break
        if head.pos_ in {"VERB", "AUX"}:
            if link in {"nsubj", "nsubjpass"} and nominal:
                _weigh_outer_verb(cues, head, link, found, hit=hit)
                break
            if link == "conj":
                _weigh_verb(cues, head, found)
            else:
                _weigh_outer_verb(cues, head, link, found, hit=hit)
            nominal = False
        if link == "advcl" and node.tag_ == "VBG" and found.modality is None:
            _after_plan(cues, node, head, found)
        node = head
    weigh_according(reading, predicate, found)
    _aim_is(cues, predicate, found)
    unsettled = found.modality is None and not nominal_only(predicate)
    if unsettled and (_is_infinitive(predicate.token) or _is_topic(predicate.token)):
        found.weak = found.weak or "planned"
    return found


def _weigh_report(reading: Reading, node: Token, found: Weighed) -> None:
    """ "X said that A did B after C had done D": D, too, stands in X's report."""
    if found.modality is not None or found.speaker is not None:
        return
    for _ in range(CLIMB):
        head, link = node.head, node.dep_
        if head == node or link in {"relcl", "advcl"}:
            return
        if link == "ccomp" and head.pos_ == "VERB":
            cue = reading.books.cues.find(head.lemma_.lower(), "v", "ccomp")
            if cue is not None and cue.modality == "claimed" and not is_evidence(head):
                found.take("claimed", cue.cue)
                found.speaker = speaker_of(reading.predicate_of(head), reading, head)
                return
        node = head


def nominal_only(predicate: Predicate) -> bool:
    """Whether the trigger is a noun, not the verb of a light-verb construction."""
    return predicate.pos == "n" and predicate.noun is None


def _is_infinitive(verb: Token) -> bool:
    """An infinitive that no cue settles: "a port in which to land troops". Not "began to", "used to"."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    if "to" not in auxiliaries or "have" in auxiliaries:
        return False
    if verb.dep_ == "xcomp" and verb.head.lower_ == "going":
        return True  # "is going to attack"; "went to attack" is left to the list
    if verb.dep_ in {"xcomp", "ccomp"} and verb.head.lemma_.lower() in REALISED:
        return _is_infinitive(verb.head)
    return True


def _is_topic(verb: Token) -> bool:
    """ "a memorandum on fighting X", "talks about ending it": what a paper or talk is about."""
    preposition = verb.head
    return verb.dep_ == "pcomp" and preposition.lower_ in {"on", "about"} and preposition.head.pos_ == "NOUN"


REALISED = frozenset(
    (
        "begin start continue come manage proceed go happen appear cease use have get help serve "
        "tend prove seem force compel cause lead oblige"
    ).split()
)
"""Verbs whose infinitive took place when they did."""


def _after_plan(cues: CueBook, participle: Token, verb: Token, found: Weighed) -> None:
    """ "committed to settling it, using the hotline": the participle belongs to what is planned."""
    for child in verb.children:
        if verb.i < child.i < participle.i and child.dep_ in {"prep", "xcomp", "ccomp"}:
            construction = f"prep.{child.lower_}" if child.dep_ == "prep" else child.dep_
            cue = cues.find(verb.lemma_.lower(), "v", construction)
            if cue is not None and cue.modality in {"planned", "desired"}:
                found.take(cue.modality, cue.cue)


def _aim_is(cues: CueBook, predicate: Predicate, found: Weighed) -> None:
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
            subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
            if subject is not None and subject != below:
                cue = cues.find(subject.lemma_.lower(), "n", "xcomp")
                if cue is not None and cue.modality in {"desired", "planned"}:
                    found.take(cue.modality, f"{cue.cue} is")
            return
        if verb.pos_ == "VERB":
            return
        below = verb


def _is_given(noun: Token) -> bool:
    """A definite, possessed or proper noun speaks of a deed as a fact whatever verb governs it."""
    if noun.tag_ in {"NNP", "NNPS"}:
        return True
    return any(
        (child.dep_ == "det" and child.lower_ in DEFINITE) or (child.dep_ == "poss")
        for child in noun.children
    )


def _stops_noun(reading: Reading, node: Token, link: str, head: Token, given: bool) -> bool:
    """Whether what stands above a noun no longer bears on it."""
    if link == "conj" or head.pos_ in {"ADP", "SCONJ", "PART"}:
        return False
    if head.lemma_.lower() in TRANSPARENT and link in {"prep", "poss", "compound"}:
        return False
    if given:
        return True
    if head.pos_ in {"NOUN", "PROPN"}:
        return reading.predicate_of(head) is None and link == "compound"
    return link == "csubj"


def _passes(node: Token, link: str, head: Token) -> bool:
    """Whether the status of what stands above still bears on what stands below this edge."""
    if link in {"relcl", "appos", "parataxis"}:
        return False
    if link == "advcl":
        if any(child.dep_ == "mark" and child.lower_ in FACTUAL_MARKS for child in node.children):
            return False
        return node.tag_ in {"VBG", "VB"} or any(child.dep_ == "mark" for child in node.children)
    if link == "conj" and node.pos_ == "VERB":
        own_subject = any(child.dep_ in {"nsubj", "nsubjpass"} for child in node.children)
        if node.tag_ == "VBN" and not any(child.dep_ in {"aux", "auxpass"} for child in node.children):
            return True
        finite_past = (
            node.tag_ == "VBD" and head.tag_ != "VBN" and any(child.tag_ == "MD" for child in head.children)
        )
        return not own_subject and not finite_past
    return True


def _weigh_verb(cues: CueBook, verb: Token, found: Weighed) -> None:
    """Auxiliaries, negation, adverbs and "if" of the verb itself (or of one it is coordinated with)."""
    if _inverted(verb):
        found.counterfactual = True
        found.rules.append("status:inverted condition")
    perfect = any(child.dep_ == "aux" and child.lower_ in {"have", "'ve"} for child in verb.children)
    for child in verb.children:
        word = child.lower_
        if child.dep_ == "aux" and (cue := cues.find(word, "aux", "aux-perfect" if perfect else "aux")):
            if cue.modality == "counterfactual":
                found.counterfactual = True
                found.rules.append(f"status:{word} have")
            elif word == "would":
                found.weak = "hypothetical"
                found.rules.append("status:would")
            else:
                found.take(cue.modality, word)
        elif child.dep_ == "neg" or (child.dep_ in {"preconj", "cc"} and word == "neither"):
            found.polar("negated", word)
        elif child.dep_ == "advmod" and (cue := cues.find(word, "adv", "adv")):
            found.take(cue.modality, word)
            found.polar(cue.polarity, word)
        elif child.dep_ in {"nsubj", "nsubjpass"}:
            if (cue := cues.find(word, "pron", "subj")) or (cue := cues.find(word, "det", "det")):
                found.polar(cue.polarity, word)
            elif any(each.dep_ == "det" and each.lower_ in {"no", "neither"} for each in child.children):
                found.polar("negated", "no")
        elif child.dep_ == "dobj" and any(each.lower_ in NONE_OF for each in child.children):
            found.polar("negated", "no")  # "closed neither X nor Y", "fired no shot"
        elif child.dep_ == "advcl" and _mark(child) in IF_MARKS:
            found.condition = child
            found.take("conditional", _mark(child))
    if _mark(verb) in IF_MARKS:
        found.take("hypothetical", _mark(verb))


def _inverted(verb: Token) -> bool:
    """ "Had the strike killed civilians, …": a condition told by word order."""
    subject = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    opening = next((child for child in verb.children if child.dep_ in {"aux", "auxpass"}), None)
    if (
        subject is None
        or opening is None
        or opening.i > subject.i
        or opening.lower_ not in {"had", "were", "should"}
    ):
        return False
    sentence_end = next((child for child in reversed(list(verb.children)) if child.dep_ == "punct"), None)
    return sentence_end is None or sentence_end.text != "?"


def _weigh_outer_verb(cues: CueBook, verb: Token, link: str, found: Weighed, *, hit: bool = False) -> None:
    """A verb above: "would have", "if" and, for its complement, its own unreality."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    if auxiliaries & {"have", "'ve"} and auxiliaries & {"would", "could", "might"}:
        found.counterfactual = True
        found.rules.append("status:would have")
    elif link in {"xcomp", "dobj", "advcl", "prep", "attr"}:
        if not hit and any(child.dep_ == "neg" for child in verb.children) and link in {"xcomp", "dobj"}:
            found.polar("negated", "not")
        for word in sorted(auxiliaries):
            cue = cues.find(word, "aux", "aux")
            if cue is not None and word != "would":
                found.take(cue.modality, word)
            elif word == "would":
                found.weak = "hypothetical"
    if _inverted(verb):
        found.counterfactual = True
    if link == "nsubj" and verb.lemma_ == "be":
        for child in verb.children:
            if child.dep_ == "acomp" and (cue := cues.find(child.lemma_.lower(), "a", "subj")):
                found.take(cue.modality, child.lower_)
                found.polar(cue.polarity, child.lower_)
    if link in {"nsubj", "nsubjpass"} and found.modality is None:
        for word in sorted(auxiliaries):
            cue = cues.find(word, "aux", "aux")
            if cue is not None and cue.modality in {"hypothetical", "planned"}:
                found.take("hypothetical", word)
    if _mark(verb) in IF_MARKS and link in {"xcomp", "dobj", "prep", "nsubj", "nsubjpass", "advcl", "conj"}:
        found.take("hypothetical", _mark(verb))


def _mark(verb: Token) -> str:
    return next((child.lower_ for child in verb.children if child.dep_ == "mark"), "")


def _weigh_noun(cues: CueBook, noun: Token, found: Weighed) -> None:
    """ "a potential escalation", "no retaliation", "the alleged attack", "the planned visit"."""
    for child in noun.children:
        word = child.lower_
        if child.dep_ in {"amod", "compound", "nmod"}:
            cue = cues.find(word, "a", "mod") or cues.find(child.lemma_.lower(), "a", "mod")
            if cue is not None:
                found.take(cue.modality, word)
                found.polar(cue.polarity, word)
        elif child.dep_ in {"det", "neg"} and (cue := cues.find(word, "det", "det")):
            found.polar(cue.polarity, word)
        elif child.dep_ == "det" and word == "any":
            found.weak = "hypothetical"


def _weigh_head(
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
    cue = _cue(reading.books.cues, node, link, head)
    if cue is None or predicate.inferred.get("sources") == OWNED_UP:
        return False
    if given and cue.modality not in PRESUPPOSED_BREAK and cue.construction != "subj":
        return False
    governor = reading.predicate_of(head)
    spoken = cue.modality in {"claimed", "denied"} or (governor is not None and governor.layer == "say")
    if spoken and found.speaker is None:
        found.speaker, found.said_by = speaker_of(governor, reading, head), governor
    modality = cue.modality
    if modality == "claimed" and is_evidence(head):
        modality = "asserted"
        found.speaker = found.said_by = None
    if found.weak == "hypothetical" and modality in {"claimed", "asserted"} and cue.construction == "ccomp":
        modality = "planned"
    if cue.cue in TRIED and predicate.layer == "say" and predicate.event is not None:
        modality = "asserted"  # to try to persuade is to talk to somebody
    if (
        cue.construction == "ccomp"
        and modality == "claimed"
        and found.modality in {"hypothetical", "conditional"}
    ):
        modality = "asserted"
    negated_cue = any(child.dep_ == "neg" for child in head.children) and head != predicate.token
    if negated_cue and cue.polarity is None and modality != "asserted":
        found.polar("negated", "not")
    elif not negated_cue:
        found.polar(cue.polarity, cue.cue)
    found.take(modality, cue.cue)
    return True


def _cue(cues: CueBook, node: Token, link: str, head: Token) -> Cue | None:
    lemma = head.lemma_.lower()
    if head.pos_ in {"ADP", "SCONJ"} and link in {"pobj", "pcomp"}:
        word = head.lower_
        if word == "to" and head.head.lower_ in {"according", "due", "prior"}:
            word = head.head.lower_
        elif word == "of" and "instead" in {head.head.lower_, *(child.lower_ for child in head.children)}:
            word = "instead"
        elif word == "of" and head.head.lower_ == "short" and head.head.head.lemma_ in {"stop", "fall"}:
            word = "short"
        return cues.find(word, "prep", "prep")
    pos = POS.get(head.pos_)
    if pos is None:
        return None
    if link == "prep" and node.pos_ in {"ADP", "SCONJ", "PART"}:
        construction = f"prep.{node.lower_}"
    elif link == "advcl" and node.tag_ in {"VB", "VBG"} and head.pos_ == "VERB":
        # a purpose: wanted, whether or not it came about
        if any(child.dep_ == "aux" and child.lower_ == "to" for child in node.children):
            return PURPOSE
        return None
    else:
        construction = CONSTRUCTION.get(link, "")
    if link == "acl" and node.tag_ in {"VBG", "VBN"} and pos == "n":
        return None
    found = cues.find(lemma, pos, construction)  # type: ignore[arg-type]
    if found is None and construction == "xcomp" and link == "ccomp":
        return None
    return found


PURPOSE = Cue(
    cue="to", pos="mark", construction="advcl", modality="planned", polarity=None, phase=None,
    note="infinitive of purpose", line=0,
)  # fmt: skip
