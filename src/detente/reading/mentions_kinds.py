"""What a noun or pronoun may stand for before it is resolved, and the closed word classes that tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from spacy.tokens import Token

from detente.codes import ActorBook, ActorEntry, RoleEntry
from detente.crisis import ActorKind
from detente.reading.base import ActorMention, Sentence


def word_set(listed: str) -> frozenset[str]:
    """A set of words, written as a line of text."""
    return frozenset(listed.split())


Reference = Literal[
    "name",
    "person",
    "role",
    "pronoun",
    "set",
    "reciprocal",
    "definite",
    "relational",
    "generic",
    "ordinal",
    "speaker",
]
Number = Literal["one", "many", "either"]


@dataclass(slots=True, eq=False)
class Person:
    """A person of the document, however often named. ``id`` is fixed when the text has told who it is.

    ``bare`` are the places where the surname stands alone.
    """

    words: tuple[str, ...]
    names: dict[str, None] = field(default_factory=dict)
    seen: list[Referring] = field(default_factory=list)
    bare: list[int] = field(default_factory=list)
    entry: ActorEntry | None = None
    id: str | None = None

    @property
    def surname(self) -> str:
        return self.words[-1]


@dataclass(slots=True, eq=False)
class Referring(ActorMention):
    """A mention with what is needed to resolve it.

    ``owners`` are the tokens that say whose it is ("Iranian", "Pakistan's", "of Japan", "its"); ``form`` is
    the noun or pronoun in plain lower case; ``definite`` tells "the militants" from "four militants".
    ``count`` is the number of a set ("the four states"), 0 where none is said; ``also`` are members of the
    list that the parse cut off.
    """

    reference: Reference = "name"
    role: RoleEntry | None = None
    owners: list[Token] = field(default_factory=list)
    number: Number = "one"
    form: str = ""
    definite: bool = False
    kind: ActorKind = "unknown"
    person: Person | None = None
    entry: ActorEntry | None = None
    done: bool = False
    count: int = 0
    also: tuple[str, ...] = ()


DROPPED = "dropped"
"""What ``how`` says of a mention that turned out to be part of another."""

PRONOUNS: dict[str, Number] = {
    "it": "one", "its": "one", "itself": "one", "he": "one", "him": "one", "his": "one", "himself": "one",
    "she": "one", "her": "one", "hers": "one", "herself": "one", "they": "many", "them": "many",
    "their": "many", "theirs": "many", "themselves": "many",
}  # fmt: skip
PERSONAL = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
REFLEXIVE = frozenset({"itself", "himself", "herself", "themselves"})
POSSESSIVE = frozenset({"its", "his", "her", "their"})

SET_NOUNS = word_set(
    "nation country state government party side actor neighbour neighbor power rival adversary enemy "
    "foe belligerent opponent protagonist combatant disputant republic kingdom regime contender "
    "antagonist junta monarchy sheikhdom emirate dictatorship democracy"
)
"""Nouns that, with "both", "the two" or "each", stand for the pair the account is about."""

OFFICES = word_set(
    "leader premier president minister ambassador envoy general army force capital king emperor chancellor "
    "monarch emir sultan prince negotiator commander spokesman statesman"
)
"""Nouns that, with "both" or a number, stand for one holder in each state of a set."""

PARTAKERS = word_set("guarantor signatory mediator claimant participant partner member ally delegation")
"""Nouns that only with a number stand for a set of states told before ("the four guarantors")."""

STATE_NOUNS = word_set("country nation state kingdom republic sultanate emirate homeland island")
GROUP_NOUNS = word_set("group organization organisation movement militia network faction outfit")
RELATIONAL = word_set(
    "counterpart neighbour neighbor adversary rival enemy foe opponent ally opposite antagonist"
)
OPPOSED = word_set("adversary rival enemy foe opponent antagonist")

GENERIC: dict[str, ActorKind] = {
    **dict.fromkeys(word_set(
    "militant rebel insurgent terrorist guerrilla gunman fighter extremist separatist jihadist "
    "jihadi jihadis attacker assailant bomber secessionist mujahideen mujahedin mujahidin "
    "infiltrator hijacker mercenary guerilla irregular partisan raider saboteur captor kidnapper "
    "perpetrator culprit paramilitary fedayeen warlord pirate islamist fundamentalist invader occupier "
    "aggressor besieger blockader boycotter abductor"
),
        "armed group",
    ),
    **dict.fromkeys(word_set(
    "protester protestor demonstrator civilian people population refugee student worker crowd "
    "villager resident citizen inhabitant mob rioter settler individual victim hostage prisoner "
    "striker exile migrant tribesman tribe youth passenger informer informant dissident fisherman "
    "farmer peasant"
),
        "population",
    ),
    **dict.fromkeys(word_set(
    "press newspaper journalist reporter broadcaster correspondent"
), "media"),
    **dict.fromkeys(word_set(
    "analyst observer expert commentator critic source"
), "unknown"),
    **dict.fromkeys(word_set(
    "country nation state neighbour neighbor ally power"
), "state"),
    **dict.fromkeys(word_set(
    "politician mediator negotiator delegate"
), "official"),
}  # fmt: skip
"""Nouns that name actors without a name of their own, with their kind."""

RANKS = word_set(
    "general lieutenant colonel major captain admiral brigadier marshal commander commodore sergeant "
    "corporal gen gen. lt lt. col col. maj maj. adm adm. brig brig. sgt sgt. capt capt. cdr "
    "vice-admiral"
)
SOLDIERS = RANKS | word_set(
    "soldier serviceman trooper paratrooper commando marine conscript reservist officer chief "
    "veteran gunner infantryman guardsman sniper cadet policeman constable bodyguard guard adviser "
    "advisor official commander-in-chief agent airman"
)

COLLECTIVE = word_set(
    "group organization organisation network movement faction element outfit cell band unit gang "
    "militia cadre force leader member supporter sympathizer sympathiser operative activist agent "
    "proxy camp commander regime party column army wing"
)
"""Nouns that need a describing word ("separatist organizations") to be an actor of their own."""

DESCRIBING: dict[str, str] = {
    "militant": "MILITANTS", "militants": "MILITANTS", "terrorist": "TERRORISTS", "terror": "TERRORISTS",
    "separatist": "SEPARATISTS", "secessionist": "SEPARATISTS", "rebel": "REBELS", "insurgent": "INSURGENTS",
    "guerrilla": "GUERRILLAS", "guerilla": "GUERRILLAS", "extremist": "EXTREMISTS", "jihadist": "JIHADISTS",
    "islamist": "ISLAMISTS", "opposition": "OPPOSITION", "resistance": "RESISTANCE", "armed": "ARMED_GROUPS",
    "tribal": "TRIBES", "paramilitary": "PARAMILITARIES", "proxy": "PROXIES", "sectarian": "SECTARIANS",
    "dissident": "DISSIDENTS", "hostile": "HOSTILE_GROUPS", "communist": "COMMUNISTS", "leftist": "LEFTISTS",
    "nationalist": "NATIONALISTS", "mercenary": "MERCENARIES", "anti-government": "ANTIGOVERNMENT",
    "antigovernment": "ANTIGOVERNMENT", "fundamentalist": "FUNDAMENTALISTS", "irredentist": "IRREDENTISTS",
    "royalist": "ROYALISTS", "loyalist": "LOYALISTS", "exile": "EXILES", "student": "STUDENTS",
}  # fmt: skip

PARTS = word_set(
    "member element part faction head leader supporter fighter cadre operative section "
    "representative official commander number majority some many most all one group wing remnant "
    "troop force none any each citizen people handful dozen hundred thousand"
)
"""Nouns that stand for (part of) what their of-phrase or modifier names."""

DESCRIPTORS = word_set(
    "agency organization organisation group network regime movement party militia leadership "
    "government force fighter member militant guerrilla guerilla rebel troop leader element cadre "
    "operative gunman unit terrorist insurgent establishment apparatus side delegation authority "
    "faction soldier combatant command official representative army men camp administration council "
    "committee alliance coalition rebel movement supporter personnel guerrillas"
)
"""Nouns that after the name of a group or an organ stand for that group or organ ("the Taliban regime")."""

REGIONS = frozenset({"region", "area", "subcontinent", "continent", "peninsula", "border region"})
WORLD = frozenset(
    {"international community", "world community", "global community", "world", "world opinion"}
)

COUNTS = {word: number for number, word in enumerate(
    "two three four five six seven eight nine ten eleven twelve".split(), 2
)} | {str(number): number for number in range(2, 13)}  # fmt: skip
"""Numbers of a set that can be told one by one."""
TOGETHER = {"duo": 2, "twosome": 2, "trio": 3, "troika": 3, "threesome": 3, "quartet": 4, "foursome": 4,
            "quintet": 5}  # fmt: skip
"""Nouns for so many together."""

COUNTED = word_set(
    "several many various some numerous other few certain most multiple different dozen hundred "
    "thousand all additional more"
)


YEAR = re.compile(r"(?<![\d.,#-])(1[89]\d\d|20\d\d)(?![\d%]|[.,]\d)")


def document_year(text: str, published: str | None) -> int | None:
    """The year an account is about: the one it names most (the later of equals), else that of publication.

    A year after publication does not count.
    """
    limit = int(published[:4]) if published and published[:4].isdigit() else 9999
    named = Counter(int(match.group(1)) for match in YEAR.finditer(text) if int(match.group(1)) <= limit)
    if named:
        return max(named, key=lambda year: (named[year], year))
    return limit if limit < 9999 else None


def left_words(head: Token, reach: int = 8) -> list[Token]:
    """The words of the phrase to the left of ``head`` and the head, without punctuation, in text order."""
    first = max(head.left_edge.i, head.i - reach)
    doc = head.doc
    return [doc[i] for i in range(first, head.i + 1) if not doc[i].is_punct and not doc[i].is_space]


def phrase_start(head: Token, reach: int = 10, *, inside: bool = True) -> Token:
    """The first word of a noun phrase: determiner, possessor, adjectives and compounds before the head."""
    edge = head.left_edge.i if inside else head.sent.start if head.sent is not None else 0
    doc, first, limit = head.doc, head.i, max(edge, head.i - reach)
    for number in range(head.i - 1, limit - 1, -1):
        token = doc[number]
        if token.pos_ in {"DET", "ADJ", "NOUN", "PROPN", "NUM"} or token.tag_ in {
            "PRP$",
            "VBN",
            "VBG",
            "RBR",
            "RBS",
            "PDT",
        }:
            if token.ent_type_ in {"DATE", "TIME"}:
                break
            first = number
            if token.tag_ in {"PRP$"} or (token.pos_ == "DET" and token.lower_ in {"the", "a", "an"}):
                before = doc[number - 1] if number > limit else None
                if before is not None and before.lower_ in {"both", "all", "half"}:
                    first = number - 1
                break
        elif token.tag_ not in {"POS", "HYPH", "CC", "RB"} and token.text not in {"-", ","}:
            break
    return doc[first]


def plain(token: Token) -> str:
    """The lemma in lower case (the small model keeps the plural of capitalised nouns)."""
    word: str = token.lower_
    if token.pos_ == "PROPN" and word.endswith("s") and len(word) > 4 and not word.endswith("ss"):
        return word[:-1]
    lemma: str = token.lemma_.lower()
    return lemma or word


@lru_cache(maxsize=8)
def role_endings(book: ActorBook) -> frozenset[str]:
    """The last words of all roles, so that most words need no look-up."""
    return frozenset(re.split(r"[ -]", role.form.lower())[-1] for role in book.roles())


def tagged(sentence: Sentence, labels: frozenset[str]) -> Iterator[list[Token]]:
    """The stretches that the tagger marked with one of these labels (``Span.ents`` walks the whole text)."""
    words: list[Token] = []
    for token in sentence.tokens:
        if words and token.ent_iob_ != "I":
            yield words
            words = []
        if token.ent_type_ in labels and (words or token.ent_iob_ == "B"):
            words.append(token)
    if words:
        yield words


def personal(role: RoleEntry) -> bool:
    """Whether a role noun names one person ("the army chief"), not a body ("the army")."""
    if role.kind in {"official", "diplomat", "person"}:
        return True
    return role.kind == "military" and (
        role.suffix.endswith("CHIEF") or re.split(r"[ -]", role.form.lower())[-1] in SOLDIERS
    )


def number_of(head: Token) -> Number:
    """Singular or plural, from the tag, the determiner and a number."""
    if head.tag_ in {"NNS", "NNPS"}:
        return "many"
    return "one"


def determiner(head: Token) -> str:
    """The determiner or first quantifier of the phrase in lower case, or nothing."""
    for child in head.children:
        if child.i < head.i and child.dep_ in {"det", "predet"}:
            word: str = child.lower_
            return word
    return ""


def has_count(head: Token) -> str | None:
    """The number word of the phrase ("two", "4"), if any."""
    return next(
        (child.lower_ for child in head.children if child.dep_ == "nummod" and child.i < head.i), None
    )


def prepositional(head: Token, words: frozenset[str]) -> Iterator[Token]:
    """The nouns that follow ``head`` by one of these prepositions; "of" right after it is always its own."""
    after = list(head.children)
    if (
        head.i + 1 < len(head.doc)
        and (beside := head.nbor(1)).lower_ in {"of", "within"}
        and beside.head != head
    ):
        after.append(beside)
    for child in after:
        if child.dep_ in {"prep", "agent"} and child.lower_ in words:
            for noun in child.children:
                if noun.dep_ == "pobj":
                    yield noun


def with_conjuncts(tokens: list[Token]) -> list[Token]:
    """The tokens and those coordinated with them ("Indian and Pakistani"), in text order."""
    found: list[Token] = []
    stack = list(tokens)
    while stack and len(found) < 12:
        token = stack.pop()
        if token not in found:
            found.append(token)
            stack.extend(child for child in token.children if child.dep_ == "conj")
    return sorted(found, key=lambda each: each.i)
