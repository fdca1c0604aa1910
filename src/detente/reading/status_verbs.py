"""What a verb and its auxiliaries say of whether it happened: "would have", "not", "if", "had X done"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import CueBook
from detente.reading.weighed import Weighed

IF_MARKS = frozenset({"if", "unless", "lest", "whether"})
NONE_OF = frozenset({"no", "neither", "not"})
OCCURS = frozenset("arrive begin come happen materialise materialize occur start take".split())
BINDING = frozenset(
    "accord agreement armistice charter clause constitution convention doctrine law pact plan protocol "
    "resolution term treaty".split()
)
"""What binds by its words: a treaty that obliges somebody to help has not yet made him do so."""
TRUE = frozenset("accurate certain correct right so true".split())
DATED = frozenset("bill book earmark fix pencil schedule set slate time".split())
BARE = frozenset("bid feel have hear help let make notice observe see watch".split())
"""Verbs whose complement is an infinitive without "to": "let them attack", "saw them attack"."""
SAME_IN_PAST = frozenset(
    "beat bet bid broadcast burst cast cost cut fit forecast hit hurt let put quit read rid set shed shut "
    "slit split spread thrust upset".split()
)
"""Verbs whose past tense looks like the infinitive."""
OCCASIONS = frozenset("account case circumstance event means moment point price stage time way".split())
IMAGINED = frozenset("scenario eventuality contingency simulation hypothesis".split())
"""Nouns whose relative clause tells what is only imagined."""
INVENTED = frozenset("novel thriller wargame".split())
PROPOSED = frozenset("plan proposal scheme draft blueprint scenario".split())
WORST = frozenset({"worst", "likely", "unlikely", "possible", "plausible", "extreme", "best"})
REALISED = frozenset(
    (
        "begin start continue come manage proceed go happen appear cease use have get help serve "
        "tend prove seem force compel cause lead oblige drive impel"
    ).split()
)
"""Verbs whose infinitive took place when they did."""


def weigh_verb(cues: CueBook, verb: Token, found: Weighed) -> None:
    """Auxiliaries, negation, adverbs and "if" of the verb itself (or of one it is coordinated with)."""
    if _inverted(verb) == "should":
        found.take("hypothetical", "should")
    elif _inverted(verb):
        found.counterfactual = True
        found.rules.append("status:inverted condition")
    late = _came_late(verb)
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
        elif child.dep_ == "neg" and child.i > verb.i and child.nbor(-1).text == ",":
            continue  # "told them, not always politely, that …"
        elif child.dep_ == "neg" and late:
            continue  # "was not resumed until May"
        elif child.dep_ == "neg" or (
            child.dep_ in {"preconj", "cc"} and word in {"neither", "nor"} and child.i < verb.i
        ):
            found.polar("negated", word)
        elif child.dep_ == "advmod" and (cue := cues.find(word, "adv", "adv")):
            found.take(cue.modality, word)
            found.polar(cue.polarity, word)
        elif word == "longer" and child.left_edge.lower_ == "no":
            found.polar("negated", "no longer")
        elif child.dep_ in {"nsubj", "nsubjpass"}:
            if (cue := cues.find(word, "pron", "subj")) or (cue := cues.find(word, "det", "det")):
                found.polar(cue.polarity, word)
            elif any(
                each.dep_ in {"det", "neg", "preconj"} and each.lower_ in NONE_OF and each.i < child.i
                for above in child.children
                for each in (above, *(above.children if above.dep_ == "nummod" else ()))
            ):
                found.polar("negated", "no")
        elif child.dep_ == "dobj" and any(each.lower_ in NONE_OF for each in child.children):
            found.polar("negated", "no")  # "closed neither X nor Y", "fired no shot"
        elif child.dep_ == "advcl" and _mark(child) in IF_MARKS:
            found.condition = child
            found.take("conditional", _mark(child))
        elif child.dep_ == "prep" and child.i < verb.i and _at_no_time(child):
            found.polar("negated", "at no")
        elif child.dep_ == "prep" and (imagined := _imagined(child)):
            found.take("hypothetical", imagined)
    if _mark(verb) in IF_MARKS:
        found.take("hypothetical", _mark(verb))
    before = verb.nbor(-1) if verb.i else verb
    if before.lower_ in {"neither", "nor"} and before.head != verb and before.dep_ not in {"preconj", "cc"}:
        found.polar("negated", before.lower_)  # "the Allies neither revoked it nor …"


def _at_no_time(preposition: Token) -> bool:
    """ "At no time", "under no circumstances", "in no case"."""
    return any(
        child.lemma_.lower() in OCCASIONS and any(each.lower_ == "no" for each in child.children)
        for child in preposition.children
    )


def _came_late(verb: Token) -> bool:
    """ "Did not withdraw until May": what did not happen before did then."""
    if any(child.tag_ == "MD" for child in verb.children):
        return False
    return any(
        child.dep_ == "prep"
        and child.lower_ in {"until", "till"}
        and any(each.dep_ == "pobj" and each.ent_type_ in {"DATE", "TIME"} for each in child.children)
        for child in verb.children
    )


def _imagined(preposition: Token) -> str | None:
    """ "In the worst case, …", "under the plan, …": the sentence tells what is only thought of."""
    for noun in preposition.children:
        word = noun.lemma_.lower()
        if noun.dep_ == "pobj" and (
            (preposition.lower_ == "in" and word in IMAGINED | INVENTED)
            or (preposition.lower_ == "in" and word == "case" and _is_extreme(noun))
            or (preposition.lower_ == "under" and word in PROPOSED)
        ):
            return noun.lower_
    return None


def _is_extreme(noun: Token) -> bool:
    return any(child.dep_ in {"amod", "compound"} and child.lower_ in WORST for child in noun.children)


def weigh_occurrence(cues: CueBook, verb: Token, found: Weighed) -> None:
    """ "The attack never came", "the invasion is imminent": what is said of the coming about of a deed."""
    if (verb.lemma_ == "be" and verb.tag_ in {"VBZ", "VBP"}) or verb.lemma_ in {"seem", "appear", "look"}:
        _weigh_adjective(cues, verb, found)
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "out" and verb.lemma_ == "be":
            if any(token.lower_ == "question" for token in child.subtree):
                found.take("hypothetical", "out of the question")
                found.polar("did not happen", "out of the question")
        elif child.dep_ == "prep" and child.lower_ in {"for", "on"} and _is_dated(verb):
            found.take("planned", f"{verb.lower_} {child.lower_}")
    _weigh_start(cues, verb, found)
    if verb.lemma_.lower() in OCCURS and not any(child.dep_ == "xcomp" for child in verb.children):
        never = found.negated
        weigh_verb(cues, verb, found)
        found.negated = found.negated or never  # "no attack came": said once, though seen from both words


def _is_dated(verb: Token) -> bool:
    """ "Was set for dawn", "had been fixed for May"."""
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    return passive and verb.lemma_.lower() in DATED


def _weigh_start(cues: CueBook, verb: Token, found: Weighed) -> None:
    """ "The talks were due to begin", "the offensive failed to materialise", "was to start"."""
    for above in (verb, *(child for child in verb.children if child.dep_ == "acomp")):
        for child in above.children:
            if child.dep_ != "xcomp" or child.lemma_.lower() not in OCCURS:
                continue
            cue = cues.find(above.lemma_.lower(), "a" if above.dep_ == "acomp" else "v", "xcomp")
            if cue is not None:
                found.take(cue.modality, above.lower_)
                found.polar(cue.polarity, above.lower_)
            elif above.lemma_ == "be":
                found.take("planned", "was to")


def _weigh_adjective(cues: CueBook, verb: Token, found: Weighed) -> None:
    """ "An attack is possible", "the invasion is imminent"."""
    for child in verb.children:
        if child.dep_ in {"acomp", "oprd"} and (cue := cues.find(child.lemma_.lower(), "a", "subj")):
            found.take(cue.modality, child.lower_)
            found.polar(cue.polarity, child.lower_)


def weigh_judged(cues: CueBook, verb: Token, found: Weighed) -> None:
    """ "It is not true that A attacked B", "it was untrue that"."""
    never = any(child.dep_ == "neg" for child in verb.children)
    for child in verb.children:
        if child.dep_ != "acomp":
            continue
        if never and child.lemma_.lower() in TRUE:
            found.take("denied", f"not {child.lower_}")
        elif not never and (cue := cues.find(child.lemma_.lower(), "a", "ccomp")):
            found.take(cue.modality, child.lower_)
            found.polar(cue.polarity, child.lower_)


def weigh_relative(noun: Token, found: Weighed) -> None:
    """ "the scenario in which A attacks B", "will sink any ship that enters": nothing has happened yet."""
    if noun.lemma_.lower() in IMAGINED:
        found.take("hypothetical", noun.lower_)
    elif noun.dep_ == "nsubj" and any(child.lower_ in {"a", "an"} for child in noun.children):
        # "a premier who yielded would have fallen"
        modals = {child.lower_ for child in noun.head.children if child.dep_ == "aux"}
        if modals & {"would", "'d"}:
            found.take("hypothetical", "would")
            found.counterfactual = found.counterfactual or "have" in modals
    elif any(child.dep_ == "det" and child.lower_ in {"any", "whichever"} for child in noun.children):
        verb = noun.head
        if verb.pos_ == "VERB" and any(
            child.tag_ == "MD" or (child.dep_ == "aux" and child.lower_ == "to") for child in verb.children
        ):
            found.take("hypothetical", "any")


def weigh_outer_verb(cues: CueBook, verb: Token, link: str, found: Weighed, *, hit: bool = False) -> None:
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
    if _inverted(verb) == "should":
        found.take("hypothetical", "should")
    elif _inverted(verb):
        found.counterfactual = True
    if link == "nsubj" and verb.lemma_ == "be":
        _weigh_adjective(cues, verb, found)
    if link in {"nsubj", "nsubjpass"} and found.modality is None:
        for word in sorted(auxiliaries):
            cue = cues.find(word, "aux", "aux")
            if cue is not None and cue.modality in {"hypothetical", "planned"}:
                found.take("hypothetical", word)
    if _mark(verb) in IF_MARKS and link in {"xcomp", "dobj", "prep", "nsubj", "nsubjpass", "advcl", "conj"}:
        found.take("hypothetical", _mark(verb))


def _inverted(verb: Token) -> str | None:
    """ "Had the strike killed civilians, …": the auxiliary of a condition told by word order."""
    subject = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass", "expl"}), None)
    opening = next((child for child in verb.children if child.dep_ in {"aux", "auxpass"}), None)
    if opening is None or (verb.head.lower_ == "had" and opening.lower_ == "been"):
        opening = verb.head if verb.dep_ == "ccomp" and verb.head.lower_ == "had" else opening
    if (
        subject is None
        or opening is None
        or opening.i > subject.i
        or opening.lower_ not in {"had", "were", "should"}
    ):
        return None
    sentence_end = next((child for child in reversed(list(verb.children)) if child.dep_ == "punct"), None)
    return opening.lower_ if sentence_end is None or sentence_end.text != "?" else None


def is_rejected_choice(word: Token) -> bool:
    """ "Rather than attack X", "talks rather than an attack": what was not chosen."""
    start = word.left_edge.i
    for than in word.doc[max(1, start - 1) : word.i]:
        if than.lower_ == "than" and than.nbor(-1).lower_ == "rather":
            return than.head == word or than.i == start - 1
    return False


def is_left_undone(verb: Token) -> bool:
    """ "Did nothing to defend its ally", "has not done anything to stop them"."""
    what = verb.head
    doing = what.head
    if verb.dep_ not in {"relcl", "acl"} or what.dep_ != "dobj" or doing.lemma_.lower() != "do":
        return False
    refused = any(child.dep_ == "neg" for child in doing.children)
    return what.lower_ == "nothing" or (what.lower_ == "anything" and refused)


def _mark(verb: Token) -> str:
    return next((child.lower_ for child in verb.children if child.dep_ == "mark"), "")


def is_outcome(verb: Token) -> bool:
    """ "…, only to withdraw them within days": what came of it, no purpose."""
    if verb.head.lemma_ == "go" and any(
        child.lower_ == "on" and child.dep_ in {"prt", "advmod"} for child in verb.head.children
    ):
        return True  # "went on to bomb the port"
    before = verb.left_edge
    return (
        before.lower_ == "only"
        and before.i > 0
        and before.nbor(-1).text == ","
        and verb.dep_ in {"advcl", "xcomp"}
        and any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
    )


def is_unfinished(verb: Token) -> bool:
    """An infinitive that nothing settles, a further one of a list, or a bare one that lost its "to"."""
    if is_infinitive(verb):
        return True
    if any(child.dep_ in {"aux", "auxpass"} for child in verb.children):
        return False
    if verb.tag_ not in {"VB", "VBP"} or verb.lemma_.lower() in SAME_IN_PAST:
        return False
    first = verb
    while first.dep_ == "conj" and first.head.tag_ in {"VB", "VBP"}:
        first = first.head
    if first is not verb and any(child.dep_ == "aux" for child in first.children):
        return is_infinitive(first)
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    alone = all(
        child.tag_ in {"NN", "NNP"} and not any(each.dep_ in {"cc", "conj"} for each in child.children)
        for child in subjects
    )
    return bool(subjects) and alone and (first.head.lemma_.lower() not in BARE or first.head is first)


def is_infinitive(verb: Token) -> bool:
    """An infinitive that no cue settles: "a port in which to land troops". Not "began to", "used to"."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    if is_outcome(verb):
        return False
    if "to" in auxiliaries and verb.dep_ == "xcomp" and verb.head.lemma_ == "be":
        return True  # "was to attack", "were to have left"
    if "to" not in auxiliaries or "have" in auxiliaries:
        return False
    if verb.dep_ == "xcomp" and verb.head.lower_ == "going":
        return True  # "is going to attack"; "went to attack" is left to the list
    if verb.dep_ in {"xcomp", "ccomp"} and verb.head.lemma_.lower() in REALISED:
        first = verb.head
        while first.dep_ == "conj" and not any(child.dep_ == "nsubj" for child in first.children):
            first = first.head
        binding = any(child.dep_ == "nsubj" and child.lemma_.lower() in BINDING for child in first.children)
        return binding or is_infinitive(verb.head)
    return True
