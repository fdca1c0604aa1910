"""Who "we" and "I" are in quoted speech: whoever says it, "we" the state he speaks for."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.antecedents import SUBJECTS, Discourse
from detente.reading.base import at
from detente.reading.mentions_kinds import Number, Referring

FIRST: dict[str, Number] = {
    "we": "many", "us": "many", "our": "many", "ours": "many", "ourselves": "many", "i": "one", "me": "one",
    "my": "one", "mine": "one", "myself": "one",
}  # fmt: skip
SAYING = frozenset(
    "say tell declare announce warn add insist argue reply answer ask write explain vow boast remark observe "
    "state claim promise conclude note comment retort complain protest admit concede shout tweet cable "
    "demand maintain urge exclaim recall read".split()
)
OFFICIALS = frozenset({"official", "person", "diplomat", "military", "government"})


def resolve_speaker(discourse: Discourse, mention: Referring) -> None:
    """The subject of the verb of saying beside the quotation, in its sentence or the one next to it."""
    speaker = _speaker(discourse, mention)
    if speaker is None:
        return
    ids = discourse.ids(speaker)
    if len(ids) != 1:
        return
    mention.basis, mention.confidence = "whoever is quoted", 0.75
    kind, country = discourse.kind(ids[0]), discourse.country(ids[0])
    mention.ids = (country,) if mention.number == "many" and country and kind in OFFICIALS else ids


def _speaker(discourse: Discourse, mention: Referring) -> Token | None:
    sentences = discourse.reading.sentences
    number = mention.sentence.index
    for index in (number, number - 1, number + 1):
        if not 0 <= index < len(sentences) or sentences[index].paragraph != mention.sentence.paragraph:
            continue
        found: Token | None = None
        for token in sentences[index]:
            if token.pos_ == "VERB" and token.lemma_.lower() in SAYING and not _quoted(discourse, token):
                subjects = [child for child in token.children if child.dep_ in SUBJECTS]
                if subjects and not _quoted(discourse, subjects[0]):
                    near = found is None or abs(at(token) - mention.start) < abs(at(found) - mention.start)
                    found = subjects[0] if near else found
        if found is not None:
            return found
    return None


def _quoted(discourse: Discourse, token: Token) -> bool:
    """Whether a word stands inside quotation marks."""
    return in_quotes(discourse.reading.document.text, at(token))


def in_quotes(text: str, place: int) -> bool:
    """Whether a place lies inside quotation marks, counted from the start of its paragraph."""
    start = text.rfind("\n", 0, place) + 1
    before = text[start:place]
    if "“" in before or "”" in before:
        return before.rfind("“") > before.rfind("”")
    return before.count('"') % 2 == 1
