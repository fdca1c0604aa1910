"""Wrong parses of whole clauses, put right: to which deed a list, an outcome or a name belongs."""

from __future__ import annotations

from spacy.tokens import Span

FINITE = frozenset({"VBD", "VBZ", "VBP"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
HARMING = frozenset("kill wound injure destroy damage sink maim".split())
HITTING = HARMING | frozenset(
    "open fire shoot shell bomb attack strike hit raid bombard ambush launch explode detonate storm".split()
)


LOOSE = frozenset({"acl", "relcl", "conj", "ccomp", "advcl", "dep"})


def subject_taken_into_a_list(sentence: Span) -> None:
    """ "X called for talks with A and B condemned the raid": the subject of the second clause taken for the
    last member of a list in the first."""
    for token in sentence:
        if token.tag_ != "VBD" or token.dep_ not in LOOSE:
            continue
        if token.i - sentence.start < 3 or not any(child.dep_ == "dobj" for child in token.children):
            continue
        name = token.nbor(-1)
        if name.dep_ != "conj" or name.pos_ != "PROPN" or name.head.dep_ not in {"pobj", "dobj", "conj"}:
            continue
        if any(child.dep_ in SUBJECTS | {"aux", "auxpass", "mark"} for child in token.children):
            continue
        link = name.left_edge.nbor(-1) if name.left_edge.i > sentence.start else name
        first = next((above for above in name.ancestors if above.tag_ in FINITE), None)
        if link.lower_ not in {"and", "but", "while"} or first is None or first.i > name.i:
            continue
        if token.is_ancestor(first):
            continue
        link.head, link.dep_ = first, "cc"
        token.head, token.dep_ = first, "conj"
        name.head, name.dep_ = token, "nsubj"


MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)


def subject_taken_into_the_date(sentence: Span) -> None:
    """ "On 14 September 2019 drones struck a port": the subject taken for what stands on that day."""
    for noun in sentence:
        day = noun.head
        if (
            noun.dep_ != "pobj"
            or day.lower_ not in {"on", "in", "by"}
            or day.head.tag_ not in FINITE | {"VBN"}
        ):
            continue
        verb = day.head
        month = next(
            (each for each in noun.children if each.lower_ in MONTHS and each.i < noun.i and each.i > day.i),
            None,
        )
        if month is None or noun.i > verb.i or any(each.dep_ in SUBJECTS for each in verb.children):
            continue
        for child in list(noun.children):
            if child.i < month.i or (child.i == month.i + 1 and child.like_num):
                child.head = month
        month.head, month.dep_ = day, "pobj"
        passive = any(child.dep_ == "auxpass" for child in verb.children)
        noun.head, noun.dep_ = verb, "nsubjpass" if passive else "nsubj"


def harm_of_the_main_verb(sentence: Span) -> None:
    """ "fired on a crowd which had formed …, killing seven": the outcome of the deed hung on the clause that
    only describes whom it hit."""
    for token in sentence:
        if token.tag_ != "VBG" or token.dep_ != "advcl" or token.lemma_.lower() not in HARMING:
            continue
        inner = token.head
        if (
            token.i == sentence.start
            or token.nbor(-1).text != ","
            or inner.dep_ != "relcl"
            or inner.lemma_.lower() in HITTING
        ):
            continue
        deed = next((above for above in inner.ancestors if above.tag_ in FINITE), None)
        if deed is not None and deed.i < inner.i and deed.lemma_.lower() in HITTING:
            token.head = deed


def list_after_a_dash(sentence: Span) -> None:
    """ "They invaded X - A and B in the north, C in the east": the list says who they are; the dash was
    taken for a hyphen."""
    dash = next((token for token in sentence if token.text in {"-", "--", "–", "—"}), None)
    if dash is None or not sentence.start < dash.i < sentence.end - 1:
        return
    if not dash.whitespace_ or not dash.nbor(-1).whitespace_:
        return
    before, first = dash.nbor(-1), dash.nbor(1)
    who = next((token for token in sentence if token.lower_ == "they" and token.dep_ == "nsubj"), None)
    if who is None or who.i > dash.i or first.pos_ != "PROPN" or first.is_ancestor(who):
        return
    if before.head == first and before.dep_ in {"compound", "nmod", "amod"}:
        before.head, before.dep_ = first.head, first.dep_
    first.head, first.dep_ = who, "appos"
    for token in sentence:
        if token.i <= first.i or token.pos_ != "PROPN" or token.dep_ not in {"conj", "appos", "npadvmod"}:
            continue
        if token.is_ancestor(first):
            continue
        if token.head.pos_ in {"VERB", "AUX"} or token.head.i < dash.i or token.head.dep_ == "pobj":
            token.head, token.dep_ = first, "conj"


NAMING = frozenset("brand call declare deem dub label pronounce term".split())
WRONGS = frozenset(
    "aggression barbarism blackmail extortion genocide murder piracy robbery sabotage slaughter terrorism "
    "treason treachery".split()
)
"""Mass nouns for a wrong: after a definite article and another noun, what that one is called."""


def name_taken_for_the_object(sentence: Span) -> None:
    """ "called the incident murder", "termed the visit an insult": the name taken for a (second) object."""
    for name in sentence:
        objects = [each for each in name.head.children if each.dep_ == "dobj"]
        if name in objects[1:] and name.head.lemma_.lower() in NAMING:
            name.dep_ = "oprd"
            continue
        if name.lower_ not in WRONGS or name.dep_ != "dobj" or name.head.lemma_.lower() not in NAMING:
            continue
        thing = name.nbor(-1)
        if thing.head != name or thing.dep_ != "compound" or thing.i <= name.head.i:
            continue
        if not any(child.lower_ in {"the", "this", "that"} for child in name.children):
            continue
        verb = name.head
        thing.head, thing.dep_ = verb, "dobj"
        for child in list(name.children):
            if child.i < thing.i:
                child.head = thing
        name.dep_ = "oprd"


CONTENT = frozenset(
    "accusation allegation announcement assertion belief charge claim demand denial evidence fear hope idea "
    "insistence news possibility promise proposal prospect report request risk rumor rumour sign statement "
    "story suggestion suspicion threat warning".split()
)


def clause_taken_as_relative(sentence: Span) -> None:
    """ "the report that Libya had bombed Sudan": "that" taken for an object beside the real one."""
    for verb in sentence:
        if verb.dep_ != "relcl" or verb.head.lemma_.lower() not in CONTENT:
            continue
        pronoun = next(
            (child for child in verb.children if child.lower_ == "that" and child.i < verb.i), None
        )
        if pronoun is None or pronoun.dep_ not in {"dobj", "mark"}:
            continue
        if pronoun.dep_ == "mark" or any(each.dep_ == "dobj" and each.i > verb.i for each in verb.children):
            pronoun.dep_, pronoun.tag_, pronoun.pos_, verb.dep_ = "mark", "IN", "SCONJ", "acl"


URGING = frozenset(
    "advice appeal attempt call chance command decision demand desire effort impulse instruction invitation "
    "motion opportunity order plan plea pledge plot pressure promise proposal readiness recommendation "
    "refusal request resolution suggestion temptation threat ultimatum urge vote vow wish".split()
)


USING = frozenset("use employ exploit make have bring take".split())
"""Verbs whose object is a means to what the infinitive says: "used the threat to win time"."""


def infinitive_taken_as_relative(sentence: Span) -> None:
    """ "calls to strike X": what is called for taken for a relative clause."""
    for verb in sentence:
        noun = verb.head
        if verb.tag_ != "VB":
            continue
        if noun.pos_ == "VERB" and verb.dep_ in {"advcl", "xcomp"} and verb.i - sentence.start > 2:
            near = verb.nbor(-2)  # "resisted calls to leave": hung on the verb
            if near.head == noun and near.dep_ == "dobj" and noun.lemma_.lower() not in USING:
                noun = near
        if noun.pos_ != "NOUN" or noun.lemma_.lower() not in URGING:
            continue
        if verb.dep_ not in {"relcl", "advcl", "xcomp"}:
            continue
        marks = [child for child in verb.children if child.i < verb.i]
        if [child.lower_ for child in marks if child.dep_ != "neg"] == ["to"]:
            verb.head, verb.dep_ = noun, "acl"


def example_for_an_object(sentence: Span) -> None:
    """ "presented ten demands, among them the closure of X": the example taken for a second object."""
    for them in sentence:
        if them.lower_ not in {"them", "these"} or them.head.lower_ not in {"among", "amongst"}:
            continue
        verb = them.head.head
        example = next((each for each in verb.children if each.left_edge.i == them.i + 1), None)
        if example is None or example.pos_ != "NOUN" or example.dep_ in SUBJECTS:
            continue
        listed = [
            each for each in verb.children if each.i < them.head.i and each.dep_ in {"dobj", "nsubjpass"}
        ]
        if listed and listed[-1].tag_ == "NNS":
            example.head, example.dep_ = listed[-1], "appos"


def deed_taken_for_the_content(sentence: Span) -> None:
    """ "declared war on X and its guns shelled Y": a second main clause taken for what was declared."""
    for verb in sentence:
        above = verb.head
        if verb.dep_ != "ccomp" or verb.tag_ not in FINITE or above.i > verb.i:
            continue
        objects = [each for each in above.children if each.dep_ == "dobj" and above.i < each.i < verb.i]
        subject = next((each for each in verb.children if each.dep_ in SUBJECTS), None)
        if not objects or subject is None or any(each.dep_ == "mark" for each in verb.children):
            continue
        link = subject.left_edge.nbor(-1)
        if link.lower_ in {"and", "but", "while"} and link.i > objects[0].i:
            link.head, link.dep_ = above, "cc"
            verb.dep_ = "conj"


AFTERWARDS = frozenset("afterwards eventually later subsequently then".split())


def deed_taken_into_the_condition(sentence: Span) -> None:
    """ "threatened to enter the war unless X withdrew and later sent troops", "ordered A … if X did and
    ordered B": what the main subject did taken for a part of the condition."""
    for verb in sentence:
        inner = verb.head
        if verb.dep_ != "conj" or verb.tag_ != "VBD" or inner.dep_ != "advcl":
            continue
        if not any(child.dep_ == "mark" and child.lower_ in {"if", "unless"} for child in inner.children):
            continue
        if any(child.dep_ in SUBJECTS for child in verb.children):
            continue
        main = next((above for above in inner.ancestors if above.tag_ == "VBD"), None)
        if main is None or main.i > inner.i:
            continue
        later = any(child.lower_ in AFTERWARDS for child in verb.children)
        if later or main.lemma_ == verb.lemma_:
            link = next((each for each in inner.children if each.dep_ == "cc" and each.i < verb.i), None)
            verb.head = main
            if link is not None:
                link.head = main


def item_after_a_colon(sentence: Span) -> None:
    """ "The note listed conditions: the closure of X": what follows taken for the subject's name."""
    for colon in sentence:
        if colon.text != ":" or not sentence.start < colon.i < sentence.end - 1:
            continue
        listed = colon.nbor(-1)
        item = next(
            (each for each in sentence if each.dep_ == "appos" and each.left_edge.i == colon.i + 1), None
        )
        if item is not None and listed.pos_ == "NOUN" and item.head.i < listed.i:
            item.head = listed


WHEN = frozenset("after although as because before once since though until when while".split())


def clause_of_time(sentence: Span) -> None:
    """ "three weeks after X told Y, Z asked for aid": the clause before taken for what is asked."""
    for verb in sentence:
        if verb.dep_ != "ccomp" or verb.tag_ not in FINITE or verb.i > verb.head.i:
            continue
        if any(child.dep_ == "mark" and child.lower_ in WHEN for child in verb.children):
            verb.dep_ = "advcl"


def first_of_several_verbs(sentence: Span) -> None:
    """ "Moscow accused X, said that Y and opened Z": the first verb taken for what the second says."""
    for said in sentence:
        first = next((each for each in said.children if each.dep_ == "ccomp" and each.i < said.i), None)
        if first is None or first.tag_ not in FINITE or said.tag_ not in FINITE:
            continue
        if not any(child.dep_ in SUBJECTS for child in first.children):
            continue
        if any(child.dep_ in SUBJECTS for child in said.children) or said.nbor(-1).text != ",":
            continue
        if not any(child.dep_ == "ccomp" and child.i > said.i for child in said.children):
            continue
        head, label = said.head, said.dep_
        first.head, first.dep_ = (first if head == said else head), label
        said.head, said.dep_ = first, "conj"
