"""Past crises and their actors: the facts of each as one record, with readable values; unknown is None.

The variables, their codes and the columns they come from are listed in ``data/variables.tsv``, from which
docs/history_codes.md is made. An account at hand is coded into the same variables.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Act = Literal[
    "verbal act", "political act", "economic act", "external change", "other non-violent act",
    "internal challenge", "non-violent military act", "indirect violent act", "violent act",
]  # fmt: skip
TriggeredBy = Literal["state", "non-state actor", "several states", "code 995"]
Response = Literal[
    "no response", "verbal act", "political act", "economic act", "other non-violent act",
    "non-violent military act", "several acts with non-violent military ones", "violent military act",
    "several acts with violent ones",
]  # fmt: skip
Gravity = Literal[
    "economic threat", "limited military damage", "political threat", "territorial threat",
    "threat to influence", "threat of grave damage", "threat to existence", "other",
]  # fmt: skip
Management = Literal[
    "negotiation", "adjudication or arbitration", "mediation", "several, none violent",
    "pressure without the military", "pressure by the military without violence", "several, some violent",
    "violence",
]  # fmt: skip
Violence = Literal["none", "minor clashes", "serious clashes", "full-scale war"]
ViolenceRole = Literal["none", "minor", "important", "preeminent"]
Condition = Literal["worse", "unchanged", "better", "new state"]
Regime = Literal[
    "democratic", "civil authoritarian", "military, direct", "military, indirect", "military, dual"
]
Power = Literal["small power", "middle power", "great power", "superpower"]
Nuclear = Literal["none", "foreseeable", "possesses", "second strike"]
Alliance = Literal["nonaligned", "informal ally of a power", "formal ally of a power", "leads an alliance"]
Age = Literal[
    "before 1648", "1648 to 1814", "1815 to 1918", "1919 to 1945", "1945 to 1959", "1960 to 1969",
    "1970 to 1989", "since 1990",
]  # fmt: skip
Size = Literal["small", "medium", "large"]
Proximity = Literal["home territory", "sub-region", "same continent", "elsewhere"]
Region = Literal[
    "Central and North Asia", "Turkey, Cyprus and the Caucasus", "East Asia", "South-East Asia",
    "South Asia and Iran", "Middle East", "West Africa", "North Africa", "East Africa", "Southern Africa",
    "Central Africa", "Russia", "Eastern Europe", "Central Europe", "Western Europe", "Northern Europe",
    "Southern Europe", "North America", "Central America and the Caribbean", "South America", "Oceania",
]  # fmt: skip
Issue = Literal[
    "military and security", "political and diplomatic", "economic and developmental", "cultural and status"
]
PowerActivity = Literal[
    "none", "code 2", "political", "economic", "propaganda", "covert", "semi-military", "direct military",
    "is the actor",
]  # fmt: skip
Outcome = Literal["victory", "compromise", "stalemate", "defeat", "other", "code 9"]
OutcomeForm = Literal[
    "formal agreement", "semi-formal agreement", "tacit understanding", "own unilateral act", "code 5",
    "unilateral act of the adversary", "compliance", "imposed by the actor", "imposed on the actor",
    "code 10", "code 11", "code 12", "code 13", "code 14", "faded",
]  # fmt: skip
Satisfaction = Literal[
    "both satisfied", "actor satisfied, adversary not", "adversary satisfied, actor not", "neither satisfied",
    "code 9",
]  # fmt: skip
Legacy = Literal["tension rose", "tension fell", "too recent"]
Protracted = Literal["no", "protracted conflict", "protracted conflict with long war"]
Distance = Literal["contiguous", "near neighbours", "distant"]
Period = Literal["1918 to 1939", "1939 to 1945", "1945 to 1962", "1963 to 1989", "1990 to 2010", "since 2011"]
Ethnic = Literal["secessionist", "irredentist", "no"]
ThirdPartyActivity = Literal["none", "low-level", "covert or semi-military", "military"]
Effect = Literal[
    "did not exist", "not active", "escalated", "ineffective", "marginal", "important", "most important"
]
GlobalBody = Literal[
    "did not exist", "none", "other organ", "secretary-general", "assembly", "council", "code 10"
]
RegionalBody = Literal[
    "did not exist", "none", "Arab League", "NATO", "Organization of American States",
    "African Union or its forerunner", "SEATO", "Warsaw Pact", "CENTO", "other", "several", "European Union",
    "ASEAN", "code 14", "ECOWAS",
]  # fmt: skip
BodyActivity = Literal[
    "did not exist", "none", "discussion", "fact-finding", "good offices", "condemnation", "call for action",
    "mediation", "arbitration", "sanctions", "observers", "code 11", "emergency military force", "code 12",
    "other", "code 13",
]  # fmt: skip
Mediator = Literal[
    "none", "global organisation", "regional organisation", "private or church", "one state", "several",
    "code 7",
]  # fmt: skip
MediationStyle = Literal["none", "facilitation", "formulation", "manipulation"]
SystemOutcome = Literal["ambiguous", "definitive"]
SystemOutcomeForm = Literal[
    "formal agreement", "semi-formal agreement", "tacit understanding", "unilateral act", "imposed", "other",
    "faded",
]  # fmt: skip

VIOLENT_RESPONSES: frozenset[str] = frozenset({"violent military act", "several acts with violent ones"})
DOMESTIC = (
    "economy", "unemployment", "inflation", "cost_of_living", "food_prices", "labour", "shortages",
    "repression", "unrest", "mass_violence", "government_instability",
)  # fmt: skip
"""The variables that tell a domestic condition before the crisis (kind ``Condition``)."""


class PastActor(Struct, frozen=True, omit_defaults=True):
    """A state in a crisis, as its own leaders saw it. A state may be in one crisis more than once.

    ``id`` is ICB's number of the case, ``crisis`` of the crisis, ``number`` of the state (Correlates of War
    style); ``state`` is our id where our code books have the state. Dates are ISO, cut to the month where the
    day is not known. What each field means stands in the code book (``variables()``).
    """

    id: int
    crisis: int
    number: int
    name: str
    state: str | None = None
    triggered: str | None = None
    responded: str | None = None
    ended: str | None = None
    trigger: Act | None = None
    trigger_by: TriggeredBy | None = None
    trigger_entity: int | None = None
    adversary: int | None = None
    adversary_name: str | None = None
    adversary_state: str | None = None
    adversary_power: Power | None = None
    response: Response | None = None
    response_days: int | None = None
    gravity: Gravity | None = None
    management: Management | None = None
    violence_role: ViolenceRole | None = None
    violence: Violence | None = None
    economy: Condition | None = None
    unemployment: Condition | None = None
    inflation: Condition | None = None
    cost_of_living: Condition | None = None
    food_prices: Condition | None = None
    labour: Condition | None = None
    shortages: Condition | None = None
    repression: Condition | None = None
    unrest: Condition | None = None
    mass_violence: Condition | None = None
    government_instability: Condition | None = None
    regime: Regime | None = None
    power: Power | None = None
    power_gap: int | None = None
    nuclear: Nuclear | None = None
    alliance: Alliance | None = None
    age: Age | None = None
    size: Size | None = None
    proximity: Proximity | None = None
    actor_region: Region | None = None
    region: Region | None = None
    issue: Issue | None = None
    us_activity: PowerActivity | None = None
    soviet_activity: PowerActivity | None = None
    outcome: Outcome | None = None
    outcome_form: OutcomeForm | None = None
    satisfaction: Satisfaction | None = None
    legacy: Legacy | None = None
    days: int | None = None
    protracted: Protracted | None = None
    protracted_id: int | None = None
    intra_war: bool | None = None
    rivals: bool | None = None

    @property
    def violent_response(self) -> bool | None:
        """Whether the major response was, or held, violence."""
        return None if self.response is None else self.response in VIOLENT_RESPONSES


class PastCrisis(Struct, frozen=True, omit_defaults=True):
    """A crisis between states since 1918. ``id`` is ICB's number, ``name`` ICB's name written out."""

    id: int
    name: str
    icb_name: str
    actors: tuple[PastActor, ...] = ()
    triggered: str | None = None
    ended: str | None = None
    trigger: Act | None = None
    trigger_by: TriggeredBy | None = None
    gravity: Gravity | None = None
    management: Management | None = None
    violence: Violence | None = None
    violence_role: ViolenceRole | None = None
    involved: int | None = None
    days: int | None = None
    region: Region | None = None
    distance: Distance | None = None
    period: Period | None = None
    ethnic: Ethnic | None = None
    protracted: Protracted | None = None
    intra_war: bool | None = None
    power_gap: int | None = None
    us_activity: ThirdPartyActivity | None = None
    us_effect: Effect | None = None
    soviet_activity: ThirdPartyActivity | None = None
    soviet_effect: Effect | None = None
    global_body: GlobalBody | None = None
    global_activity: BodyActivity | None = None
    global_effect: Effect | None = None
    regional_body: RegionalBody | None = None
    regional_activity: BodyActivity | None = None
    regional_effect: Effect | None = None
    mediated: bool | None = None
    mediator: Mediator | None = None
    mediation_style: MediationStyle | None = None
    mediation_effect: Effect | None = None
    outcome: SystemOutcome | None = None
    outcome_form: SystemOutcomeForm | None = None
    legacy: Legacy | None = None

    @property
    def year(self) -> int | None:
        """Year of the outbreak."""
        return int(self.triggered[:4]) if self.triggered else None


class Dyad(Struct, frozen=True):
    """An actor and the state that threatened it; ``other`` is that state's own case, where it has one."""

    crisis: int
    actor: PastActor
    adversary: int
    other: PastActor | None = None


def dyads(crisis: PastCrisis) -> tuple[Dyad, ...]:
    """Every actor of the crisis with its main adversary, directed: what A faced from B and B from A are two.

    ``other`` is the adversary's case against this actor if there is one, else its first case in the crisis.
    """
    found = []
    for actor in crisis.actors:
        if actor.adversary is not None:
            cases = [each for each in crisis.actors if each.number == actor.adversary]
            mutual = [each for each in cases if each.adversary == actor.number]
            found.append(Dyad(crisis.id, actor, actor.adversary, next(iter([*mutual, *cases]), None)))
    return tuple(found)
