"""On whose side the trained coder sees each actor."""

from __future__ import annotations

import pytest

from detente.crisis import Document
from detente.reading import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(coder="rules")


def sides(reader: Reader, text: str) -> set[str]:
    """The sides that are mentioned in the first sentence of a text."""
    (sentence, *_) = reader.view(Document.from_text(text)).sentences
    return {side for mention in sentence.mentions for side in mention.sides}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Hezbollah fired rockets at Israel on 9 April 1996.", {"HEZBOLLAH", "ISR"}),
        ("UNITA attacked a Cuban base on 9 April 1983.", {"UNITA", "CUB"}),
        ("The Lebanese army shelled Israel on 9 April 1996.", {"LBN", "ISR"}),
        ("Foreign Minister Shimon Peres warned Syria on 9 April 1996.", {"SYR"}),
    ],
)
def test_a_group_is_its_own_side_and_an_organ_its_states(reader: Reader, text: str, wanted: set[str]) -> None:
    found = sides(reader, text)
    assert wanted <= found
    assert not found & {"LBN_MIL", "AGO", "LBN"} - wanted
