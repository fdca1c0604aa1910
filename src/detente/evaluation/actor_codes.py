"""CAMEO codes of actors, composed as PETRARCH does: the actor's code, then the codes of the agents beside it.

"Arnor's foreign minister" is ``ARN`` + ``~GOVFRM``; an agent code with ``~`` at its end goes before
(``NGO~``); an agent whose codes the actor already has adds nothing; an agent without an actor is ``---`` with
the agent's code. Codes that hold for certain days are chosen by the date of the text.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from detente.crisis import Crisis, Mention, Span

if TYPE_CHECKING:
    from detente.codes import ActorBook

NOBODY = "---"
"""The code of an actor that is not named."""

_PART = 3  # CAMEO codes are runs of three letters


class ActorCodes:
    """Codes by a user's dictionaries (``ActorBook.with_folder``) for a text of a certain day."""

    def __init__(self, book: ActorBook, on: date | None = None) -> None:
        self._book = book
        self._on = on

    def of_phrase(self, phrase: str) -> str:
        """The code of a noun phrase; empty when the dictionaries know neither actor nor agent in it."""
        names = [
            (hit.start, hit.end, hit.entries[0].codes["cameo"])
            for hit in self._book.find(phrase, on=self._on)
            if "cameo" in hit.entries[0].codes
        ]
        agents = [
            role.entry.codes["cameo"]
            for role in self._book.find_roles(phrase)
            if "cameo" in role.entry.codes
            and not any(start < role.end and role.start < end for start, end, _ in names)
        ]
        if not names and not agents:
            return ""
        return compose(names[0][2] if names else NOBODY, agents)

    def of_actor(self, crisis: Crisis, id: str, near: Span) -> str:
        """The code of an actor of a crisis, by its mention nearest to ``near`` that holds one."""
        actor = next((actor for actor in crisis.actors if actor.id == id), None)
        if actor is None:
            return ""

        def gap(mention: Mention) -> int:
            return max(mention.start - near.end, near.start - mention.end, 0)

        found = [self.of_phrase(mention.quote) for mention in sorted(actor.mentions, key=gap)]
        named = next((code for code in found if code and not code.startswith(NOBODY)), "")
        # A role whose owner stands elsewhere in the sentence ("officials in Fornost") has it in its id.
        return named or actor.codes.get("cameo") or self._by_owner(id) or next(filter(None, found), "")

    def _by_owner(self, id: str) -> str:
        """The code of ``OWNER_ROLE``: that of the owner with the role's agent code."""
        owner, _, role = id.rpartition("_")
        entry = self._book.entry(owner) if owner else None
        if entry is None or "cameo" not in entry.codes:
            return ""
        known = {each.suffix: each.codes["cameo"] for each in self._book.roles() if "cameo" in each.codes}
        return compose(entry.codes["cameo"], [known[role]] if role in known else [])


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
