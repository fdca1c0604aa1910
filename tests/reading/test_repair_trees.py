"""Repairs of a parse leave a tree, whatever they find."""

from __future__ import annotations

import pytest
from spacy.tokens import Span

from detente.crisis import Document
from detente.reading import Reader, repair


@pytest.mark.parametrize(
    "text",
    [
        "While the militia continued its raids on villages in Galilee and Israel continued its strikes on"
        " targets in Lebanon, the prime minister also sought support in visits to Cairo and Paris.",
        "They attacked Israel - Syria and Lebanon in the north, Jordan and Iraq in the east.",
        "Chad called for talks with Libya and Sudan condemned the raid, killing hopes of a truce.",
    ],
)
def test_a_repaired_parse_is_a_tree(text: str) -> None:
    reading = Reader(coder="rules").uncoded(Document.from_text(text))
    assert all(repair.is_tree(sentence.tokens) for sentence in reading.sentences)


def test_repairs_that_tie_a_loop_are_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    tied = []

    def tie(sentence: Span) -> None:
        verb = sentence.root
        subject = next(iter(verb.children))
        verb.head = subject
        tied.append(not repair.is_tree(sentence))

    monkeypatch.setattr(repair, "REPAIRS", (tie,))
    reading = Reader(coder="rules").uncoded(Document.from_text("Iran struck a village in Pakistan."))
    assert tied == [True]
    assert repair.is_tree(reading.sentences[0].tokens)


@pytest.mark.parametrize(
    ("text", "subject", "verb"),
    [
        ("On 14 September 2019 drones and missiles struck two oil plants.", "drones", "struck"),
        ("On 3 May 1982 bombers attacked the port.", "bombers", "attacked"),
        ("In September 1980 troops were sent to the border.", "troops", "sent"),
    ],
)
def test_the_subject_after_a_date_is_no_part_of_it(text: str, subject: str, verb: str) -> None:
    (sentence,) = Reader(coder="rules").uncoded(Document.from_text(text)).sentences
    found = next(token for token in sentence.tokens if token.text == subject)
    assert found.dep_.startswith("nsubj")
    assert found.head.text == verb
