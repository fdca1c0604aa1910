"""Who is spoken to where the sentence does not say it: who did, asked or said what the words answer."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.answered import ANSWERING, DENIALS, SAID
from detente.reading.base import Predicate, Reading
from detente.reading.mentions_kinds import word_set
from detente.reading.other_side import OTHER_BODIES, someone_else_stands_there
from detente.reading.pairs import main_pair
from detente.reading.sides.told import SPEAKERS, Told, as_states, is_state, side_of, side_set
from detente.reading.slots import is_passive
from detente.reading.who import actors_of, owner_of

ADDRESSED = frozenset({"ACCUSE", "REJECT", "THREATEN", "SANCTION", "CONCEDE"})
"""Acts that are done to somebody, whoever is named."""
SPOKEN = word_set(
    "reply retort answer respond announce declare claim insist maintain assert contend argue warn hint vow "
    "pledge promise offer accept agree refuse apologise apologize apology boast protest protestation "
    "counter conclude find rule hold judge complain show suggest imply allege"
)
"""Words of no event, or of one, that in a quarrel are for the other side."""
ASKING = word_set("demand ask insist require request")
RULINGS = word_set("ruling verdict judgment judgement award arbitration jurisdiction resolution")
BODIES = frozenset({"international organisation"})
MESSAGES = word_set(
    "ultimatum note letter telegram message cable communication statement memorandum demarche"
)
TAKEN_BACK = word_set("drop withdraw retract rescind abandon shelve renew repeat reiterate carry")
CONDITIONS = frozenset({"if", "unless", "until", "should"})
OTHER = "the other side of the exchange"
GIVEN = frozenset({"AID", "CONCEDE", "SUPPORT", "RETREAT", "AGREE"})
TIES = word_set("relation tie link contact embassy")
LONG = 20
"""Sentences over which a rupture is remembered."""
AMENDS = word_set("apologise apologize apology regret compensate compensation indemnify reparation")


def appositive_word(reading: Reading, predicate: Predicate) -> tuple[list[str], str]:
    """ "X accused Y of spying, a charge that Y rejected": who said what the noun sums up."""
    verb = predicate.token
    if (
        predicate.layer != "say"
        or verb.dep_ != "relcl"
        or verb.head.dep_ not in {"appos", "dobj", "npadvmod"}
    ):
        return [], ""
    noun = verb.head
    summing = any(child.dep_ == "det" and child.lower_ in {"a", "an"} for child in noun.children)
    after_comma = noun.left_edge.i > 0 and noun.left_edge.nbor(-1).text in {",", "-", "–", "—"}
    if noun.lemma_.lower() not in SAID or not summing or not after_comma:
        return [], ""
    for each in reversed(reading.predicates):
        same = each.sentence is predicate.sentence and each.start < predicate.start
        if same and each.layer == "say" and each.sources and each.token is not noun:
            own = side_set(reading, predicate.sources)
            if said_by := [id for id in each.sources if side_of(reading, id) not in own]:
                return said_by, "whose word it answers"
    return [], ""


def in_a_message(reading: Reading, predicate: Predicate) -> tuple[list[str], str]:
    """ "Sent X an ultimatum demanding an apology": what the message asks it asks of whom it went to."""
    verb = predicate.token
    if predicate.event not in {"REQUEST", "THREATEN", "ACCUSE"} or verb.dep_ not in {"acl", "relcl"}:
        return [], ""
    noun = verb.head
    if noun.lemma_.lower() not in MESSAGES or verb.tag_ != "VBG":
        return [], ""
    above = reading.predicate_of(noun) or reading.predicate_of(noun.head)
    whom = list(above.targets) if above is not None and above is not predicate else []
    if not whom and noun.head.pos_ == "VERB":
        given = [child for child in noun.head.children if child.dep_ == "dative" and child.pos_ != "ADP"]
        whom = [id for token in given for id, _ in actors_of(reading, token)]
    return (whom, "to whom the message went") if whom else ([], "")


def of_whom(reading: Reading, predicate: Predicate) -> tuple[list[str], str]:
    """ "Declared that the raid was unlawful": the other side whose deeds the clause speaks of."""
    if predicate.event not in {None, "ACCUSE"} or predicate.lemma not in SPOKEN:
        return [], ""
    own = side_set(reading, predicate.sources)
    found: list[str] = []
    for verb in predicate.slots.get("ccomp", ()):
        for clause in (verb, *verb.conjuncts):
            found += _doers_in(reading, clause)
    others = [id for id in found if side_of(reading, id) not in own]
    if not own or not others or len(set(as_states(reading, others))) > 2:
        return [], ""
    people = all(id in reading.actors and reading.actors[id].kind in SPEAKERS for id in others)
    named = list(dict.fromkeys(others)) if people else as_states(reading, others)
    return (named, "of whom it is said") if people or len(named) == 1 else ([], "")


def _doers_in(reading: Reading, clause: Token) -> list[str]:
    """The doers that a clause tells: its predicate's, or of the deed that is its subject."""
    deed = reading.predicate_of(clause)
    if deed is not None and deed.event is not None and deed.sources:
        return list(deed.sources)
    for child in clause.children:
        if child.dep_ in {"nsubj", "nsubjpass"}:
            told = reading.predicate_of(child)
            if told is not None and told.event is not None and told.sources:
                return list(told.sources)
            if child.dep_ == "nsubj":
                return [id for id, mention in actors_of(reading, child) if mention.how != "pronoun"]
    return []


