"""What the words around a noun say: whose it is, what completes it, whether it stands for an actor at all."""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import RoleEntry
from detente.crisis import ActorKind
from detente.reading.base import Sentence, at, end
from detente.reading.mentions_kinds import (
    Number,
    Reference,
    Referring,
    phrase_start,
    prepositional,
    with_conjuncts,
)

JUDGED = frozenset(
    (
        "impossible possible necessary clear unclear likely unlikely evident obvious probable important "
        "essential imperative apparent true doubtful uncertain desirable advisable inevitable noteworthy"
    ).split()
)
"""What is said of a clause: "it was impossible for X to", "it became clear that"."""
MINDS = frozenset(
    (
        "ready willing unwilling able unable prepared unprepared eager reluctant determined anxious keen "
        "bound afraid aware unaware confident committed hesitant content careful obliged powerless entitled "
        "quick "
        "slow resolved convinced sure inclined fearful loath opposed"
    ).split()
)
"""What is said of somebody who may act: "it was unwilling to" is about an actor."""
MARKERS = frozenset({"amod", "compound", "nmod", "poss", "npadvmod", "nummod"})


ABSTRACT = frozenset({"leadership", "command", "authority", "establishment", "administration", "control"})
"""Nouns that are a body of people in "the Soviet leadership", an act in "under the leadership of X"."""
RESISTING = frozenset({"resistance", "opposition"})
MANY_SIDED = frozenset({"division", "column", "unit", "company", "detachment", "contingent"})
OFFERED = frozenset(
    (
        "voice express offer put meet encounter face oppose drop declare announce reiterate overcome break "
        "crush provoke arouse mount show state provoke stir spark mobilize organize"
    ).split()
)
RULED = frozenset(
    (
        "inspection inspections sanction sanctions trade treaty nonproliferation verification export transit "
        "safeguard safeguards tax tariff control quota visa border training"
    ).split()
)
"""What a regime of rules is about ("the sanctions regime")."""
STORED = frozenset(
    "currency gold oil exchange foreign grain cash hard-currency monetary petroleum gas bank".split()
)


def is_no_body(head: Token, noun: str, role: RoleEntry | None) -> bool:
    """Whether a noun that can be a body of people is an act, a quality or a thing here.

    "Under the command of X", "voiced strong opposition to", "the division of Y", "spent its reserves".
    """
    after = [child.lower_ for child in head.children if child.dep_ == "prep"]
    if noun == "regime":
        things = [child for child in head.children if child.dep_ == "compound" and child.pos_ == "NOUN"]
        change = head.dep_ == "compound" and head.head.lower_ == "change"
        return change or any(child.lower_ in RULED for child in things)
    if noun == "leadership" and head.i > 0 and head.nbor(-1).lower_ in {"of", "and", "in"}:
        return True
    if noun in ABSTRACT:
        return (head.dep_ == "pobj" and head.head.lower_ in {"under", "in"} and noun != "administration") or (
            noun in {"establishment", "authority", "command", "leadership", "control"} and "of" in after
        )
    if role is None or len(role.form.split()) > 1:
        return False
    if noun in RESISTING:
        verb = head.head.lemma_.lower() if head.dep_ in {"dobj", "nsubjpass"} else ""
        told = any(child.dep_ == "det" and child.lower_ == "the" for child in head.children)
        return "to" in after or "against" in after or verb in OFFERED or (noun == "resistance" and not told)
    if noun in MANY_SIDED:
        modified_ = any(child.dep_ in MARKERS for child in head.children)
        return (noun == "division" and not modified_) or (noun == "company" and not modified_)
    if head.lower_ == "reserves" or noun == "reserve":
        spent = head.dep_ == "pobj" and head.head.head.lemma_.lower() in {
            "spend",
            "draw",
            "take",
            "use",
            "pay",
        }
        return spent or "of" in after or any(child.lower_ in STORED for child in head.children)
    if noun in {"charge", "house", "crown"}:
        return not any(child.dep_ == "det" and child.lower_ == "the" for child in head.children)
    return False


def shared_owner(head: Token) -> list[Token]:
    """The owner that a later conjunct names for both: "the president and parliament of X"."""
    for child in head.children:
        if child.dep_ == "conj" and child.i - head.i < 6 and child.pos_ in {"NOUN", "PROPN"}:
            return [
                noun for noun in prepositional(child, frozenset({"of"})) for noun in with_conjuncts([noun])
            ]
    return []


