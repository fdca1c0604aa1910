"""Where a clause really hangs that a parser hung on an inner verb.

"Denied that it had laid mines and suggested …": who suggests is who denied. "Urged them to yield, arguing
that …": who argues is who urged.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.base import Predicate

FINITE = frozenset({"VBD", "VBZ", "VBP"})
CLIMB = 8
INNER = frozenset(
    {"ccomp", "xcomp", "advcl", "acl", "pcomp", "relcl", "conj", "prep", "dobj", "pobj", "oprd"}
)


def outer_head(predicate: Predicate, node: Token, link: str, head: Token) -> Token | None:
    """The word that a joined verb, a speaker's participle or an item belongs to where the parser erred."""
    if link == "appos" and _is_list(node):
        # "demanded damages, the release of X and an apology"
        return _item_before(node, head) if head.pos_ == "VERB" else head
    if link == "conj":
        return _finite_above(node, head) if _is_misjoined(node, head) else None
    if node is predicate.token and link in {"advcl", "xcomp", "acl"} and speaks_aside(predicate, node):
        return _speaking_above(head)
    return None


def _is_misjoined(node: Token, head: Token) -> bool:
    """A finite verb joined to one that is not: "accused him of planning it and called on …"."""
    if node.tag_ not in FINITE or head.pos_ not in {"VERB", "AUX"}:
        return False
    if any(child.dep_ in {"aux", "auxpass", "nsubj", "nsubjpass", "mark"} for child in node.children):
        return False
    auxiliaries = [child for child in head.children if child.dep_ == "aux"]
    if head.tag_ in {"VB", "VBG"}:
        return node.tag_ != "VBP" or not auxiliaries
    # "denies that X has laid mines and suggests": the tense is that of the verb above
    return (
        node.tag_ == "VBZ"
        and head.tag_ == "VBN"
        and any(each.lower_ in {"has", "have"} for each in auxiliaries)
    )


def _finite_above(node: Token, head: Token) -> Token | None:
    above = head
    for _ in range(CLIMB):
        if above.head == above or above.dep_ not in INNER:
            return None
        above = above.head
        if above.tag_ == node.tag_ and above.pos_ == "VERB":
            return above
    return None


def speaks_aside(predicate: Predicate, node: Token) -> bool:
    """ "…, arguing that", "…, adding": a participle of saying behind a comma."""
    return predicate.layer == "say" and node.tag_ == "VBG" and node.i > 0 and node.nbor(-1).text == ","


def _speaking_above(head: Token) -> Token | None:
    above = head
    for _ in range(CLIMB):
        if above.head == above:
            return None
        inner = above.dep_ in {"xcomp", "ccomp"}
        above = above.head
        if inner and above.pos_ == "VERB":
            return above
    return None


def _is_list(noun: Token) -> bool:
    """ "…, the release of X and an apology": an apposition that opens or goes on with a list."""
    return any(child.dep_ == "conj" for child in noun.children)


def _item_before(noun: Token, verb: Token) -> Token | None:
    """ "Provided for a truce, a withdrawal and …": the item hung on the verb belongs to the one before."""
    found = None
    for child in verb.children:
        if verb.i < child.i < noun.i and child.dep_ == "dobj":
            found = child
        elif verb.i < child.i < noun.i and child.dep_ == "prep":
            found = next((each for each in child.children if each.dep_ == "pobj"), found)
    return found
