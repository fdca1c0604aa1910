"""Names that the tagger takes for persons' and the text for places': "the fort of X", "took X", "Koh Y"."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc, Token

from detente.reading.base import Reading
from detente.reading.mentions_kinds import word_set
from detente.reading.mentions_names import INSIDE, SEIZE
from detente.reading.titles import Titles

PARTS = frozenset(
    "Koh Ras Wadi Jebel Djebel Tell Oued Bab Umm Mount Mont Monte Isla Ilha Puerto Porto Bahia Cabo Rio "
    "Sierra Playa Camp Fort Strasse Straße Platz Bet Pass Ridge Hill Hills Heights Bridge Gate Beach Reef "
    "Shoal Cay Bank Atoll Lake River Valley Plain Plateau Oasis Junction Airfield Airport Harbour Harbor "
    "Bay Point Island".split()
)
"""Words of names of places."""
GROUNDS = word_set(
    "fort town city village port post pass island hill ridge base camp oasis capital district province "
    "region valley river lake airfield airport harbour harbor garrison crossing bridge settlement suburb "
    "outskirts road fall siege capture battle loss seizure bombing shelling bombardment occupation "
    "recapture liberation direction north south east west sector front area heights outpost station "
    "barracks market university"
)
"""Nouns whose of-phrase names a place."""
TAKEN = (SEIZE | word_set("strike hit bombard raid retake recapture evacuate")) - {"visit", "attack", "leave"}
"""Verbs whose object is a place, unless it is a person known to act."""
LYING = word_set("be lie stand fall sit remain become belong hold surrender burn suffer border have")
"""Verbs that places are the subjects of."""


class PlaceNames:
    """Which single names of a document stand only where places do."""

    def __init__(self, reading: Reading, titles: Titles) -> None:
        self.titles = titles
        self.local: Counter[str] = Counter()
        self.acting: Counter[str] = Counter()
        for sentence in reading.sentences:
            for token in sentence.tokens:
                alone = token.i == 0 or not token.nbor(-1).text[:1].isupper() or token.is_sent_start
                if alone and token.pos_ == "PROPN" and token.text[:1].isupper():
                    self._weigh(token)

    def _weigh(self, token: Token) -> None:
        head = token.head
        name = token.lower_
        if token.dep_ == "pobj":
            of_ground = head.lower_ == "of" and head.head.lemma_.lower() in GROUNDS
            self.local[name] += (
                head.lower_ in INSIDE or head.lower_ in {"near", "outside", "off"} or of_ground
            )
        elif token.dep_ in {"dobj", "nsubjpass"}:
            self.local[name] += head.lemma_.lower() in TAKEN
            self.acting[name] += head.lemma_.lower() in {"kill", "murder", "assassinate", "arrest", "appoint"}
        elif token.dep_ == "nsubj":
            self.acting[name] += head.pos_ == "VERB" and head.lemma_.lower() not in LYING
        elif token.dep_ == "poss":
            self.acting[name] += 1

    def is_place(self, doc: Doc, first: int, stop: int) -> bool:
        """Whether the stretch ``[first, stop)`` names a place: by a word of it, or by where it stands."""
        if first > 0 and self.titles.is_title(doc[first - 1]):
            return False
        if stop - first > 1:
            return doc[first].text in PARTS or doc[stop - 1].text in PARTS
        name = doc[first].lower_
        return self.local[name] > 0 and not self.acting[name]