def is_pleonastic(token: Token) -> bool:
    """Whether "it" stands for nothing ("it is clear that", "it seems")."""
    if token.dep_ == "expl":
        return True
    verb = token.head
    if token.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    if verb.lemma_ in {"seem", "appear", "happen", "transpire", "rain"}:
        return not any(child.dep_ in {"xcomp", "oprd", "acomp"} for child in verb.children)
    if verb.lemma_ == "be" and any(child.dep_ in {"attr", "acomp", "neg"} for child in verb.children):
        follows = [word.lower_ for word in verb.doc[verb.i + 1 : verb.i + 4]]
        if "until" in follows or any(child.lower_ in JUDGED for child in verb.children):
            return True
    if verb.lemma_ == "be" and any(child.dep_ == "prep" for child in verb.children):
        # "it was largely through his mediation that …"
        told = {child.dep_ for child in verb.children}
        if told & {"ccomp", "relcl", "advcl"} and not told & {"attr", "acomp"}:
            return any(word.lower_ == "that" for word in verb.doc[verb.i + 1 : verb.i + 14])
    if verb.lemma_ in {"be", "become", "remain", "take", "make"}:
        clausal = any(child.dep_ in {"ccomp", "xcomp", "csubj"} for child in verb.children)
        adjectives = [child for child in verb.children if child.dep_ in {"acomp", "attr"}]
        if any(child.lower_ in MINDS for child in adjectives):
            return False
        return bool(adjectives) and (
            clausal
            or any(
                inner.dep_ in {"xcomp", "ccomp", "relcl", "advcl"} for a in adjectives for inner in a.children
            )
        )
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    return passive and any(child.dep_ == "ccomp" for child in verb.children)


def owner_tokens(head: Token) -> list[Token]:
    """The tokens that say whose or which: modifiers and possessors before, "of" and "from" phrases after."""
    found = [child for child in head.children if child.i < head.i and child.dep_ in MARKERS]
    if head.dep_ == "compound" and head.head.i > head.i:
        # "an Indian army base": the adjective hangs on the base
        found += [
            child
            for child in head.head.children
            if child.i < head.i and child.dep_ in {"amod", "poss", "nmod"}
        ]
    if not head.children and head.dep_ == "conj":
        found += [
            child for child in head.head.children if child.i < head.head.i and child.dep_ in {"amod", "poss"}
        ]
    found = with_conjuncts(found)
    found += [
        noun for noun in prepositional(head, frozenset({"of", "from"})) for noun in with_conjuncts([noun])
    ]
    return [token for token in found if token != head]


def towards(head: Token) -> bool:
    """ "anti-Pakistan groups", "groups hostile to X"."""
    return any(
        (child.lower_ in {"anti", "pro"} or child.lower_.startswith(("anti-", "pro-")))
        or child.lower_ in {"hostile", "opposed", "loyal", "allied"}
        for child in head.children
        if child.dep_ in MARKERS
    )


def of_people(head: Token) -> bool:
    """ "A group of officials": the officials are the actors."""
    return any(noun.tag_ in {"NNS", "NNPS"} for noun in prepositional(head, frozenset({"of"})))


def is_description(head: Token) -> bool:
    """ "Designated as a terrorist group": what something is called, not a second actor."""
    return head.dep_ == "pobj" and head.head.lower_ == "as"


def of_words(head: Token) -> list[str]:
    """What may complete a role to its right ("of foreign affairs", "of staff"), longest first."""
    doc, stop = head.doc, head.i + 1
    if stop >= len(doc) or doc[stop].lower_ not in {"of", "for", "in"}:
        return []
    words: list[str] = []
    found: list[str] = []
    for number in range(stop, min(stop + 6, len(doc))):
        token = doc[number]
        if not token.is_alpha:
            break
        words.append(token.lower_)
        if len(words) > 1:
            found.append(" ".join(words))
    return found[::-1]


def restricted(token: Token) -> bool:
    """Whether something in the text narrows down who a noun means ("the men who …")."""
    return any(child.dep_ in {"relcl", "amod", "acl"} for child in token.children) or (
        token.i + 1 < len(token.doc)
        and token.nbor(1).lower_ in {"who", "responsible", "it", "behind", "he", "they"}
    )


def modified(head: Token) -> bool:
    """Whether an adjective, owner, number, preposition phrase or clause says more of a noun."""
    return any(child.dep_ in MARKERS or child.dep_ in {"prep", "relcl", "acl"} for child in head.children)


def both_before(head: Token) -> bool:
    """Whether "both" stands with a noun."""
    return any(child.lower_ == "both" for child in head.children)


def near(head: Token) -> bool:
    """Whether an adjective places a noun beside another party ("neighbouring", "rival")."""
    return any(
        child.lower_
        in {"neighboring", "neighbouring", "adjacent", "rival", "warring", "opposing", "hostile", "nuclear"}
        for child in head.children
    )


def phrase_mention(
    sentence: Sentence,
    head: Token,
    reference: Reference,
    how: str,
    form: str,
    *,
    number: Number = "one",
    definite: bool = False,
    kind: ActorKind = "unknown",
    confidence: float = 0.9,
) -> Referring:
    """A mention of the phrase that ends at ``head``, not yet resolved; a pronoun is its word alone."""
    first = head if reference == "pronoun" else phrase_start(head)
    return Referring(
        at(first), end(head), sentence, head, (), how, confidence, None, False, reference=reference,
        number=number, form=form, definite=definite, kind=kind,
    )  # fmt: skip
