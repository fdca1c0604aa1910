"""Names out, placeholders in: the coder may not know who a sentence speaks of.

Every named actor is replaced by a stand-in of its kind before the encoder reads the sentence: the first state
of a sentence always reads "Denmark", the second "Portugal", and so on. Iran and Chile in the same place give
the same input, so that no answer can hang on whose name it is.
"""

from __future__ import annotations

from bisect import bisect_right

from detente.coder.views import SentenceView

STATES = (
    ("Denmark", "Danish"), ("Portugal", "Portuguese"), ("Chile", "Chilean"), ("Thailand", "Thai"),
    ("Kenya", "Kenyan"), ("Belgium", "Belgian"), ("Peru", "Peruvian"), ("Norway", "Norwegian"),
    ("Ghana", "Ghanaian"), ("Malaysia", "Malaysian"),
)  # fmt: skip
PEOPLE = ("Smith", "Brown", "Jones", "Clark", "Evans", "Walker")
OTHERS = {
    "armed group": "the Front",
    "party": "the Party",
    "international organisation": "the organization",
    "military": "the army",
    "government": "the ministry",
    "population": "the people",
    "media": "the newspaper",
}
NAMED = frozenset({"name", "adjective", "people", "metonym", "acronym", "dropped", "place"})
"""The ways of naming that hold a name; roles, pronouns and sets are left as they are."""

ADJECTIVES = frozenset({"adjective", "people"})
SINGLE = frozenset({None, "person", "official", "diplomat"})


class Masked:
    """A masked sentence, and where its stretches went."""

    __slots__ = ("_ends", "_moves", "text")

    def __init__(self, view: SentenceView) -> None:
        pieces: list[str] = []
        self._moves: list[tuple[int, int, int, int]] = []
        done = length = 0
        for start, end, stand_in in _stand_ins(view):
            pieces += [view.text[done:start], stand_in]
            length += start - done
            self._moves.append((start, end, length, length + len(stand_in)))
            length += len(stand_in)
            done = end
        self.text = "".join([*pieces, view.text[done:]])
        self._ends = [move[1] for move in self._moves]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the sentence stands in the masked text."""
        return self._place(start, last=False), self._place(end, last=True)

    def _place(self, offset: int, *, last: bool) -> int:
        before = bisect_right(self._ends, offset)
        shift = self._moves[before - 1][3] - self._moves[before - 1][1] if before else 0
        if before < len(self._moves) and self._moves[before][0] < offset:
            return self._moves[before][3 if last else 2]
        return offset + shift


def _stand_ins(view: SentenceView) -> list[tuple[int, int, str]]:
    """The stretches to replace, in order; of nested names the innermost."""
    taken: list[tuple[int, int, int]] = []
    named = [
        (mention.end - mention.start, mention.start, place)
        for place, mention in enumerate(view.mentions)
        if mention.how in NAMED and view.text[mention.start : mention.end].strip()
    ]
    for _, start, place in sorted(named):
        end = view.mentions[place].end
        if not any(start < stop and end > first for first, stop, _ in taken):
            taken.append((start, end, place))
    found, states, people = [], dict[str, int](), dict[str, int]()
    for start, end, place in sorted(taken):
        mention = view.mentions[place]
        side = mention.sides[0] if mention.sides else view.text[start:end]
        stand_in = None
        if mention.kind == "state" or mention.how in ADJECTIVES:
            pair = STATES[states.setdefault(side, len(states)) % len(STATES)]
            stand_in = pair[mention.how in ADJECTIVES]
        elif mention.how != "place" and mention.kind in SINGLE and (mention.kind or mention.how == "dropped"):
            stand_in = PEOPLE[people.setdefault(side, len(people)) % len(PEOPLE)]
        elif mention.how != "place" and mention.kind in OTHERS:
            stand_in = OTHERS[mention.kind]
            if view.text[:start].rstrip().lower().endswith("the"):
                stand_in = stand_in.removeprefix("the ")
        if stand_in is not None:
            found.append((start, end, stand_in))
    return found
