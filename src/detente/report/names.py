"""Names of actors as they stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from detente.crisis import AUTHOR, UNSPEC, Actor, Crisis
from detente.report.words import line, listed

MOST = 8
NOBODY = "an unnamed party"
_PERSONS = frozenset({"official", "diplomat", "person", "population"})
_OFFICES = frozenset({"government", "official", "military", "diplomat", "population", "media"})
# Names with one of these as their last word take an article in English, whatever they name.
_HEADS = frozenset(
    [
        "agency",
        "alliance",
        "army",
        "assembly",
        "authority",
        "bank",
        "brigade",
        "brigades",
        "command",
        "commission",
        "committee",
        "community",
        "congress",
        "corps",
        "council",
        "court",
        "emirate",
        "emirates",
        "empire",
        "federation",
        "force",
        "forces",
        "front",
        "government",
        "group",
        "groups",
        "guard",
        "guards",
        "kingdom",
        "league",
        "military",
        "militia",
        "ministry",
        "movement",
        "navy",
        "nations",
        "netherlands",
        "office",
        "opposition",
        "organisation",
        "organization",
        "parliament",
        "party",
        "philippines",
        "police",
        "republic",
        "state",
        "states",
        "taliban",
        "tribunal",
        "union",
    ]
)


_DETERMINERS = frozenset(["the", "an", "a", "its", "his", "her", "their", "our", "this", "that", "these"])
"""First words after which English takes no article."""


class Names:
    """The names of a crisis's actors, cleaned, by id."""

    def __init__(self, crisis: Crisis) -> None:
        self._actors = {actor.id: actor for actor in crisis.actors}
        self._short = {actor.id: line(actor.name, 60) or line(actor.id, 60) for actor in crisis.actors}

    def are_persons(self, ids: Iterable[str]) -> bool:
        """Whether all of them are people rather than states, organs or groups."""
        known = [self._actors.get(id) for id in ids]
        return bool(known) and all(actor is not None and actor.kind in _PERSONS for actor in known)

    def of(self, id: str) -> str:
        """The name for a table: the actor's, ``the account`` for its author, ``unnamed party`` for nobody."""
        if id == AUTHOR:
            return "the account"
        if id == UNSPEC:
            return "unnamed party"
        return self._short.get(id) or line(id, 60)

    def all(self, ids: Iterable[str]) -> str:
        """The names for a table, with commas; past eight of them the rest is counted."""
        names = [self.of(id) for id in ids]
        more = [f"{len(names) - MOST} more"] if len(names) > MOST else []
        return ", ".join(names[:MOST] + more)

    def some(self, ids: Iterable[str]) -> str:
        """The names for a table, ``unnamed party`` when there is none."""
        return self.all(ids) or self.of(UNSPEC)

    def inside(self, id: str) -> str:
        """The name as it stands in a sentence, with an article where English wants one."""
        if id == UNSPEC:
            return NOBODY
        name = self.of(id)
        actor = self._actors.get(id)
        if actor is None or not _wants_article(actor, name):
            return _of_the(name)
        return f"the {_of_the(_lowered(actor, name))}"

    def said(self, ids: Iterable[str], limit: int = 4) -> str:
        """Several names in a sentence: ``a, b and 3 others`` past the limit."""
        known = list(dict.fromkeys(ids))
        named = [id for id in known if id != UNSPEC] or known
        parts = [self.inside(id) for id in named]
        if len(parts) > limit:
            parts = [*parts[: limit - 1], f"{len(parts) - limit + 1} others"]
        return listed(parts)


def _of_the(name: str) -> str:
    """``president of United States`` as ``president of the United States``."""
    head, of, tail = name.rpartition(" of ")
    wants = of and tail.split()[-1:] and tail.split()[-1].casefold() in _HEADS
    return f"{head} of the {tail}" if wants and not tail.startswith("the ") else name


def _lowered(actor: Actor, name: str) -> str:
    """``Foreign minister of Iran`` as ``foreign minister of Iran``; proper names keep their capital."""
    head, of, _ = name.partition(" of ")
    words = head.split()
    common = words[1:] and all(word.islower() for word in words[1:])
    if of and (common or (len(words) == 1 and (actor.kind in _PERSONS or head.endswith("s")))):
        return name[0].lower() + name[1:]
    return name


def _wants_article(actor: Actor, name: str) -> bool:
    words = name.split()
    last = words[-1].casefold()
    # "Union of Harbours", "Army of the North": the head stands before the "of".
    head = name.split(" of ")[0].split()[-1].casefold()
    # "Ann Lee, prime minister of Alba" is a name with its office, not an office.
    if words[0].casefold() in _DETERMINERS or ", " in name or "’s" in name or "'s" in name:
        return False
    if last.endswith("s") and (actor.generic or name[0].islower()) and " of " not in name:
        return False
    if last in _HEADS or head in _HEADS:
        return True
    if (actor.kind in _OFFICES or _lowered(actor, name) != name) and (
        words[-1][0].islower() or " of " in f" {name} "
    ):
        return True
    return words[0][0].islower() and not last.endswith("s")
