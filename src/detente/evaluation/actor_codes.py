"""CAMEO codes of actors, composed as PETRARCH does: the actor's code, then the codes of the agents beside it.

"Arnor's foreign minister" is ``ARN`` + ``~GOVFRM``; an agent code with ``~`` at its end goes before
(``NGO~``); an agent whose codes the actor already has adds nothing; an agent without an actor is ``---`` with
the agent's code. Codes that hold for certain days are chosen by the date of the text.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from detente.crisis import Crisis, Span

if TYPE_CHECKING:
    from detente.codes import ActorBook

NOBODY = "---"
"""The code of an actor that is not named."""

_BESIDE = re.compile(r"\s{0,2}")
_BELONGING = re.compile(r"\s{0,2}|\s+(?:of|from)\s+(?:the\s+)?")
_OF = re.compile(r"\s+(?:of|from)\b")
_PART = 3  # CAMEO codes are runs of three letters


class Agents:
    """The agents of a user's dictionary, and no other role noun, in a text."""

    def __init__(self, book: ActorBook) -> None:
        self._codes = {_key(role.form): role.codes["cameo"] for role in book.roles() if "cameo" in role.codes}
        longest = sorted(self._codes, key=len, reverse=True)
        forms = "|".join(r"[\s-]+".join(map(re.escape, form.split())) for form in longest)
        self._pattern = re.compile(rf"\b(?:{forms})\b" if forms else r"(?!)", re.IGNORECASE)

    def find(self, text: str) -> list[tuple[Span, str]]:
        """Where each agent stands, with its code."""
        found = self._pattern.finditer(text)
        return [(Span(*match.span()), self._codes[_key(match[0])]) for match in found]


def _key(form: str) -> str:
    return " ".join(form.lower().replace("-", " ").split())


class ActorCodes:
    """Codes by a user's dictionaries (``ActorBook.with_folder``) in a text of a certain day."""

    def __init__(self, book: ActorBook, agents: Agents, text: str, on: date | None = None) -> None:
        self._book = book
        self._text = text
        self._names = [
            (Span(hit.start, hit.end), hit.entries[0].codes["cameo"])
            for hit in book.find(text, on=on)
            if "cameo" in hit.entries[0].codes
        ]
        self._agents = agents.find(text)

    def of_phrase(self, phrase: Span, owner: str = "") -> str:
        """The code of a noun phrase; empty when the dictionaries know neither actor nor agent in it.

        Of several actors in the phrase ("A and B leaders") the one whose code begins with ``owner`` counts,
        else the first.
        """
        names = [(place, code) for place, code in self._names if place.overlaps(phrase)]
        agents = [
            code
            for place, code in self._agents
            if place.overlaps(phrase) and not any(place.overlaps(name) for name, _ in names)
        ]
        if not names and not agents:
            return ""
        own = [code for _, code in names if owner and code.startswith(owner)]
        return compose((own or [code for _, code in names] or [NOBODY])[0], agents)

    def of_actor(self, crisis: Crisis, id: str, near: Span) -> str:
        """The code of an actor of a crisis, by its mention nearest to ``near`` that holds one."""
        actor = next((actor for actor in crisis.actors if actor.id == id), None)
        if actor is None:
            return ""

        def gap(place: Span) -> int:
            return max(place.start - near.end, near.start - place.end, 0)

        owner, role = self._owner_and_role(id)
        places = sorted((mention.span for mention in actor.mentions), key=gap)
        found = [self.of_phrase(self._whole(crisis, place), owner) for place in places]
        named = [code for code in found if code and not code.startswith(NOBODY)]
        fitting = [code for code in named if not owner or owner in code]
        # Of "the envoys of A and B" the owner is in the id; an owner found by context only does not count.
        owned = any(_OF.match(self._text, place.end) for place in places)
        by_id = compose(owner, [role]) if owner and role else ""
        codes = (*fitting, by_id if owned else "", *named, *found, by_id)
        return next((code for code in codes if code), "")

    def _whole(self, crisis: Crisis, place: Span) -> Span:
        """A mention with names and agents side by side with it ("president" + "Rouhani") or after "of"."""
        start, end = place.start, place.end
        mentions = {mention.span for actor in crisis.actors for mention in actor.mentions}
        others = sorted(mentions | {hit for hit, _ in (*self._names, *self._agents)})
        for other in reversed(others):
            if other.start < start and _BESIDE.fullmatch(self._text, other.end, start):
                start = other.start
        nameless = not any(name.overlaps(place) for name, _ in self._names)
        joint = _BELONGING if nameless else _BESIDE
        for other in others:
            if other.end > end and joint.fullmatch(self._text, end, other.start):
                end, joint = other.end, _BESIDE
        return Span(start, end)

    def _owner_and_role(self, id: str) -> tuple[str, str]:
        """The code of the owner and the agent code of the role in an id ``OWNER_ROLE``, where known."""
        owner, _, role = id.rpartition("_")
        entry = self._book.entry(owner) if owner else None
        if entry is None or "cameo" not in entry.codes:
            return "", ""
        agents = (each for each in self._book.roles() if each.suffix == role and "cameo" in each.codes)
        return entry.codes["cameo"], next((each.codes["cameo"] for each in agents), "")


def compose(actor: str, agents: list[str]) -> str:
    """An actor's code with agent codes (``~GOV``, ``NGO~``) put behind or before it, none twice.

    >>> compose("ARN", ["NGO~", "~GOV"])
    'NGOARNGOV'
    """
    code = actor
    for agent in agents:
        part = agent.replace("~", "").strip()
        if _has(code, part):
            continue
        code = part + code if agent.strip().endswith("~") else code + part
    return code


def _has(code: str, part: str) -> bool:
    """Whether ``part`` stands in ``code`` at a boundary of three letters."""
    return any(code.startswith(part, place) for place in range(0, len(code), _PART))
