"""Finer points of the cue words: who has no wish, what was denied or sworn, what was said to be won."""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import Cue, CueBook
from detente.reading.base import Predicate, Reading
from detente.reading.weighed import Weighed

TOLD_NOUNS = frozenset(
    "accusation allegation assertion charge claim insinuation message report rumor rumour statement story "
    "suggestion tale".split()
)
"""What is told by somebody and is a telling even where it is denied: "denied reports of looting"."""
DENYING = frozenset(
    "contest contradict deny disclaim dismiss dispute disavow gainsay rebut refute reject repudiate ridicule "
    "scorn".split()
)
ANSWERING = frozenset(
    "accept adopt approve back decline dismiss embrace endorse ignore oppose rebuff refuse reject resist "
    "scorn shelve spurn support veto welcome".split()
)
"""Verbs of which a proposal is the object: "a proposal that X rejected"."""
NO_WISH = frozenset({"no", "little", "neither"})
WISHES = frozenset(
    "aim ambition appetite chance danger desire hope intent intention interest need plan possibility "
    "prospect evidence indication purpose question sign trace readiness reason risk right thought threat "
    "urge way willingness wish".split()
)
TELLING = frozenset("announce broadcast herald proclaim report trumpet".split())
WON = frozenset({"ASSAULT", "COERCE"})
PLEDGED = frozenset({"swear", "vow", "pledge", "promise"})


def wished_none(cue: Cue, noun: Token) -> bool:
    """ "Had no wish to", "no intention of": the wish itself is negated."""
    if cue.pos != "n" or cue.modality not in {"desired", "planned", "hypothetical"} or cue.polarity:
        return False
    return noun.lemma_.lower() in WISHES and any(
        child.dep_ in {"det", "neg", "amod"} and child.lower_ in NO_WISH for child in noun.children
    )


def answers_it(verb: Token) -> bool:
    """ "An idea that Pella spurned": a verb of answering without an object has the noun for its own."""
    if verb.lemma_.lower() not in ANSWERING:
        return False
    return not any(child.dep_ in {"dobj", "ccomp", "xcomp", "auxpass"} for child in verb.children)


def weigh_told(cue: Cue, node: Token, found: Weighed) -> None:
    """ "Denied reports of looting": the content of what is told is denied, not claimed."""
    denied = cue.modality == "denied" or cue.cue in DENYING
    told = found.modality == "claimed" and node.lemma_.lower() in TOLD_NOUNS and found.speaker is not None
    if denied and told and cue.construction in {"obj", "content"}:
        found.modality = None
        found.take("denied", cue.cue)


def subject_cue(cues: CueBook, verb: Token) -> Cue | None:
    """ "Word spread that", "the fear grew that", "rumour has it that": the noun says what the clause is."""
    if cues.find(verb.lemma_.lower(), "v", "xcomp") is not None and verb.lemma_ != "have":
        return None
    for child in verb.children:
        named = child.dep_ in {"nsubj", "nsubjpass"} and child.pos_ in {"NOUN", "PROPN"}
        if named and (cue := cues.find(child.lemma_.lower(), "n", "ccomp")) is not None:
            return cue
    it = any(child.dep_ == "dobj" and child.lower_ == "it" for child in verb.children)
    return cues.find("rumour", "v", "ccomp") if it and verb.lemma_ == "have" else None


def rests_on_refusal(without: Token) -> bool:
    """ "Could not withdraw without losing face": the loss is what would have followed."""
    verb = without.head
    words = {child.lower_ for child in verb.children if child.dep_ in {"aux", "neg"}}
    if words & {"not", "n't", "never"} and words & {"could", "can", "would", "may", "might", "ca"}:
        return True
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in {
        "unable",
        "impossible",
        "reluctant",
        "unwilling",
    }


def told_of(cue: Cue, node: Token) -> str:
    """The modality of a cue: "swore that X had lied" is a claim, "swore that he would go" a plan."""
    if cue.cue in PLEDGED and cue.construction == "ccomp":
        auxiliaries = {child.lower_ for child in node.children if child.dep_ == "aux"}
        past = node.tag_ == "VBD" or (node.tag_ == "VBN" and auxiliaries & {"had", "has", "have"})
        if past and not auxiliaries & {"will", "would", "shall", "should", "'ll", "'d", "to"}:
            return "claimed"
    return cue.modality


def is_won(reading: Reading, predicate: Predicate, link: str, verb: Token) -> bool:
    """ "Announced the capture of the town": a success in arms is its teller's claim."""
    if link != "dobj" or verb.lemma_.lower() not in TELLING or predicate.event not in WON:
        return False
    return any(child.lower_ == "of" and child.dep_ == "prep" for child in predicate.token.children) and any(
        child.lower_ == "the" for child in predicate.token.children
    )
