"""Role nouns, generic groups, sets, definite descriptions and pronouns: what is to be resolved."""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes.actor_tables import RoleEntry
from detente.crisis import ActorKind
from detente.reading.base import Reading, Sentence, at, end
from detente.reading.mentions_kinds import (
    COLLECTIVE,
    DESCRIBING,
    DESCRIPTORS,
    GENERIC,
    GROUP_NOUNS,
    PARTS,
    POSSESSIVE,
    PRONOUNS,
    REGIONS,
    RELATIONAL,
    SET_NOUNS,
    STATE_NOUNS,
    WORLD,
    Number,
    Reference,
    Referring,
    determiner,
    has_count,
    left_words,
    number_of,
    personal,
    phrase_start,
    plain,
    prepositional,
    with_conjuncts,
)
from detente.reading.mentions_names import Covered, is_attributive

MARKERS = frozenset({"amod", "compound", "nmod", "poss", "npadvmod", "nummod"})
BOTH = frozenset({"both", "each", "either", "neither"})
OWNING = frozenset({"of", "from", "within", "inside"})
UNLIKELY = frozenset("television radio broadcast national majority subject union source report".split())
ADJECTIVAL = frozenset("terrorist extremist separatist militant islamist jihadist fundamentalist".split())
TOPICS = frozenset(
    "intelligence security administration state crew power aircraft helicopter drone court public bank".split()
)
LOOSE = frozenset({"GROUP", "IGO", "BUS", "LAB", "NGO"})
WEAK_ROLES = frozenset({"party", "people", "source", "state", "power", "person", "man", "woman", "member"})


