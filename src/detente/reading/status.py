"""Steps 7 and 8: whether it happened, and whose words these are.

From the trigger the tree is climbed; every auxiliary, negation, "if" and every governing cue of the cue
book ("failed to", "vowed to", "fear of", "accused of") on the way is weighed. The innermost cue that says
anything decides the modality; an outer one may add a negation, a speaker or the counterfactual. What did
not happen is never left as asserted.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from detente.codes.cues import Cue, CueBook
from detente.reading.base import Predicate, Reading
from detente.reading.who import actors_of

POS: dict[str, str] = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a", "ADV": "a"}
CONSTRUCTION = {
    "xcomp": "xcomp", "ccomp": "ccomp", "acl": "xcomp", "dobj": "obj", "nsubjpass": "obj", "attr": "obj",
    "nsubj": "subj", "csubj": "subj", "csubjpass": "obj", "oprd": "obj",
}  # fmt: skip
FACTUAL_MARKS = frozenset(
    "although though while because since as after before when until once whereas whenever wherever".split()
)
IF_MARKS = frozenset({"if", "unless", "lest", "whether"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "both"})
PRESUPPOSED_BREAK = frozenset({"denied", "hypothetical", "claimed"})
_CLIMB = 14


@dataclass(slots=True)
class Weighed:
    """What was found on the way up, inner before outer."""

    modality: str | None = None
    future: bool = False  # "would", to be settled by what governs it
    negated: bool = False
    undone: bool = False
    counterfactual: bool = False
    speaker: tuple[str, ...] | None = None
    said_by: Predicate | None = None
    condition: Token | None = None
    rules: list[str] = field(default_factory=list)

    def take(self, modality: str, cue: str) -> None:
        """Keep a modality unless an inner one was found."""
        if modality != "asserted" and self.modality is None:
            self.modality = modality
            self.rules.append(f"status:{cue}")

    def polar(self, polarity: str | None, cue: str) -> None:
        if polarity == "negated":
            self.negated = not self.negated
            self.rules.append(f"status:{cue}")
        elif polarity == "did not happen":
            self.undone = True
            self.rules.append(f"status:{cue}")


class Status:
    """Sets modality, polarity, speaker and condition of every predicate."""

    name = "status"

    def __call__(self, reading: Reading) -> None:
        for predicate in reading.predicates:
            _settle(predicate, weigh(reading, predicate))


def _settle(predicate: Predicate, found: Weighed) -> None:
    modality = found.modality or ("hypothetical" if found.future else "asserted")
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
    else:
        _weigh_verb(cues, node, found)
        if predicate.noun is not None:
            _weigh_noun(cues, predicate.noun, found)
    given = nominal and _is_given(node)
    for _ in range(_CLIMB):
        head, link = node.head, node.dep_
        if head == node or not _passes(node, link, head):
            break
        hit = _weigh_head(reading, predicate, node, link, head, found, given=given)
        if nominal and not hit and _stops_noun(reading, node, link, head, given):
            break
        if head.pos_ in {"VERB", "AUX"}:
            if link == "conj":
                _weigh_verb(cues, head, found)
            else:
                _weigh_outer_verb(cues, head, link, found)
            nominal = False
        node = head
    return found


def _is_given(noun: Token) -> bool:
    """A definite, possessed or proper noun speaks of a deed as a fact whatever verb governs it."""
    if noun.tag_ in {"NNP", "NNPS"}:
        return True
    return any(
        (child.dep_ == "det" and child.lower_ in DEFINITE) or (child.dep_ == "poss") for child in noun.children
    )


def _stops_noun(reading: Reading, node: Token, link: str, head: Token, given: bool) -> bool:
    """Whether what stands above a noun no longer bears on it."""
    if link == "conj" or head.pos_ in {"ADP", "SCONJ", "PART"}:
        return False
    if given:
        return True
    if head.pos_ in {"NOUN", "PROPN"}:
        return reading.predicate_of(head) is None and link == "compound"
    return link in {"nsubj", "nsubjpass", "csubj"}


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
        finite_past = node.tag_ == "VBD" and any(child.tag_ == "MD" for child in head.children)
        return not own_subject and not finite_past
    return True


def _weigh_verb(cues: CueBook, verb: Token, found: Weighed) -> None:
    """Auxiliaries, negation, adverbs and "if" of the verb itself (or of one it is coordinated with)."""
    perfect = any(child.dep_ == "aux" and child.lower_ in {"have", "'ve"} for child in verb.children)
    for child in verb.children:
        word = child.lower_
        if child.dep_ == "aux" and (cue := cues.find(word, "aux", "aux-perfect" if perfect else "aux")):
            if cue.modality == "counterfactual":
                found.counterfactual = True
                found.rules.append(f"status:{word} have")
            elif word == "would":
                found.future = True
                found.rules.append("status:would")
            else:
                found.take(cue.modality, word)
        elif child.dep_ == "neg":
            found.polar("negated", word)
        elif child.dep_ == "advmod" and (cue := cues.find(word, "adv", "adv")):
            found.take(cue.modality, word)
            found.polar(cue.polarity, word)
        elif child.dep_ in {"nsubj", "nsubjpass"}:
            if cue := cues.find(word, "pron", "subj"):
                found.polar(cue.polarity, word)
            elif any(each.dep_ == "det" and each.lower_ in {"no", "neither"} for each in child.children):
                found.polar("negated", "no")
        elif child.dep_ == "advcl" and _mark(child) in IF_MARKS:
            found.condition = child
            found.take("conditional", _mark(child))
    if _mark(verb) in IF_MARKS:
        found.take("hypothetical", _mark(verb))


def _weigh_outer_verb(cues: CueBook, verb: Token, link: str, found: Weighed) -> None:
    """A verb above: "would have", "if" and, for its complement, its own unreality."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    if auxiliaries & {"have", "'ve"} and auxiliaries & {"would", "could", "might"}:
        found.counterfactual = True
        found.rules.append("status:would have")
    elif link in {"xcomp", "dobj", "advcl", "prep", "attr"}:
        if any(child.dep_ == "neg" for child in verb.children) and link in {"xcomp", "dobj"}:
            found.polar("negated", "not")
        for word in sorted(auxiliaries):
            cue = cues.find(word, "aux", "aux")
            if cue is not None and word != "would":
                found.take(cue.modality, word)
            elif word == "would":
                found.future = True
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


