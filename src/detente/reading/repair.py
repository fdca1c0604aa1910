"""Wrong parses of the small model, put right in this one place.

Each repair is a function over one sentence with the pattern that it mends in its docstring; a repair never
fires on a tree that is already well formed.
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from detente.reading.repair_clauses import (
    FINITE,
    SUBJECTS,
    clause_taken_as_relative,
    example_for_an_object,
    harm_of_the_main_verb,
    infinitive_taken_as_relative,
    list_after_a_dash,
    name_taken_for_the_object,
    subject_taken_into_a_list,
    subject_taken_into_the_date,
)

LEMMAS = {
    "spared": "spare", "sparing": "spare",
    "hoped": "hope", "hoping": "hope", "waged": "wage", "waging": "wage", "coped": "cope", "coping": "cope",
    "raged": "rage", "raging": "rage", "waned": "wane", "waning": "wane", "hated": "hate", "hating": "hate", "bogged": "bog",
}  # fmt: skip
"""Forms whose lemma the small model gets wrong ("hop", "wag", "bogge")."""


def repair(sentence: Span) -> None:
    """Apply every repair to a sentence; none, where together they would leave no tree."""
    for token in sentence:
        if token.lower_ in LEMMAS:
            token.lemma_ = LEMMAS[token.lower_]
    parse = [(token.head, token.dep_) for token in sentence]
    for mend in REPAIRS:
        mend(sentence)
    if not is_tree(sentence):
        for token, (head, dep) in zip(sentence, parse, strict=True):
            token.head, token.dep_ = head, dep


def is_tree(sentence: Span) -> bool:
    """Whether every word hangs on the root: two repairs that each see half of a parse could tie a loop."""
    for token in sentence:
        above = token
        for _ in range(len(sentence)):
            if above.head == above:
                break
            above = above.head
        else:
            return False
    return True


NOUN_LIKE_VERBS = frozenset(
    (
        "calls strikes attacks raids clashes protests threats demands talks visits moves fears "
        "hopes claims claim call strike attack raid protest threat demand move visit"
    ).split()
)


def plural_noun_before_verb(sentence: Span) -> None:
    """ "…, calls for restraint emerged": a noun tagged as the root verb with the real verb below it."""
    for token in sentence:
        if token.lower_ not in NOUN_LIKE_VERBS or token.tag_ not in {"VBZ", "VBP"}:
            continue
        if any(child.dep_ in SUBJECTS and child.i < token.i for child in token.children):
            continue
        verb = next(
            (
                below
                for below in token.subtree
                if below.i > token.i
                and below.tag_ in FINITE
                and below.dep_ not in {"relcl", "conj"}
                and not any(each.dep_ in SUBJECTS for each in below.children)
            ),
            None,
        )
        if verb is not None:
            _promote(token, verb)


def _promote(noun: Token, verb: Token) -> None:
    """Make ``verb`` govern what ``noun`` wrongly governed, and ``noun`` its subject."""
    head, label = noun.head, noun.dep_
    was_root = head == noun
    moved = [
        child
        for child in noun.children
        if child != verb and (child.dep_ in {"advcl", "punct", "advmod"} or child.i > verb.i)
    ]
    if was_root:
        verb.head, verb.dep_ = verb, "ROOT"
    else:
        verb.head, verb.dep_ = head, label
    noun.head, noun.dep_ = verb, "nsubj"
    noun.tag_, noun.pos_ = "NNS" if noun.text.endswith("s") else "NN", "NOUN"
    for child in moved:
        child.head = verb


def verbs_after_determiner(sentence: Span) -> None:
    """ "the strikes", "their attack", "defied calls": after a determiner or possessive, or as an object, a
    word is a noun whatever its tag."""
    for token in sentence:
        if token.i == sentence.start or token.tag_ not in {"VBZ", "VBP", "VB"}:
            continue
        previous = token.nbor(-1)
        noun = previous.tag_ in {"DT", "PRP$", "POS"} or token.dep_ in {"dobj", "pobj"}
        if noun and token.lower_ in NOUN_LIKE_VERBS:
            token.tag_ = "NNS" if token.text.endswith("s") else "NN"
            token.pos_ = "NOUN"
            token.lemma_ = token.lower_.removesuffix("s")


def clause_for_subject(sentence: Span) -> None:
    """ "Facing threats posed by X, the army's failure … hurt Y": an opening participle taken for a modifier
    of the subject, and the real subject for an apposition."""
    first = next((token for token in sentence if not token.is_punct), None)
    if first is None or first.tag_ != "VBG" or first.dep_ not in {"compound", "amod", "csubj"}:
        return
    noun = first.head
    if noun.dep_ not in SUBJECTS or noun.head == noun:
        return
    verb = noun.head
    real = next((child for child in noun.children if child.dep_ == "appos" and child.i > noun.i), None)
    if real is None or not any(token.text == "," for token in sentence if first.i < token.i < real.i):
        return
    label = noun.dep_
    first.head, first.dep_, first.pos_ = verb, "advcl", "VERB"
    noun.head, noun.dep_ = first, "dobj"
    real.head, real.dep_ = verb, label


def finite_verb_for_modifier(sentence: Span) -> None:
    """ "would have hurt its standing and emboldened rivals": a coordinated verb taken for an adjective."""
    for token in sentence:
        if token.tag_ not in {"VBD", "VBZ", "VBN"} or token.dep_ != "amod" or token.i == sentence.start:
            continue
        if token.tag_ == "VBN" and not _may_be_past(token):
            continue
        if token.nbor(-1).lower_ not in {"and", "but", "or"}:
            continue
        noun, conjunction = token.head, token.nbor(-1)
        verb = next((above for above in noun.ancestors if above.pos_ == "VERB" and above.i < token.i), None)
        if verb is None:
            continue
        token.head, token.dep_, token.pos_ = verb, "conj", "VERB"
        noun.head, noun.dep_ = token, "dobj"
        conjunction.head, conjunction.dep_ = verb, "cc"


def _may_be_past(token: Token) -> bool:
    """ "recalled its envoy and suspended talks": after a past tense with an object, before a bare noun."""
    noun = token.head
    if noun.dep_ != "conj" or noun.head.dep_ != "dobj" or noun.head.head.tag_ != "VBD":
        return False
    own = [child for child in noun.head.children if child.dep_ in {"det", "poss"}]
    return bool(own) and not any(
        child.dep_ in {"det", "poss", "amod"} and child != token for child in noun.children
    )


def participle_of_the_speaker(sentence: Span) -> None:
    """ "X claims that Y is Z, denying it": a closing participle hung on what is said, not on who says it."""
    for token in sentence:
        if (
            token.tag_ != "VBG"
            or token.dep_ != "advcl"
            or token.i == sentence.start
            or token.nbor(-1).text != ","
        ):
            continue
        inner = token.head
        if inner.lemma_ == "be" and inner.dep_ == "ccomp" and inner.head.pos_ == "VERB" and inner.i < token.i:
            token.head = inner.head


def subject_taken_as_participle(sentence: Span) -> None:
    """ "The strikes aimed to show …": with no other finite verb, the "participle" is the verb."""
    root = sentence.root
    if root.pos_ not in {"NOUN", "PROPN"}:
        return
    verb = next(
        (child for child in root.children if child.dep_ == "acl" and child.tag_ in {"VBN", "VBD"}), None
    )
    if verb is None or any(token.tag_ in FINITE | {"MD"} and token != verb for token in sentence):
        return
    rest = [child for child in root.children if child.i > verb.i]
    verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
    root.head, root.dep_ = verb, "nsubj"
    for child in rest:
        child.head = verb


def verb_taken_as_adjective(sentence: Span) -> None:
    """ "The council sided with A": a past tense tagged as an adjective, with a subject and no copula."""
    root = sentence.root
    if root.pos_ != "ADJ" or not root.lower_.endswith("ed"):
        return
    if any(child.dep_ in {"cop", "aux", "auxpass"} for child in root.children):
        return
    if any(child.dep_ in SUBJECTS and child.i < root.i for child in root.children):
        root.tag_, root.pos_ = "VBD", "VERB"
        root.lemma_ = root.lower_[:-1] if root.lower_[-3] in "cdgsuvz" else root.lower_[:-2]


def past_conjunct_of_infinitive(sentence: Span) -> None:
    """ "told them that it could not return, and suspended talks": a past tense hung on an infinitive."""
    for token in sentence:
        if token.tag_ != "VBD" or token.dep_ != "conj" or token.head.tag_ != "VB":
            continue
        if any(child.dep_ in SUBJECTS for child in token.children):
            continue
        verb = next(
            (above for above in token.head.ancestors if above.tag_ == "VBD" and above.i < token.i), None
        )
        if verb is not None:
            token.head = verb


def verb_lost_in_opening_phrase(sentence: Span) -> None:
    """ "On the 4th rebels shelled villages": the verb taken for a modifier inside the opening phrase."""
    root = sentence.root
    if root.pos_ != "ADP":
        return
    verb = next(
        (
            token
            for token in sentence
            if token.tag_ in FINITE
            and token.dep_ == "amod"
            and any(each.dep_ == "nsubj" for each in token.children)
        ),
        None,
    )
    if verb is None:
        return
    noun = verb.head
    rest = [child for child in root.children if child != noun]
    verb.head, verb.dep_, verb.pos_ = verb, "ROOT", "VERB"
    noun.head, noun.dep_ = verb, "dobj"
    root.head, root.dep_ = verb, "prep"
    for child in [*rest, *(each for each in noun.children if each.i < verb.i)]:
        child.head = root if child.i < verb.i and child.dep_ == "det" else verb


PARTICLES = frozenset({"down", "off", "out", "back", "up", "away"})


def present_verb_taken_as_noun(sentence: Span) -> None:
    """ "A missile shoots down a plane": in a chronicle told in the present, the verb taken for a plural."""
    root = sentence.root
    if root.tag_ != "NNS" or root.i == sentence.start or root.i + 1 >= sentence.end:
        return
    subject, after = root.nbor(-1), root.nbor(1)
    if subject.head != root or subject.dep_ != "compound" or subject.pos_ not in {"NOUN", "PROPN"}:
        return
    if after.tag_ not in {"DT", "PRP$", "TO"} and after.lower_ not in PARTICLES:
        return
    if any(child.dep_ in SUBJECTS or child.dep_ == "cop" for child in root.children):
        return
    for child in list(root.children):
        if child.i < subject.i and child.dep_ in {"det", "amod", "compound", "nmod", "poss", "nummod"}:
            child.head = subject
    subject.dep_ = "nsubj"
    root.tag_, root.pos_, root.dep_ = "VBZ", "VERB", "ROOT"
    root.lemma_ = root.lower_.removesuffix("s")
    if after.lower_ in PARTICLES:
        after.dep_ = "prt"
        for child in list(after.children):
            if child.dep_ == "pobj":
                child.head, child.dep_ = root, "dobj"


SPEAKING = frozenset(
    "urge call warn add demand accuse condemn threaten promise vow reject offer appeal ask announce declare "
    "insist criticise criticize deny order refuse".split()
)


def speech_taken_into_the_report(sentence: Span) -> None:
    """ "X said Y had a right but urged both sides …": the second speech hung on what the first one says."""
    for token in sentence:
        if token.tag_ != "VBD" or token.dep_ != "conj" or token.lemma_.lower() not in SPEAKING:
            continue
        inner = token.head
        if any(child.dep_ in SUBJECTS for child in token.children) or inner.dep_ != "ccomp":
            continue
        said = inner.head
        link = token.nbor(-1).lower_ if token.i > sentence.start else ""
        if said.tag_ == "VBD" and said.i < inner.i and link in {"but", "and", "then", "also"}:
            token.head = said


def persona_non_grata(sentence: Span) -> None:
    """ "declared two envoys persona non grata": taken for an apposition, or for the object, of the verb."""
    for token in sentence:
        if not token.lower_.startswith("persona") or " " not in token.text.replace("-", " "):
            continue
        token.lemma_ = "persona non grata"
        if token.dep_ == "appos" and token.head.dep_ in {"dobj", "nsubjpass"}:
            token.head, token.dep_ = token.head.head, "oprd"
        elif token.dep_ == "dobj" and (who := [each for each in token.children if each.dep_ == "compound"]):
            verb, thing = token.head, who[-1]
            for child in list(token.children):
                child.head = verb if child == thing else thing
            thing.dep_, token.dep_ = "dobj", "oprd"
        for child in list(token.children):
            if child.lower_ == "by" and token.dep_ == "oprd":
                child.head, child.dep_ = token.head, "agent"


REPAIRS = (
    subject_taken_into_the_date,
    subject_taken_into_a_list,
    harm_of_the_main_verb,
    list_after_a_dash,
    clause_taken_as_relative,
    example_for_an_object,
    name_taken_for_the_object,
    persona_non_grata,
    verbs_after_determiner,
    infinitive_taken_as_relative,
    plural_noun_before_verb,
    clause_for_subject,
    finite_verb_for_modifier,
    participle_of_the_speaker,
    subject_taken_as_participle,
    past_conjunct_of_infinitive,
    verb_taken_as_adjective,
    verb_lost_in_opening_phrase,
    present_verb_taken_as_noun,
    speech_taken_into_the_report,
)
