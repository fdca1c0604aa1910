"""All code books together, shipped ones with a user's own on top."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from detente.codes.actors import ActorBook, shipped_actors
from detente.codes.cues import CueBook, shipped_cues
from detente.codes.lexicon import Lexicon, shipped_lexicon
from detente.codes.places import PlaceBook, shipped_places


@dataclass(frozen=True)
class CodeBooks:
    """Everything a reader looks up: who there is, where, and what words mean."""

    actors: ActorBook
    places: PlaceBook
    lexicon: Lexicon
    cues: CueBook
    folder: Path | None = None


def load_codes(folder: Path | None = None) -> CodeBooks:
    """The shipped code books; a user's ``folder`` adds to them and overrides them.

    Raises ``CodeBookError`` (C2xx) naming the file and line that cannot be used.
    """
    actors, places, lexicon, cues = shipped_actors(), shipped_places(), shipped_lexicon(), shipped_cues()
    if folder is not None:
        actors, lexicon = actors.with_folder(folder), lexicon.with_folder(folder)
        cues = cues.with_folder(folder)
    return CodeBooks(actors, places, lexicon, cues, folder)