class Nouns:
    """Finds the mentions of a sentence that are no names. ``covered`` are the tokens of names."""

    def __init__(self, reading: Reading, covered: Covered) -> None:
        self.reading = reading
        self.covered = covered
        self._roles: dict[str, RoleEntry | None] = {}

    def find(self, sentence: Sentence) -> None:
        used: set[int] = set()
        for token in reversed(list(sentence.tokens)):
            if token.i in used or token.is_space or token.is_punct:
                continue
            mention = self._pronoun(sentence, token)
            if mention is None and token.pos_ in {"NOUN", "PROPN", "ADJ", "DET", "PRON", "NUM", "ADP"}:
                mention = self._noun(sentence, token, used)
            if mention is not None:
                self.reading.add_mention(mention)

    def _pronoun(self, sentence: Sentence, token: Token) -> Referring | None:
        word = token.lower_
        if word in PRONOUNS and token.tag_ in {"PRP", "PRP$"}:
            if word == "it" and is_pleonastic(token):
                return None
            how = "possessive" if token.tag_ == "PRP$" or word in POSSESSIVE else "pronoun"
            return self._made(sentence, token, "pronoun", how, word, number=PRONOUNS[word])
        if word in {"other", "another"} and token.i > sentence.tokens.start:
            before = token.nbor(-1).lower_
            if (before, word) in {("each", "other"), ("one", "another")}:
                made = self._made(
                    sentence, token, "reciprocal", "reciprocal", f"{before} {word}", number="many"
                )
                made.start = at(token.nbor(-1))
                return made
            if before == "the" and word == "other" and token.dep_ in {"nsubj", "pobj", "dobj", "nsubjpass"}:
                return self._made(sentence, token, "relational", "relational", "the other", definite=True)
        if (
            word in {"former", "latter"}
            and token.dep_ not in {"amod", "compound"}
            and determiner(token) == "the"
        ):
            return self._made(sentence, token, "ordinal", "set", word, definite=True)
        if (
            word in {"former", "latter"}
            and token.i + 1 < sentence.tokens.end
            and token.nbor(1).lower_ in {"'s", "’s"}
        ):
            return self._made(sentence, token, "ordinal", "set", word, definite=True)
        alone = token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"} and not any(
            child.dep_ in {"prep", "relcl", "conj"} for child in token.children
        )
        if alone and (word in BOTH or (word == "two" and determiner(token) == "the")):
            return self._made(sentence, token, "set", "set", word, number="many", definite=True)
        if word == "those" and token.dep_ not in {"det", "predet"} and _restricted(token):
            return self._free_relative(sentence, token)
        return None

    def _free_relative(self, sentence: Sentence, token: Token) -> Referring:
        made = self._made(sentence, token, "generic", "generic", "those", number="many")
        last = max(token.subtree, key=lambda each: each.i)
        made.end, made.kind = end(last), "unknown"
        return made

    def _noun(self, sentence: Sentence, head: Token, used: set[int]) -> Referring | None:
        known = self.covered.get(at(head))
        if head.pos_ not in {"NOUN", "PROPN", "ADJ"} or (
            known is not None and known.kind not in {"military", "government"}
        ):
            return None
        if known is not None and not self._spans_organ(head, known):
            return None
        words = left_words(head)
        role, size = self._role(words)
        if known is not None and (role is None or size < 2):
            return None
        if head.pos_ == "ADJ" and role is None:
            return None
        noun = plain(head)
        attributive = is_attributive(head)
        if attributive and (head.pos_ != "NOUN" or (role is not None and role.suffix in LOOSE)):
            return None
        if attributive and (
            (role is None and noun not in GENERIC)
            or noun in ADJECTIVAL
            or (role is not None and _is_topic(role))
        ):
            return None
        if role is not None and role.suffix in LOOSE and noun not in GENERIC and noun not in COLLECTIVE:
            role, size = None, 0
        mention = self._set(sentence, head, noun) if not attributive else None
        mention = mention or self._collective(sentence, head, noun, words, role)
        if mention is None and role is not None and not role.generic:
            mention = self._of_role(sentence, head, noun, role)
        if mention is None:
            return None
        mention.attributive = attributive
        if role is not None:
            self._use(head, size, used)
        if mention.reference == "generic":
            used.update(word.i for word in words[:-1] if word.lower_ in DESCRIBING or word.lower_ in GENERIC)
        if mention.role is not None and mention.role.kind == "military":
            used.update(word.i for word in words[:-1] if self._is_force(word))
        return mention

    def _is_force(self, word: Token) -> bool:
        role = self._look_up(word.lower_)
        return role is not None and role.kind == "military" and word.pos_ == "NOUN"

    def _spans_organ(self, head: Token, known: Referring) -> bool:
        """Whether a longer role ("Pakistani Army chief") goes past the organ that was found as a name."""
        return known.end < end(head)

    def _use(self, head: Token, size: int, used: set[int]) -> None:
        number, left = head.i, size
        while left > 0 and number >= 0:
            token = head.doc[number]
            if not token.is_punct and not token.is_space:
                used.add(number)
                left -= 1
            number -= 1

    def _role(self, words: list[Token]) -> tuple[RoleEntry | None, int]:
        """The longest role whose words end at the head, and of how many words it is."""
        tail = words[-5:]
        lemma = plain(tail[-1])
        after = _of_words(tail[-1])
        for size in range(len(tail), 0, -1):
            front = " ".join(token.lower_ for token in tail[len(tail) - size : -1])
            for last in (*(f"{tail[-1].lower_} {more}" for more in after), tail[-1].lower_, lemma):
                role = self._look_up(f"{front} {last}".strip())
                if role is not None:
                    return role, size
        return None, 0

    def _look_up(self, form: str) -> RoleEntry | None:
        if form not in self._roles:
            self._roles[form] = self.reading.books.actors.role(form)
        return self._roles[form]

    def _set(self, sentence: Sentence, head: Token, noun: str) -> Referring | None:
        """ "both nations", "the two countries", "each side", "the region", "his counterpart"."""
        word, many = determiner(head), number_of(head) == "many"
        count = has_count(head)
        text = " ".join(token.lower_ for token in left_words(head)[-3:])
        if any(text.endswith(each) for each in WORLD) and head.lower_ in {"community", "opinion"}:
            return self._made(sentence, head, "definite", "generic", "international community", definite=True)
        if noun in REGIONS and word in {"the", "this", "that"} and not _has_name(head):
            return None
        named = any(child.dep_ in MARKERS and self._named(child) is not None for child in head.children)
        if named and noun not in RELATIONAL:
            return None
        if noun in SET_NOUNS or noun in {
            "leader",
            "premier",
            "president",
            "minister",
            "army",
            "force",
            "capital",
        }:
            if word in BOTH or (many and (count == "two" or _both_before(head))):
                return self._made(sentence, head, "set", "set", noun, number="many", definite=True)
            if (
                word in {"the", "these", "those"}
                and many
                and count is None
                and noun in SET_NOUNS - {"government", "power"}
            ):
                if not any(child.dep_ in {"amod", "relcl", "prep"} for child in head.children) or _near(head):
                    return self._made(
                        sentence, head, "set", "set", noun, number="many", definite=True, confidence=0.7
                    )
        if noun in {"side", "party"}:
            if word == "the" and any(child.lower_ in {"other", "opposing"} for child in head.children):
                return self._made(sentence, head, "relational", "relational", "the other", definite=True)
            return None if noun == "side" else self._definite_group(sentence, head, noun, word, many)
        if noun in RELATIONAL and not (many and not _owner_tokens(head)):
            owners = _owner_tokens(head)
            if owners or word == "the":
                made = self._made(sentence, head, "relational", "relational", noun, definite=True)
                made.owners, made.number = owners, "many" if many else "one"
                return made
        if noun in STATE_NOUNS and head.pos_ == "NOUN" and not many and word in {"the", "this", "that"}:
            if not any(child.dep_ in {"relcl"} for child in head.children):
                return self._made(
                    sentence, head, "definite", "definite", "country", definite=True, kind="state"
                )
            return None
        return self._definite_group(sentence, head, noun, word, many)

    def _definite_group(
        self, sentence: Sentence, head: Token, noun: str, word: str, many: bool
    ) -> Referring | None:
        bare = not any(
            child.dep_ in {"amod", "compound", "nmod", "relcl", "acl", "poss"}
            or (child.dep_ == "prep" and child.lower_ == "of")
            for child in head.children
        )
        if noun in GROUP_NOUNS | {"party"} and not many and word in {"the", "this", "that"} and bare:
            return self._made(
                sentence, head, "definite", "definite", "group", definite=True, kind="armed group"
            )
        return None

    def _collective(
        self, sentence: Sentence, head: Token, noun: str, words: list[Token], role: RoleEntry | None
    ) -> Referring | None:
        """Named groups with a describing noun ("JeM members"), parts of a whole, and generic groups."""
        owners = _owner_tokens(head)
        named = [
            token
            for token in owners
            if (name := self._named(token)) is not None and name.kind not in {"state", "place", "official"}
        ]
        if (
            named
            and noun in DESCRIPTORS
            and not (role is not None and role.kind == "official" and number_of(head) == "one")
        ):
            made = self._made(sentence, head, "role", "role", noun, number="either", kind="armed group")
            made.owners, made.role = named, role
            return made
        if (
            role is not None
            and not role.generic
            and (len(role.form.split()) > 1 or noun not in COLLECTIVE | PARTS)
        ):
            return None
        hostile = _towards(head)
        describing = next((DESCRIBING[w.lower_] for w in words[:-1] if w.lower_ in DESCRIBING), None)
        if (
            noun in PARTS and not describing and (role is None or noun in WEAK_ROLES or role.generic)
        ) or noun == "number":
            inside = [noun_ for noun_ in prepositional(head, frozenset({"of", "within", "in", "from"}))]
            if inside and (
                noun in {"number", "member", "element", "part", "majority", "some", "most", "many", "one"}
            ):
                made = self._made(sentence, head, "role", "role", noun, number="many", kind="unknown")
                made.owners, made.role = inside, None
                return made if noun != "number" else None
        if (role is not None and role.generic) or noun in GENERIC:
            return self._generic(
                sentence, head, noun, role, GENERIC.get(noun) or (role.kind if role else "unknown")
            )
        if (
            noun in COLLECTIVE
            and (describing or hostile)
            and (role is None or noun not in {"leader", "commander"})
        ):
            return self._generic(sentence, head, noun, None, "armed group")
        if noun in {"group", "organization", "organisation"} and number_of(head) == "many":
            return self._generic(sentence, head, noun, None, "unknown")
        return None

    def _generic(
        self, sentence: Sentence, head: Token, noun: str, role: RoleEntry | None, kind: ActorKind
    ) -> Referring | None:
        word, many = (
            determiner(head),
            number_of(head) == "many" or noun in {"people", "media", "public", "press"},
        )
        if (kind == "state" and not many) or _is_description(head):
            return None
        if (noun in {"media", "medium", "community"} or head.lower_ == "media") and any(
            child.lower_ in {"social", "mass"} for child in head.children
        ):
            return None
        if noun in UNLIKELY or (
            kind == "population" and not many and head.lower_ not in {"crowd", "mob", "population"}
        ):
            return None
        if not many and noun in {
            "people",
            "power",
            "source",
            "individual",
            "person",
            "man",
            "woman",
            "child",
            "national",
        }:
            return None
        made = self._made(
            sentence, head, "generic", "generic", noun, number="many" if many else "one", kind=kind
        )
        made.role, made.owners = role, _owner_tokens(head)
        made.definite = word in {"the", "these", "those", "this", "that"}
        return made

    def _of_role(self, sentence: Sentence, head: Token, noun: str, role: RoleEntry) -> Referring | None:
        many = number_of(head) == "many"
        word = determiner(head)
        if noun in WEAK_ROLES or (head.tag_ == "JJ" and head.dep_ in {"amod", "acomp"}):
            return None
        made = self._made(sentence, head, "role", "role", role.form.lower(), kind=role.kind)
        made.role, made.owners = role, _owner_tokens(head)
        made.number = "many" if many else "one" if personal(role) else "either"
        made.definite = word in {"the", "this", "that", "these", "those"} or bool(made.owners)
        return made

    def _named(self, token: Token) -> Referring | None:
        return self.covered.get(at(token))

    def _made(
        self,
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
        first = head if reference == "pronoun" else phrase_start(head)
        return Referring(
            at(first), end(head), sentence, head, (), how, confidence, None, False, reference=reference,
            number=number, form=form, definite=definite, kind=kind,
        )  # fmt: skip


def is_pleonastic(token: Token) -> bool:
    """Whether "it" stands for nothing ("it is clear that", "it seems")."""
    if token.dep_ == "expl":
        return True
    verb = token.head
    if token.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    if verb.lemma_ in {"seem", "appear", "happen", "transpire", "rain"}:
        return not any(child.dep_ in {"xcomp", "oprd", "acomp"} for child in verb.children)
    if verb.lemma_ in {"be", "become", "remain", "take", "make"}:
        clausal = any(child.dep_ in {"ccomp", "xcomp", "csubj"} for child in verb.children)
        adjectives = [child for child in verb.children if child.dep_ in {"acomp", "attr"}]
        return bool(adjectives) and (
            clausal
            or any(
                inner.dep_ in {"xcomp", "ccomp", "relcl", "advcl"} for a in adjectives for inner in a.children
            )
        )
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    return passive and any(child.dep_ == "ccomp" for child in verb.children)


def _owner_tokens(head: Token) -> list[Token]:
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
    return [token for token in found if token is not head]


def _towards(head: Token) -> bool:
    """ "anti-Pakistan groups", "groups hostile to X"."""
    return any(
        (child.lower_ in {"anti", "pro"} or child.lower_.startswith(("anti-", "pro-")))
        or child.lower_ in {"hostile", "opposed", "loyal", "allied"}
        for child in head.children
        if child.dep_ in MARKERS
    )


def _is_topic(role: RoleEntry) -> bool:
    """Whether a role noun before another noun names a field, not an actor ("intelligence operation")."""
    return role.form.lower() in TOPICS


def _is_description(head: Token) -> bool:
    """ "Designated as a terrorist group": what something is called, not a second actor."""
    return head.dep_ == "pobj" and head.head.lower_ == "as"


def _of_words(head: Token) -> list[str]:
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


def _restricted(token: Token) -> bool:
    return any(child.dep_ in {"relcl", "amod", "acl"} for child in token.children) or (
        token.i + 1 < len(token.doc)
        and token.nbor(1).lower_ in {"who", "responsible", "it", "behind", "he", "they"}
    )


def _has_name(head: Token) -> bool:
    return any(child.pos_ == "PROPN" for child in head.children)


def _both_before(head: Token) -> bool:
    return any(child.lower_ == "both" for child in head.children)


def _near(head: Token) -> bool:
    return any(
        child.lower_
        in {"neighboring", "neighbouring", "adjacent", "rival", "warring", "opposing", "hostile", "nuclear"}
        for child in head.children
    )
