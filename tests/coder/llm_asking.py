"""Asking a stand-in endpoint about sentences, for the tests of the client."""

from __future__ import annotations

from collections.abc import Callable

from stand_in import Call, event

from detente.coder.llm import Asker, KnownActor, Opinion, SentenceView

IRAN = KnownActor("IRN", "Iran", "state", ("Iran",))


def view(text: str = "Iran struck Pakistan.", start: int = 0) -> SentenceView:
    return SentenceView("d", start, text, actors=(IRAN,))


def good(call: Call) -> None:
    """Codes the second word of any sentence."""
    words = call.sentence.split()
    call.events(event(call.sentence, words[1], event="ASSAULT", sources=["IRN"]))


def refusing(status: int, **headers: str) -> Callable[[Call], None]:
    """An endpoint that answers with a status of failure."""
    return lambda call: call.raw(b'{"error": "no"}', status, **headers)


Ask = Callable[..., tuple[list[Opinion], Asker]]
