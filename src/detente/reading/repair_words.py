"""Wrong parses of single words, put right: verbs with a noun's tag, verdicts, participles, summing names."""

from __future__ import annotations

from spacy.tokens import Span, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
PAST = {"retook": "retake", "shot": "shoot", "overflew": "overfly", "outgunned": "outgun"}
"""Past forms that the small model takes for nouns, with their lemmas."""
LETTING = frozenset({"help", "let", "make"})


def verb_with_the_tag_of_a_noun(sentence: Span) -> None:
    """ "a claim which the ministry rejects", "when a launch approaches", "a party retook the ship"."""
    for token in sentence:
        if token.lower_ in PAST and token.dep_ in {"conj", "ROOT", "relcl", "advcl"}:
            if token.tag_ not in {"VBD", "VBN"}:
                token.tag_, token.pos_ = "VBD", "VERB"
            token.lemma_ = PAST[token.lower_]
            continue
        if token.tag_ not in {"NN", "NNS"}:
            continue
        if token.dep_ not in {"relcl", "advcl", "ccomp"}:
            continue
        before = [child for child in token.children if child.i < token.i]
        if not any(child.dep_ in SUBJECTS for child in before) or any(
            child.dep_ in {"det", "amod", "poss", "cop", "nummod", "compound"} for child in token.children
        ):
            continue
        if token.tag_ == "NNS":
            token.tag_, token.pos_ = "VBZ", "VERB"
        elif token.head.lemma_.lower() in LETTING:
            token.tag_, token.pos_ = "VB", "VERB"


JUDGING = frozenset("adjudge deem find hold judge pronounce rule".split())
VERDICTS = frozenset("accountable answerable complicit culpable guilty innocent liable responsible".split())


def verdict_hung_on_the_judged(sentence: Span) -> None:
    """ "held Sofia responsible", "finds Albania guilty": the verdict taken for a modifier of the judged, or
    for a clause of its own."""
    for verdict in sentence:
        if verdict.lower_ not in VERDICTS:
            continue
        above = verdict.head
        if verdict.dep_ in {"amod", "acl"} and above.i < verdict.i and above.head.lemma_.lower() in JUDGING:
            if above.dep_ in {"dobj", "nsubj"} and above.head.i < above.i:
                verdict.head, verdict.dep_, above.dep_ = above.head, "oprd", "dobj"
            continue
        if verdict.dep_ not in {"ccomp", "acomp", "xcomp"} or above.lemma_.lower() not in JUDGING:
            continue
        judged = next((child for child in verdict.children if child.dep_ in SUBJECTS), None)
        if judged is not None and above.i < judged.i and not _is_clause(verdict):
            judged.head, judged.dep_ = above, "dobj"
        verdict.dep_ = "oprd"


def _is_clause(word: Token) -> bool:
    return any(child.dep_ in {"cop", "aux", "mark"} for child in word.children)


def participle_behind_be(sentence: Span) -> None:
    """ "The ships are badly damaged": the participle taken for an adjective beside the copula."""
    for token in sentence:
        copula = token.head
        if token.tag_ != "VBN" or token.dep_ != "acomp" or copula.lemma_.lower() != "be":
            continue
        if copula.i > token.i or any(child.dep_ in {"attr", "dobj"} for child in copula.children):
            continue
        label, head = copula.dep_, copula.head
        for child in list(copula.children):
            if child != token:
                child.head = token
                if child.dep_ == "nsubj":
                    child.dep_ = "nsubjpass"
        token.dep_, token.pos_ = label, "VERB"
        token.head = token if head == copula else head
        copula.head, copula.dep_ = token, "auxpass"


SUMMING = frozenset(
    "accusation act action allegation argument assertion attack charge claim concession decision demand move "
    "offer plea promise proposal raid request ruling statement step strike threat verdict warning".split()
)
"""Nouns that, after a comma, name what the clause before has told."""
SAID = frozenset(
    "accusation allegation argument assertion charge claim concession demand offer plea promise proposal "
    "request statement threat warning".split()
)
"""… and those that name its saying, not what is said."""
NAMING = frozenset({"dobj", "conj", "oprd", "npadvmod", "dep", "appos"})
INSIDE = frozenset("ccomp xcomp pcomp pobj prep dobj advcl acl relcl conj agent attr appos amod".split())


def name_of_what_was_told(sentence: Span) -> None:
    """ "accused X of having sent a ship to spy, a charge that Y denied": the naming noun taken for an object
    or a list member."""
    for noun in sentence:
        if noun.lemma_.lower() not in SUMMING or noun.dep_ not in NAMING:
            continue
        first = noun.left_edge
        if first.lower_ not in {"a", "an"} or first.i == sentence.start or first.nbor(-1).text != ",":
            continue
        if first.i - sentence.start < 3 or not any(child.dep_ == "relcl" for child in noun.children):
            continue
        if noun.head.i < first.i:
            noun.dep_ = "appos"
            if noun.lemma_.lower() in SAID:
                noun.head = _speech_before(noun)
            else:
                noun.head = next((each for each in noun.ancestors if each.pos_ == "VERB"), noun.head)


def _speech_before(noun: Token) -> Token:
    """The verb whose saying a noun like "a claim" names, not a verb of what is said."""
    above = noun.head
    while above.head != above and above.dep_ in INSIDE:
        above = above.head
    return above if above.pos_ == "VERB" else noun.head


GRACE = frozenset({"minute", "hour", "day", "week", "month"})


def term_that_is_given(sentence: Span) -> None:
    """ "gave Sofia 48 hours to comply": the time taken for when it was given."""
    for noun in sentence:
        verb = noun.head
        if noun.lemma_.lower() not in GRACE or noun.dep_ != "npadvmod" or verb.lemma_.lower() != "give":
            continue
        labels = {child.dep_ for child in verb.children}
        if "dative" not in labels or "dobj" in labels or noun.i + 1 >= sentence.end:
            continue
        if noun.nbor(1).lower_ in {"to", "in", "within"}:
            noun.dep_ = "dobj"


WORD_REPAIRS = (
    verb_with_the_tag_of_a_noun,
    verdict_hung_on_the_judged,
    participle_behind_be,
    name_of_what_was_told,
    term_that_is_given,
)