def _weigh_head(
    reading: Reading, predicate: Predicate, node: Token, link: str, head: Token, found: Weighed, *, given: bool
) -> bool:
    """Weigh the word above an edge; whether it was a cue."""
    cue = _cue(reading.books.cues, node, link, head)
    if cue is None:
        return False
    if given and cue.modality not in PRESUPPOSED_BREAK and cue.construction != "subj":
        return False
    governor = reading.predicate_of(head)
    if cue.modality in {"claimed", "denied"} or (governor is not None and governor.layer == "say"):
        if found.speaker is None:
            found.speaker, found.said_by = _speaker(governor, reading, head), governor
    modality = cue.modality
    if found.future and modality in {"claimed", "asserted"}:
        modality = "planned"
    if cue.construction == "ccomp" and modality == "claimed" and found.modality in {"hypothetical", "conditional"}:
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
    cue="to", pos="mark", construction="advcl", modality="desired", polarity=None, phase=None,
    note="infinitive of purpose", line=0,
)  # fmt: skip


def _speaker(governor: Predicate | None, reading: Reading, word: Token) -> tuple[str, ...] | None:
    if governor is not None and governor.sources:
        return tuple(governor.sources)
    for child in word.children:
        if child.dep_ in {"nsubj", "agent", "poss"}:
            found = tuple(id for id, _ in actors_of(reading, child))
            if found:
                return found
    return ("UNSPEC",)