def conditional(reading: Reading, predicate: Predicate) -> tuple[list[str], str]:
    """ "Hinted that they would intervene if X refused": a threat is put to whom its condition is for."""
    if predicate.layer != "say" or not (predicate.event == "THREATEN" or predicate.lemma in SPOKEN):
        return [], ""
    own = side_set(reading, predicate.sources)
    found: list[str] = []
    for token in predicate.sentence.tokens:
        if (
            token.i > predicate.token.i
            and token.dep_ == "mark"
            and token.lower_ in CONDITIONS
            and token.head.pos_ in {"VERB", "AUX"}
        ):
            for child in token.head.children:
                if child.dep_ in {"nsubj", "nsubjpass"}:
                    found += [id for id, _ in actors_of(reading, child)]
    others = [id for id in as_states(reading, found) if id not in own]
    return (others, "on whom the threat depends") if len(others) == 1 and own else ([], "")


def ruling(reading: Reading, predicate: Predicate) -> tuple[list[str], str]:
    """ "Accepted the ruling", "accepts its jurisdiction": the body that the passage spoke of before."""
    if predicate.lemma not in ANSWERING | {"veto"}:
        return [], ""
    objects = [*predicate.slots.get("obj", ()), *predicate.slots.get("prep.to", ())]
    noun = next((token for token in objects if token.lemma_.lower() in RULINGS), None)
    if noun is None:
        return [], ""
    own = side_set(reading, predicate.sources)
    named = [id for id, mention in owner_of(reading, noun) if mention.how not in {"possessive", "pronoun"}]
    if named := [id for id in named if side_of(reading, id) not in own]:
        return named, "whose word it answers"
    for index in (predicate.sentence.index, predicate.sentence.index - 1, predicate.sentence.index - 2):
        for mention in reversed(reading.mentions_by_sentence.get(index, [])):
            bodies = [id for id in mention.ids if _rules(reading, id)]
            if bodies and mention.start < predicate.end:
                return bodies[:1], "whose word it answers"
    return [], ""


def _rules(reading: Reading, id: str) -> bool:
    actor = reading.actors.get(id)
    return actor is not None and (actor.kind in BODIES or id.endswith("_JUD"))


def unowned_answer(reading: Reading, predicate: Predicate, told: Told) -> tuple[list[str], str]:
    """ "The proposal is turned down", "X's threat was dropped": a passive that names no agent."""
    if predicate.sources or not is_passive(predicate.token):
        return [], ""
    if predicate.lemma.split()[0] not in {word.split()[0] for word in ANSWERING} | {"turn", "vote"}:
        return [], ""
    for token in predicate.slots.get("obj", ()):
        word = reading.predicate_of(token)
        if token.lemma_.lower() in SAID or (word is not None and word.layer == "say"):
            own = [id for id, _ in owner_of(reading, token)] or (list(word.sources) if word else [])
            if own:
                return as_states(reading, own), "whose word it answers"
    return [], ""


def taken_back(reading: Reading, predicate: Predicate) -> bool:
    """ "X's threat to denounce Y was dropped": X drops it, and Y is spared it. Sets both sides."""
    if predicate.lemma.split()[0] not in TAKEN_BACK or not is_passive(predicate.token):
        return False
    if "subj" in predicate.slots:
        return False
    for token in predicate.slots.get("obj", ()):
        owners = [id for id, _ in owner_of(reading, token)]
        if token.lemma_.lower() not in SAID or not owners:
            continue
        said = reading.predicate_of(token)
        whom = list(said.targets) if said is not None else []
        for verb in (child for child in token.children if child.dep_ in {"acl", "xcomp"}):
            deed = reading.predicate_of(verb)
            whom = whom or (list(deed.targets) if deed is not None else [])
        predicate.sources = owners
        predicate.targets = [id for id in whom if id not in owners]
        predicate.inferred |= dict.fromkeys(("sources", "targets"), "whose word is taken back, and to whom")
        return True
    return False


