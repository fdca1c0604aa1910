"""Role nouns, generic groups, sets, definite descriptions and pronouns: what is to be resolved."""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import RoleEntry
from detente.crisis import ActorKind
from detente.reading.base import Reading, Sentence, at, end
from detente.reading.mentions_kinds import (
    COLLECTIVE,
    COUNTS,
    DESCRIBING,
    DESCRIPTORS,
    GENERIC,
    GROUP_NOUNS,
    OFFICES,
    PARTAKERS,
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
    word_set,
)
from detente.reading.mentions_names import Covered, is_attributive
from detente.reading.mentions_phrases import (
    ABSTRACT,
    MARKERS,
    both_before,
    is_description,
    is_no_body,
    is_pleonastic,
    modified,
    near,
    of_people,
    of_words,
    owner_tokens,
    restricted,
    shared_owner,
    towards,
)

BOTH = frozenset({"both", "each", "either", "neither"})
WORLDWIDE = frozenset({"global", "international", "worldwide"})
VOICES = word_set(
    "call condemnation outcry appeal criticism pressure demand concern outrage opinion consensus "
    "sympathy support disapproval censure protest reaction mediation"
)
"""Nouns whose "international" stands for the international community as the one who speaks."""
UNLIKELY = word_set("television radio broadcast national man majority subject union source report")
ADJECTIVAL = word_set("terrorist extremist separatist militant islamist jihadist fundamentalist")
TOPICS = word_set(
    "intelligence security administration state crew power aircraft helicopter drone court public bank"
)
LOOSE = frozenset({"GROUP", "IGO", "BUS", "LAB", "NGO"})
LOOSE_OFFICES = frozenset({"ENVOY", "DIPL", "SPOX", "OFF", "ADV", "AGENT"})
"""Offices that "as" only says somebody served as ("acted as mediators")."""
NARROWING = frozenset({"of", "from", "with", "to", "for", "within"})
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
        the_two = (
            word == "two"
            and determiner(token) == "the"
            and token.dep_ in {"nsubj", "nsubjpass"}
            and not any(child.dep_ in {"acl", "amod"} for child in token.children)
        )
        if alone and (word in BOTH or the_two):
            return self._made(sentence, token, "set", "set", word, number="many", definite=True)
        if word == "those" and token.dep_ not in {"det", "predet"} and restricted(token):
            return self._free_relative(sentence, token)
        return None

    def _free_relative(self, sentence: Sentence, token: Token) -> Referring:
        made = self._made(sentence, token, "generic", "generic", "those", number="many")
        last = max(token.subtree, key=lambda each: each.i)
        made.end, made.kind = end(last), "unknown"
        return made

    def _noun(self, sentence: Sentence, head: Token, used: set[int]) -> Referring | None:
        if head.lower_ in WORLDWIDE and head.dep_ == "amod" and head.head.lemma_.lower() in VOICES:
            world = self._made(
                sentence, head, "definite", "generic", "international community", definite=True
            )
            world.attributive = True
            return world
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
        if attributive and noun == "regime" and is_no_body(head, noun, role):
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
        if mention.reference == "set" and mention.form in OFFICES:
            mention.role = role
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
        after = of_words(tail[-1])
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
        if noun in REGIONS and word in {"the", "this", "that"} and not modified(head):
            return self._made(sentence, head, "definite", "place", "region", definite=True, kind="place")
        named = any(child.dep_ in MARKERS and self._named(child) is not None for child in head.children)
        if named and noun not in RELATIONAL:
            return None
        if noun in SET_NOUNS | OFFICES | PARTAKERS:
            if word in BOTH or (many and (count in {"two", "2"} or both_before(head))):
                made = self._made(sentence, head, "set", "set", noun, number="many", definite=True)
                made.count = 2
                return made
            if many and COUNTS.get(count or "", 0) > 2 and self._is_told(head, word):
                made = self._made(sentence, head, "set", "set", noun, number="many", definite=True)
                made.count = COUNTS[count or ""]
                return made
            plain_set = near(head) or not any(
                child.dep_ in {"amod", "relcl"} or (child.dep_ == "prep" and child.lower_ in NARROWING)
                for child in head.children
            )
            pointing = word in {"the", "these", "those"} and many and count is None and noun not in PARTAKERS
            if pointing and plain_set and noun in SET_NOUNS - {"government", "power"}:
                return self._made(
                    sentence, head, "set", "set", noun, number="many", definite=True, confidence=0.7
                )
        if noun in {"side", "party"}:
            if word == "the" and any(child.lower_ in {"other", "opposing"} for child in head.children):
                return self._made(sentence, head, "relational", "relational", "the other", definite=True)
            return None if noun == "side" else self._definite_group(sentence, head, noun, word, many)
        if noun in RELATIONAL and not (many and not owner_tokens(head)):
            owners = owner_tokens(head)
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

    def _is_told(self, head: Token, word: str) -> bool:
        """Whether a number of things is one told before: "the four states", "all four", not "four states"."""
        if any(child.lower_ in {"other", "more", "further", "additional", "new"} for child in head.children):
            return False
        return word in {"the", "these", "those", "all"} and not any(
            child.dep_ == "relcl" and child.left_edge.i == head.i + 1 for child in head.children
        )

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
        owners = owner_tokens(head)
        named = [
            token
            for token in owners
            if (name := self._named(token)) is not None and name.kind not in {"state", "place", "official"}
        ]
        if (
            named
            and not (noun in ABSTRACT and is_no_body(head, noun, role))
            and noun in DESCRIPTORS
            and not (role is not None and role.kind == "official" and number_of(head) == "one")
        ):
            made = self._made(sentence, head, "role", "role", noun, number="either", kind="armed group")
            made.owners, made.role = named, role
            return made
        if role is not None and not role.generic:
            of_state = any((name := self._named(token)) and name.kind == "state" for token in owners)
            if (role.kind == "military" and of_state) or len(role.form.split()) > 1:
                return None
            if noun not in COLLECTIVE | PARTS:
                return None
        hostile = towards(head)
        if noun in ABSTRACT and is_no_body(head, noun, role):
            return None
        describing = next((DESCRIBING[w.lower_] for w in words[:-1] if w.lower_ in DESCRIBING), None)
        if (
            noun in PARTS and not describing and (role is None or noun in WEAK_ROLES or role.generic)
        ) or noun == "number":
            inside = list(prepositional(head, frozenset({"of", "within", "in", "from"})))
            if inside and (
                noun in {"number", "member", "element", "part", "majority", "some", "most", "many", "one"}
            ):
                made = self._made(sentence, head, "role", "role", noun, number="many", kind="unknown")
                made.owners, made.role = inside, None
                return made if noun != "number" else None
        if noun == "group" and of_people(head):
            return None
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
        if (
            noun in {"group", "organization", "organisation"}
            and number_of(head) == "many"
            and not of_people(head)
        ):
            return self._generic(sentence, head, noun, None, "unknown")
        return None

    def _generic(
        self, sentence: Sentence, head: Token, noun: str, role: RoleEntry | None, kind: ActorKind
    ) -> Referring | None:
        word, many = (
            determiner(head),
            number_of(head) == "many" or noun in {"people", "media", "public", "press"},
        )
        if (kind == "state" and not many) or is_description(head) or is_no_body(head, noun, role):
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
        made.role, made.owners = role, owner_tokens(head)
        made.definite = word in {"the", "these", "those", "this", "that"}
        return made

    def _of_role(self, sentence: Sentence, head: Token, noun: str, role: RoleEntry) -> Referring | None:
        many = number_of(head) == "many"
        word = determiner(head)
        if noun in WEAK_ROLES or (head.tag_ == "JJ" and head.dep_ in {"amod", "acomp"}):
            return None
        if is_description(head) and role.suffix in LOOSE_OFFICES and not word:
            return None
        if is_no_body(head, noun, role) or self._inside_role(head):
            return None
        made = self._made(sentence, head, "role", "role", role.form.lower(), kind=role.kind)
        made.role, made.owners = role, owner_tokens(head) or shared_owner(head)
        made.number = "many" if many else "one" if personal(role) else "either"
        made.definite = word in {"the", "this", "that", "these", "those"} or bool(made.owners)
        return made

    def _inside_role(self, head: Token) -> bool:
        """Whether a noun ends a longer office ("Chief" in "Commander in Chief")."""
        if head.i < 2 or head.nbor(-1).lower_ not in {"in", "of"}:
            return False
        before = head.nbor(-2)
        whole = f"{before.lower_} {head.nbor(-1).lower_} {head.lower_}"
        return before.is_alpha and self._look_up(whole) is not None

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


def _is_topic(role: RoleEntry) -> bool:
    """Whether a role noun before another noun names a field, not an actor ("intelligence operation")."""
    return role.form.lower() in TOPICS
