"""Step 3: one actor per thing: aliases, roles, sets, pronouns, relational nouns, generic groups."""

from __future__ import annotations

import msgspec

from detente.crisis import Mention
from detente.reading.antecedents import Discourse
from detente.reading.base import Reading
from detente.reading.mentions_kinds import Referring
from detente.reading.resolve_definite import resolve_definite, resolve_ordinal
from detente.reading.resolve_generic import resolve_generic
from detente.reading.resolve_people import resolve_person
from detente.reading.resolve_peoples import many_of_a_people
from detente.reading.resolve_pronouns import resolve_pronoun
from detente.reading.resolve_relational import resolve_relational
from detente.reading.resolve_roles import resolve_role
from detente.reading.resolve_sets import resolve_set
from detente.reading.resolve_speaker import resolve_speaker

RESOLVERS = {
    "person": resolve_person,
    "role": resolve_role,
    "pronoun": resolve_pronoun,
    "set": resolve_set,
    "reciprocal": resolve_set,
    "definite": resolve_definite,
    "relational": resolve_relational,
    "generic": resolve_generic,
    "ordinal": resolve_ordinal,
    "speaker": resolve_speaker,
}


class Resolve:
    """Gives every mention its actors, in text order; what cannot be decided stays empty, with a note."""

    name = "resolve"

    def __call__(self, reading: Reading) -> None:
        discourse = Discourse(reading)
        busy: set[int] = set()

        def resolve(mention: Referring) -> None:
            # an owner may be asked for while it is being resolved; it then counts as unknown
            if mention.done or id(mention) in busy:
                return
            busy.add(id(mention))
            RESOLVERS[mention.reference](discourse, mention)
            mention.done = True
            busy.discard(id(mention))

        discourse.resolve = resolve
        many_of_a_people(discourse)
        for mention in reading.mentions:
            if isinstance(mention, Referring):
                resolve(mention)
                discourse.recent.append(mention)
        _rename(reading, discourse.renamed)
        actor_records(reading)


def _rename(reading: Reading, renamed: dict[str, str]) -> None:
    """Persons that the text identified later ("his counterpart, X") get their final id everywhere."""
    if not renamed:
        return
    for mention in reading.mentions:
        if any(each in renamed for each in mention.ids):
            mention.ids = tuple(dict.fromkeys(renamed.get(each, each) for each in mention.ids))
    for old in renamed:
        reading.actors.pop(old, None)


def actor_records(reading: Reading) -> None:
    """Write the mentions into the actors; actors that nothing mentions are left out."""
    found: dict[str, list[Mention]] = {}
    text, document = reading.document.text, reading.document.id
    for mention in reading.mentions:
        for actor in mention.ids:
            found.setdefault(actor, []).append(
                Mention(
                    document,
                    mention.start,
                    mention.end,
                    text[mention.start : mention.end],
                    mention.how,
                    round(mention.confidence, 3),
                )
            )
    kept = {}
    for actor, mentions in found.items():
        record = reading.actors.get(actor)
        if record is None:
            entry = reading.books.actors.entry(actor)
            if entry is None:
                continue
            from detente.reading.mentions_names import know

            know(reading, entry)
            record = reading.actors[actor]
        kept[actor] = msgspec.structs.replace(record, mentions=tuple(mentions))
    reading.actors.clear()
    reading.actors.update(kept)
