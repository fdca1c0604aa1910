"""Views made by hand for the tests of the trained coder."""

from __future__ import annotations

from detente.coder import DocumentView, MentionView, SentenceView, TriggerView


def mention(
    text: str, words: str, *sides: str, how: str = "name", kind: str | None = "state", nth: int = 0
) -> MentionView:
    """A mention of ``words`` where they stand in ``text`` for the ``nth`` time."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return MentionView(start, start + len(words), sides, how, kind, attributive=how == "adjective")


def trigger(
    text: str,
    word: str,
    layer: str = "do",
    event: str | None = None,
    leaf: str | None = None,
    *,
    sources: tuple[str, ...] = (),
    targets: tuple[str, ...] = (),
) -> TriggerView:
    """A trigger on a word of the text."""
    start = text.index(word)
    return TriggerView(start, start + len(word), layer, event, leaf, sources, targets, False, False)


def sentence(
    text: str, *mentions: MentionView, triggers: tuple[TriggerView, ...] = (), start: int = 0
) -> SentenceView:
    return SentenceView(text, start, 0, mentions, triggers)


def attack(one: str, other: str, first: str = "IRN", second: str = "PAK") -> SentenceView:
    """ "ONE attacked OTHER." with both mentioned and the verb as trigger."""
    text = f"{one} attacked {other}."
    return sentence(
        text,
        mention(text, one, first),
        mention(text, other, second),
        triggers=(trigger(text, "attacked", "do", "ASSAULT", "attack", sources=(first,), targets=(second,)),),
    )


def document(*sentences: SentenceView) -> DocumentView:
    kinds = {
        side: each.kind for one in sentences for each in one.mentions for side in each.sides if each.kind
    }
    return DocumentView(sentences, kinds, ())
