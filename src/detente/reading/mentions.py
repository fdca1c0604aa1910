"""Step 2: where the text speaks of actors: names, persons, role nouns, generic groups, pronouns, sets.

Names come from the code books and from what the text defines ("the Organization of X (OX)"). Everything else
is found by its noun and left to be resolved by the next step.
"""

from __future__ import annotations

from detente.reading.base import Reading
from detente.reading.language import PLAIN
from detente.reading.mentions_acronyms import find_defined, link_acronyms
from detente.reading.mentions_kinds import DROPPED, document_year
from detente.reading.mentions_names import find_misspelt, find_names
from detente.reading.mentions_nouns import Nouns
from detente.reading.mentions_people import find_people
from detente.reading.mentions_unknown import find_unknown


class Mentions:
    """Finds the mentions of actors; names are resolved at once, the rest by ``Resolve``."""

    name = "mentions"

    def __call__(self, reading: Reading) -> None:
        text = reading.document.text.translate(PLAIN)
        year = document_year(text, reading.document.published)
        covered = find_names(reading, text, year)
        find_defined(reading, covered)
        find_misspelt(reading, covered)
        find_people(reading, covered)
        nouns = Nouns(reading, covered)
        for sentence in reading.sentences:
            nouns.find(sentence)
        find_unknown(reading, covered)
        link_acronyms(reading, covered)
        reading.mentions[:] = [mention for mention in reading.mentions if mention.how != DROPPED]
        reading.mentions.sort(key=lambda mention: (mention.start, mention.end))
