"""An account among all past crises: its coding, the nearest cases and pairs, shares and base rates."""

from __future__ import annotations

from msgspec import Struct

from detente.crisis import Crisis
from detente.errors import DataError
from detente.history.analogues import DyadAnalogue, Neighbours, nearest_dyads, neighbours, pairs
from detente.history.base_rates import BaseRates, base_rates
from detente.history.coding import VARIABLES, CodedAccount, CodedActor, code
from detente.history.lens import Lens, Seen, look
from detente.history.measured import Measured, measured


class ActorOutlook(Struct, frozen=True):
    """One actor: what the account says of it, what it does not, its nearest past cases, its base rates."""

    coded: CodedActor
    unknown: tuple[str, ...]
    neighbours: Neighbours
    base_rates: BaseRates
    seen: Seen | None = None


class PairOutlook(Struct, frozen=True):
    """Two actors that face one another, and the nearest past pairs."""

    one: str
    two: str
    nearest: tuple[DyadAnalogue, ...]


class Outlook(Struct, frozen=True):
    """Everything that ``detente history`` shows of an account; ``measured`` says how well it has done."""

    title: str
    account: CodedAccount
    actors: tuple[ActorOutlook, ...]
    pairs: tuple[PairOutlook, ...]
    measured: Measured


def outlook(crisis: Crisis, *, limit: int = 8, through: Lens | None = None) -> Outlook:
    """Set an account among the past crises. ``limit`` is the number of cases shown for each actor.

    Raises ``DataError`` (H310) where the account tells of no act that hurts a state.
    """
    account = code(crisis)
    if not account.actors:
        raise DataError(
            "H310",
            "the account tells of no hostile act on a state that it names, so there is no crisis to compare",
            where=crisis.document.source or crisis.document.title or crisis.document.id,
            remedy="See with `detente read` what was found in it",
        )
    actors = tuple(_actor(actor, limit, through) for actor in account.actors)
    facing = tuple(
        PairOutlook(one.actor, two.actor, nearest_dyads(one, two, limit=limit)) for one, two in pairs(account)
    )
    return Outlook(crisis.document.title or crisis.document.id, account, actors, facing, measured())


def _actor(actor: CodedActor, limit: int, through: Lens | None) -> ActorOutlook:
    situation = actor.situation
    return ActorOutlook(
        actor,
        tuple(name for name in VARIABLES if name not in actor.values),
        neighbours(situation, told=actor, limit=limit),
        base_rates(actor.position),
        look(through, actor.actor, situation, limit) if through else None,
    )
