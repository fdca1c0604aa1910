"""Purpose clauses that have no cue but their form: an infinitive beside a deed ("sent forces to patrol")."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.codes import motive_cues
from detente.reading.affairs.actors_near import ids_at
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.motive_found import Found, doers
from detente.reading.affairs.spans import tokens_span
from detente.reading.affairs.status_at import status_at
from detente.reading.base import phrase
from detente.reading.mentions_kinds import word_set
from detente.reading.slots import is_passive, verb_slots
from detente.reading.slots_fillers import is_infinitive
from detente.reading.slots_understood import OBJECT_CONTROL

CARRIERS = word_set(
    "send dispatch go travel come fly meet gather convene assemble use utilize utilise employ deploy "
    "move return form create establish set mobilize mobilise hold chair visit build station position "
    "act work operate cross enter join host summon withdraw issue exploit take rush arrive"
)
"""Verbs of going, sending, gathering and using: an infinitive after them says what for."""

PURPOSE_NOUNS = word_set(
    "meeting conference summit session step measure action operation mission force troop delegation envoy "
    "campaign team commission committee unit visit trip exercise channel statement letter raid contingent "
    "resolution crowd group move mediator ship fleet warship aircraft reinforcement offensive attack "
    "strike blockade patrol deployment airlift landing invasion intervention embargo quarantine sortie "
    "convoy demonstration march rally expedition incursion bombardment assault provocation battalion "
    "division brigade regiment column garrison paratrooper commando agent submarine carrier squadron "
    "helicopter expulsion crackdown purge drill maneuver manoeuvre show alliance committee fund"
)
DEGREE = frozenset({"too", "enough", "so"})
CONFIDENCE = 0.68
COUNTERFACTUAL = 0.66


def bare_purposes(place: Found) -> Iterator[Candidate]:
    """Every purpose infinitive of the sentence, and what inaction would have cost."""
    for token in place.sentence.tokens:
        if token.pos_ in {"VERB", "AUX"}:
            if is_infinitive(token):
                yield from _infinitive(place, token)
            elif token.dep_ not in {"aux", "auxpass"}:
                yield from _cost_of_inaction(place, token)


def _infinitive(place: Found, goal: Token) -> Iterator[Candidate]:
    act = _deed(goal)
    if (
        act is not None
        and act.dep_ == "acl"
        and act.tag_ == "VBN"
        and is_passive(act)
        and not _who(place, act)
    ):
        return  # "a patrol sent to look": who sent it is not told
    if act is None or _no_purpose(act, goal) or any(child.lower_ in DEGREE for child in act.children):
        return
    status = status_at(place.reading, act)
    if any(
        child.lower_ in {"no", "neither", "none"}
        for each in verb_slots(act).get("subj", [])
        for child in each.children
    ):
        return
    if status.polarity or status.modality not in {"asserted", "claimed", "planned"}:
        return
    marker = next(child for child in goal.children if child.dep_ == "aux" and child.lower_ == "to")
    if any(word.lower_ in {"too", "enough"} for word in goal.doc[max(0, marker.i - 3) : marker.i]):
        return
    if marker.i > 1 and goal.doc[marker.i - 1].lower_ in {
        "order",
        "as",
        "attempt",
        "effort",
        "bid",
        "enough",
    }:
        return
    if marker.i > 0 and marker.nbor(-1).lower_ in {"not", "never"}:
        return  # "kept its pledge not to pursue them"
    inner = {each.i for child in goal.children if _own_purpose(child) for each in child.subtree}
    kept = [each for each in phrase(goal) if each.i >= marker.i and each.i not in inner]
    yield from place.make(
        tokens_span(kept, place.sentence),
        _who(place, act),
        "purpose.infinitive",
        CONFIDENCE,
        act=act,
        words=" ".join(each.text for each in kept if not each.is_punct),
    )


def _own_purpose(child: Token) -> bool:
    """Whether a phrase gives a purpose of its own: "..., in an attempt to ..."."""
    return child.dep_ == "prep" and any(
        noun.lemma_.lower() in {"attempt", "effort", "order", "bid", "hope", "response", "retaliation"}
        for noun in child.children
    )


def _deed(goal: Token) -> Token | None:
    """The verb whose deed the infinitive explains, when its form says that it does."""
    head, link = goal.head, goal.dep_
    if head.pos_ == "VERB" and any(
        noun.lemma_.lower() in GRANTED for noun in verb_slots(head).get("obj", [])
    ):
        return None  # "gave them two days to leave", "took a decision to withdraw"
    if _what_it_is_for(goal) or (_after_only(goal) and goal.lemma_.lower() in OUTCOMES):
        return None
    if head.pos_ == "VERB":
        lemma = head.lemma_.lower()
        slots = verb_slots(head)
        if link == "advcl":
            return head
        if (
            link in {"xcomp", "ccomp", "relcl", "acl"}
            and lemma in CARRIERS
            and (
                slots.get("obj")
                or lemma
                in {"go", "come", "travel", "fly", "meet", "gather", "act", "work", "return", "convene"}
            )
        ):
            return head
        if link == "xcomp" and _after_only(goal):
            return head  # "attacked only to forestall an offensive"
        plain = link == "xcomp" and lemma not in OBJECT_CONTROL
        if plain and any(child.dep_ == "dobj" and child.i < goal.i for child in head.children):
            return head  # "telephoned both capitals to prevent a war"
        return None
    if head.pos_ in {"NOUN", "PROPN"} and link in {"acl", "relcl", "xcomp"}:
        verb = head.head
        if head.lemma_.lower() in WAYS:
            sought = verb if head.dep_ == "dobj" else verb.head
            return sought if sought.lemma_.lower() in LOOKING else None
        if head.lemma_.lower() not in PURPOSE_NOUNS:
            return None
        if head.dep_ in {"dobj", "nsubjpass"} and verb.pos_ == "VERB":
            return verb
        if head.dep_ == "pobj" and verb.head.pos_ == "VERB":
            return verb.head
    return None


WAYS = word_set("way means formula solution compromise basis scheme device method path road")
LOOKING = word_set(
    "find seek agree look devise discuss search explore invent work suggest propose examine consider study "
    "debate offer hunt ponder"
)
"""Verbs of looking for a way: the infinitive says what for ("failed to agree on a way to defuse the row")."""


MEANS = word_set(
    "means mean ability capacity power right authority permission strength force will courage time chance "
    "opportunity need duty obligation reason way resource capability mandate licence license choice option "
    "intention desire plan decision nerve"
)
"""Nouns whose infinitive says what they are for: "lacked the means to stop them"."""
GRANTED = word_set("hour day week month minute year time deadline decision")
OUTCOMES = word_set("find discover see lose be die learn fail meet fall")


HAVING = word_set(
    "have lack possess need find give deny refuse grant get lose receive retain see offer leave want take"
)


def _what_it_is_for(goal: Token) -> bool:
    """ "lacked the means to stop them": what the means are for, no purpose of the lacking."""
    noun = next((child.nbor(-1) for child in goal.children if child.lower_ == "to" and child.i), None)
    if noun is None or noun.lemma_.lower() not in MEANS or noun.dep_ != "dobj":
        return False
    return noun.head.lemma_.lower() in HAVING


def _after_only(goal: Token) -> bool:
    """ "attacked only to forestall X": the one aim; "returned only to find" tells what came of it."""
    marker = next((child for child in goal.children if child.lower_ == "to"), None)
    return marker is not None and marker.i > 0 and marker.nbor(-1).lower_ in ONLY


ONLY = frozenset({"only", "solely", "merely", "simply", "just"})


APPROVING = word_set("authorize authorise order approve propose plan undertake prepare arrange begin start")


def _no_purpose(act: Token, goal: Token) -> bool:
    """Whether the verb takes an infinitive as its complement, so that it gives no purpose."""
    lemma = act.lemma_.lower()
    if goal.dep_ == "advcl" and goal.i < act.i:
        return False
    if lemma in CARRIERS or (lemma in LOOKING and goal.head.lemma_.lower() in WAYS):
        return False
    if lemma in APPROVING and goal.head.lemma_.lower() in PURPOSE_NOUNS:
        return False  # "authorized an offensive to test their resolve"
    if act.pos_ == "AUX":
        return True
    rows = motive_cues().of_words(lemma)
    if any(row.kind == "no purpose" for row in rows):
        objects = [child for child in act.children if child.dep_ == "dobj" and child.i < goal.i]
        return goal.dep_ != "advcl" or not objects or is_passive(act) or True
    return False


def _who(place: Found, act: Token) -> list[str]:
    return doers(place, act)


INACTION = word_set(
    "failure inaction refusal reluctance absence lack inability passivity delay restraint unwillingness "
    "retreat concession capitulation surrender backing yielding"
)


def _is_inaction(noun: Token) -> bool:
    """Whether a noun says that little or nothing was done: "failure", "a muted response"."""
    if noun.lemma_.lower() in INACTION:
        return True
    reply = noun.lemma_.lower() in {"response", "reaction", "reply"}
    return reply and any(
        child.lower_ in {"weak", "muted", "limited", "mild", "feeble", "no"} for child in noun.children
    )


def _cost_of_inaction(place: Found, verb: Token) -> Iterator[Candidate]:
    """ "failure to respond would have damaged its prestige": what the act was to avoid."""
    first = verb.head if verb.dep_ == "conj" else verb
    auxiliaries = {child.lower_ for child in first.children if child.dep_ == "aux"}
    if not ({"would", "have"} <= auxiliaries or {"could", "have"} <= auxiliaries):
        return
    if verb.pos_ == "AUX":
        return  # "a refusal would have been unthinkable" judges, and names no cost
    subject = next((child for child in first.children if child.dep_ == "nsubj"), None)
    words = [child for child in place.sentence.tokens if child.i < first.i and _is_inaction(child)]
    if not words or (subject is None and verb.dep_ != "conj"):
        return
    noun = words[-1]
    owners = [child for child in noun.children if child.dep_ == "poss"]
    kept = [verb, *(child for child in verb.children if child.dep_ in {"aux", "advmod"})]
    kept += [inner for child in verb.children if child.dep_ in {"dobj", "prep"} for inner in phrase(child)]
    yield Candidate(
        *tokens_span(kept, place.sentence),
        "",
        tuple(ids_at(place.reading, owners, owner=True)),
        "cost-of-inaction",
        COUNTERFACTUAL,
        place.sentence,
        words="avoid: " + " ".join(each.text for each in sorted(kept, key=lambda each: each.i)),
    )