def demanded(reading: Reading, predicate: Predicate) -> bool:
    """ "Demands an apology": of whom it is demanded, to him who demands it. Sets the sides that are open."""
    above = predicate.governor
    if predicate.pos != "n" or above is None or predicate.link not in {"dobj", "conj"}:
        return False
    if above.event != "REQUEST" or above.pos != "v" or above.lemma not in ASKING | {"seek", "want"}:
        return False
    giver = {"poss", "by", "mod"} & predicate.slots.keys()
    if predicate.event in GIVEN and not giver and set(predicate.sources) == set(above.sources):
        predicate.sources, predicate.targets = [], []  # the asker is not the giver
    if above.targets and not predicate.sources:
        predicate.sources = as_states(reading, above.targets)
        predicate.inferred["sources"] = "of whom it is asked"
    if not predicate.targets and predicate.event in GIVEN:
        predicate.targets = [id for id in above.sources if id not in predicate.sources]
        if predicate.targets:
            predicate.inferred["targets"] = "who asks for it"
    return True


def to_the_nation(reading: Reading, predicate: Predicate) -> tuple[list[str], str]:
    """ "The president told the nation": his own."""
    if predicate.event is not None or predicate.lemma not in {"tell", "address", "assure", "inform"}:
        return [], ""
    for token in [*predicate.slots.get("obj", ()), *predicate.slots.get("iobj", ())]:
        bare = [child.lower_ for child in token.children if child.dep_ in {"det", "poss", "amod"}]
        if token.lower_ in {"nation", "country", "public"} and bare == ["the"]:
            own = as_states(reading, predicate.sources)
            return (own, "the speaker's own") if len(own) == 1 and is_state(reading, own[0]) else ([], "")
    return [], ""


def in_a_forum(reading: Reading, predicate: Predicate, told: Told) -> tuple[list[str], str]:
    """ "Protested to the United Nations": before a body one accuses the other side, not the body."""
    if predicate.event != "ACCUSE" or not predicate.targets or not predicate.sources:
        return [], ""
    bodies = all(_rules(reading, id) for id in predicate.targets)
    slots = {rule for rule in predicate.rules if rule.startswith("targets:")}
    if not bodies or not slots & {"targets:to", "targets:prep.to", "targets:prep.before", "targets:iobj"}:
        return [], ""
    own = side_set(reading, predicate.sources)
    found = [id for id in told.other_side(predicate, own) if id not in own and is_state(reading, id)]
    return (found, OTHER) if len(found) == 1 else ([], "")


def ties(reading: Reading, predicate: Predicate, told: Told) -> tuple[list[str], str]:
    """ "Restored relations": with whom it had fallen out before."""
    if predicate.event not in {"SUPPORT", "SANCTION"} or predicate.pos != "v":
        return [], ""
    own = side_set(reading, predicate.sources)
    tied = any(token.lemma_.lower() in TIES for token in predicate.slots.get("obj", ()))
    if not tied or len(own) != 1 or not all(is_state(reading, id) for id in own):
        return [], ""
    found = told.other_side(predicate, own, LONG)
    return (found, OTHER) if len(found) == 1 else ([], "")


def quarrel(reading: Reading, predicate: Predicate, told: Told) -> tuple[list[str], str]:
    """Words and measures without an addressee are for the other side of the last exchange."""
    if not predicate.sources or predicate.domestic or "reciprocal" in predicate.rules:
        return [], ""
    if someone_else_stands_there(reading, predicate):
        return [], ""
    if any(id.endswith(OTHER_BODIES) for id in predicate.sources):
        return [], ""  # who sits in a parliament mostly speaks to his own government
    own = side_set(reading, predicate.sources)
    speech = predicate.layer == "say"
    if predicate.lemma in AMENDS:
        found = told.wronged_by(predicate, own) or told.other_side(predicate, own)
        return (found, OTHER) if found else ([], "")
    if predicate.event is None and "obj" in predicate.slots and predicate.lemma not in ANSWERING:
        return [], ""  # "waters that X claims"
    asks = predicate.event == "REQUEST" and predicate.lemma in ASKING and not _somebody_asked(predicate)
    answers = speech and (predicate.lemma in SPOKEN | ANSWERING | DENIALS)
    if not (predicate.event in ADDRESSED or asks or answers):
        return [], ""
    if not speech and predicate.event not in {"SANCTION", "CONCEDE"} and predicate.lemma not in SPOKEN:
        return [], ""
    if not any(is_state(reading, id) for id in own) and predicate.event not in {"REJECT", "ACCUSE"}:
        return [], ""
    found = [id for id in told.other_side(predicate, own) if side_of(reading, id) not in own]
    if not all(is_state(reading, side_of(reading, id)) for id in found):
        return [], ""  # a group is fought, not talked to
    if not side_set(reading, found) | own <= set(main_pair(reading)):
        return [], ""  # among many, the last to have dealt with one need not be spoken to
    return (found, OTHER) if found else ([], "")


def _somebody_asked(predicate: Predicate) -> bool:
    """Whether the words say who is asked, though not which actor that is."""
    return any(slot in predicate.slots for slot in ("iobj", "prep.of", "prep.from", "prep.on", "prep.to"))
