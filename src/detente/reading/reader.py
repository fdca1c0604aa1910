"""The reader: the list of steps, and the door for other coders."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from detente.coder import DocumentView, TrainedCoder, is_shipped, shipped
from detente.codes import CodeBooks, load_codes
from detente.crisis import Crisis, Document
from detente.documents import from_text
from detente.errors import UsageError
from detente.reading.accidents import Accidents
from detente.reading.affairs import Causes, Claims, Motives, Pressures, Relations
from detente.reading.arguments import Arguments
from detente.reading.assemble import assemble, number_events
from detente.reading.base import Reading, Step
from detente.reading.classify import Classify
from detente.reading.coded import Coded
from detente.reading.details import Details
from detente.reading.implied import Implied
from detente.reading.language import SMALL_MODEL, Language
from detente.reading.mentions import Mentions
from detente.reading.merge import Merge
from detente.reading.order import Ordering
from detente.reading.pairs import parties_of
from detente.reading.predicates import Predicates
from detente.reading.prune import Fold, Prune, Unanchored
from detente.reading.reports import Reports
from detente.reading.resolve import Resolve
from detente.reading.sides import OpenSides
from detente.reading.sides.taught import TaughtSides
from detente.reading.status import Status
from detente.reading.time import Times
from detente.reading.told_before import ToldBefore
from detente.reading.views import view_of

if TYPE_CHECKING:
    from detente.coder.llm import Asker, Endpoint, Progress

CODERS = ("auto", "rules", "trained", "llm")


def parties(reading: Reading) -> None:
    """Set the adversaries once the arguments are known."""
    reading.parties = parties_of(reading)


class Reader:
    """Reads documents into crises.

    ``coder`` is ``rules``, ``trained`` (the coder that ships), ``auto`` (trained where it is there, else
    rules), a ``TrainedCoder`` of one's own, or ``llm``. ``codes`` is a folder with a user's own code books,
    ``model`` an installed spaCy package. The coder ``llm`` asks the language model at ``endpoint`` about
    every sentence; no other coder sends anything anywhere. ``progress(done, total)`` is then called after
    each sentence; ``asker.tally`` counts answers and tokens.

    Raises ``UsageError`` (S302) on an unknown coder, (S310) on ``llm`` without an endpoint, ``CodeBookError``
    (C2xx) on a folder that cannot be used, and ``DataError`` (K101, K102) on a model that cannot.
    """

    def __init__(
        self,
        coder: str | TrainedCoder = "auto",
        *,
        codes: str | Path | None = None,
        model: str = SMALL_MODEL,
        endpoint: Endpoint | None = None,
        progress: Progress | None = None,
    ) -> None:
        self.coder = "rules"
        self.asker: Asker | None = None
        self.trained: TrainedCoder | None = None
        looks: tuple[Step, ...] = ()
        weighs: tuple[Step, ...] = ()
        asks: tuple[Step, ...] = ()
        decides: tuple[Step, ...] = ()
        if coder == "llm":
            from detente.coder.llm import Asker, missing
            from detente.reading.second_opinion import SecondOpinion, Settle

            if endpoint is None:
                raise missing()
            self.coder = f"llm:{endpoint.model}"
            self.asker = Asker(endpoint, progress=progress)
            asks, decides = (SecondOpinion(self.asker),), (Settle(),)
        elif (trained := _trained(coder)) is not None:
            self.trained, self.coder = trained, trained.name
            looks, decides, weighs = (Reports(trained),), (Coded(trained),), (TaughtSides(trained),)
        self.books: CodeBooks = load_codes(Path(codes) if codes is not None else None)
        self.steps: tuple[Step, ...] = (
            Language(model),
            Mentions(),
            Resolve(),
            *looks,
            Predicates(),
            Classify(),
            Accidents(),
            Arguments(),
            Implied(),
            *asks,
            Status(),
            ToldBefore(),
            Times(),
            Details(),
            Fold(),
            Prune(),
        )
        self.joining: tuple[Step, ...] = (*decides, Merge(), OpenSides(), *weighs, Unanchored())
        self.affairs: tuple[Step, ...] = (Relations(), Pressures(), Motives(), Claims(), Causes(), Ordering())

    def read(self, document: Document | str) -> Crisis:
        """The crisis that a document (or a plain string) describes."""
        if isinstance(document, str):
            document = from_text(document)
        reading = self.uncoded(document)
        for step in self.joining:
            step(reading)
        number_events(reading)
        parties(reading)
        for step in self.affairs:
            step(reading)
        return assemble(reading, coder=self.coder, made_by=f"detente {version('detente')}")

    def uncoded(self, document: Document) -> Reading:
        """What the rules find, before a coder decides and mentions are joined."""
        reading = Reading(document, self.books)
        for step in self.steps:
            step(reading)
        return reading

    def view(self, document: Document) -> DocumentView:
        """The document as a trained coder is shown it."""
        return view_of(self.uncoded(document))


def _trained(coder: str | TrainedCoder) -> TrainedCoder | None:
    """The trained coder to read with; ``None`` for the rules alone."""
    if isinstance(coder, TrainedCoder):
        return coder
    if coder not in CODERS:
        raise UsageError("S302", f"no coder named {coder!r}", remedy=f"Choose one of {', '.join(CODERS)}")
    return shipped() if coder == "trained" or (coder == "auto" and is_shipped()) else None
