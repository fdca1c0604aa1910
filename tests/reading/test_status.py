"""Whether it happened, and whose words these are."""

from __future__ import annotations

import pytest
from reading_checks import Telling, check_spans, event, told_by

from detente.crisis import Crisis, Event

PLANNED, DESIRED, IF, MAY, WOULD_HAVE = "planned", "desired", "conditional", "hypothetical", "counterfactual"
HAPPENED, CLAIMED, DENIED = "asserted", "claimed", "denied"
NOT, UNDONE = "negated", "did not happen"

TABLE = [
    # plans and promises
    ("Peru plans to attack Ecuador.", "attack", PLANNED, None),
    ("Peru vowed to retaliate against Ecuador.", "retaliate", PLANNED, None),
    ("Peru will attack Ecuador.", "attack", PLANNED, None),
    ("Peru is going to invade Ecuador.", "invade", PLANNED, None),
    ("Peru decided to expel the Ecuadorian ambassador.", "expel", PLANNED, None),
    ("Peru agreed to withdraw its troops from Ecuador.", "withdraw", PLANNED, None),
    ("Peru promised to release the Ecuadorian prisoners.", "release", PLANNED, None),
    ("Peru intends to blockade Ecuador.", "blockade", PLANNED, None),
    ("Peru pledged to support Ecuador.", "support", PLANNED, None),
    ("Peru threatened to bomb Ecuador.", "bomb", PLANNED, None),
    ("Peru is ready to attack Ecuador.", "attack", PLANNED, None),
    ("Peru is open to talks with Ecuador.", "talks", "hypothetical", None),
    ("Peru is ready for talks with Ecuador.", "talks", PLANNED, None),
    ("The planned visit of the Peruvian president to Ecuador was announced.", "visit", PLANNED, None),
    ("Peru said that it would retaliate against Ecuador.", "retaliate", PLANNED, None),
    # purposes
    ("Peru sent troops to attack Ecuador.", "attack", PLANNED, None),
    ("Peru closed the border in order to isolate Ecuador.", "isolate", PLANNED, None),
    # wishes and demands
    ("Peru wants to invade Ecuador.", "invade", DESIRED, None),
    ("Peru urged Ecuador to withdraw its troops.", "withdraw", DESIRED, None),
    ("Peru demanded that Ecuador withdraw its troops.", "withdraw", DESIRED, None),
    ("Peru called on Ecuador to release the prisoners.", "release", DESIRED, None),
    ("Peru asked Chile to mediate.", "mediate", DESIRED, None),
    ("Peru sought to isolate Ecuador.", "isolate", DESIRED, None),
    ("Peru attempted to assassinate the Ecuadorian president.", "assassinate", DESIRED, None),
    ("Bulgaria asked Russia for help.", "help", DESIRED, None),
    ("Austria demanded an inquiry from Serbia.", "inquiry", DESIRED, None),
    (
        "Peru's main objective is separatist: the removal of Ecuador from the province.",
        "removal",
        DESIRED,
        None,
    ),
    ("Its goal, the overthrow of the Ecuadorian government, was known.", "overthrow", DESIRED, None),
    # conditions
    ("If Peru attacks Ecuador, Chile will respond.", "attacks", MAY, None),
    ("If Peru attacks Ecuador, Chile will respond.", "respond", IF, None),
    ("Peru would attack Ecuador if Chile helped it.", "attack", IF, None),
    ("Peru would attack Ecuador if Chile helped it.", "helped", MAY, None),
    ("Unless Ecuador withdraws, Peru will attack it.", "attack", IF, None),
    ("Unless Ecuador withdraws, Peru will attack it.", "withdraws", MAY, None),
    # possibilities and fears
    ("Peru may attack Ecuador.", "attack", MAY, None),
    ("Peru could invade Ecuador.", "invade", MAY, None),
    ("Peru might bomb Ecuador.", "bomb", MAY, None),
    ("Peru feared that Ecuador would attack.", "attack", MAY, None),
    ("Ecuador feared a Peruvian attack.", "attack", MAY, None),
    ("The risk of a Peruvian attack on Ecuador grew.", "attack", MAY, None),
    ("Chile warned that Peru could invade Ecuador.", "invade", MAY, None),
    ("A Peruvian invasion of Ecuador is possible.", "invasion", MAY, None),
    ("A possible Peruvian attack on Ecuador was discussed.", "attack", MAY, None),
    ("It is unclear whether Peru attacked Ecuador.", "attacked", MAY, None),
    ("Chile doubted that Peru had attacked Ecuador.", "attacked", MAY, None),
    ("Georgia said that any attack would be met with force.", "attack", None, None),
    # what would have been
    ("Peru would have attacked Ecuador if Chile had helped it.", "attacked", WOULD_HAVE, None),
    ("Peru would have attacked Ecuador if Chile had helped it.", "helped", WOULD_HAVE, None),
    ("Had Peru attacked Ecuador, Chile would have intervened.", "attacked", WOULD_HAVE, None),
    ("Had Peru attacked Ecuador, Chile would have intervened.", "intervened", WOULD_HAVE, None),
    ("Were Peru to attack Ecuador, Chile would intervene.", "attack", None, None),
    ("Peru could have bombed Ecuador.", "bombed", WOULD_HAVE, None),
    ("Without Chilean help, Peru would not have attacked Ecuador.", "attacked", WOULD_HAVE, NOT),
    ("If Peru had invaded Ecuador, Chile would have mobilized its army.", "invaded", WOULD_HAVE, None),
    ("If Peru had invaded Ecuador, Chile would have mobilized its army.", "mobilized", WOULD_HAVE, None),
    ("Peru should have invaded Ecuador in 1980.", "invaded", WOULD_HAVE, None),
    # what did not happen
    ("Peru did not attack Ecuador.", "attack", HAPPENED, NOT),
    ("Peru never attacked Ecuador.", "attacked", HAPPENED, NOT),
    ("Peru has not withdrawn from Ecuador.", "withdrawn", HAPPENED, NOT),
    ("No Peruvian attack on Ecuador took place.", "attack", HAPPENED, NOT),
    ("Neither Peru nor Ecuador attacked.", "attacked", HAPPENED, NOT),
    ("Peru refused to withdraw its troops from Ecuador.", "withdraw", PLANNED, NOT),
    ("Peru failed to invade Ecuador.", "invade", None, NOT),
    ("Peru declined to meet Ecuador.", "meet", None, NOT),
    ("Peru decided not to attack Ecuador.", "attack", PLANNED, NOT),
    ("Peru was reluctant to attack Ecuador.", "attack", None, NOT),
    ("Peru was unable to defeat Ecuador.", "defeat", None, NOT),
    ("Peru refrained from attacking Ecuador.", "attacking", HAPPENED, NOT),
    ("Peru almost attacked Ecuador.", "attacked", HAPPENED, UNDONE),
    ("Peru averted an attack by Ecuador.", "attack", None, UNDONE),
    ("Chile prevented Peru from invading Ecuador.", "invading", None, UNDONE),
    ("Instead of attacking Ecuador, Peru closed the border.", "attacking", None, UNDONE),
    ("Peru stopped short of attacking Ecuador.", "attacking", None, UNDONE),
    ("Far from attacking Ecuador, Peru withdrew.", "attacking", None, NOT),
    ("Not a single Peruvian soldier was killed.", "killed", HAPPENED, NOT),
    ("The attack that Ecuador feared never came.", "attack", HAPPENED, NOT),
    ("The invasion never took place.", "invasion", HAPPENED, NOT),
    ("Ecuador was spared an invasion.", "invasion", None, UNDONE),
    # what is definite and has not come about for all that
    ("The proposal called for the withdrawal of foreign troops.", "withdrawal", DESIRED, None),
    ("Preparations for the invasion of Ecuador were complete.", "invasion", PLANNED, None),
    ("The Peruvian invasion is imminent.", "invasion", MAY, None),
    ("In the event of the attack, Chile will respond.", "attack", MAY, None),
    ("Chile opposed the invasion of Ecuador.", "invasion", HAPPENED, None),
    # an order, leave or vote is not the deed
    ("Peru ordered the bombing of the port.", "bombing", PLANNED, None),
    ("Peru ordered the ships to be sunk.", "sunk", DESIRED, None),
    ("Peru authorised strikes on Ecuador.", "strikes", PLANNED, None),
    ("Peru's parliament approved the bombing of the port.", "bombing", PLANNED, None),
    ("Peru gave the green light to an attack on Ecuador.", "attack", PLANNED, None),
    ("The Peruvian president signed off on air strikes.", "air strikes", PLANNED, None),
    ("Peru ruled out intervening in Ecuador.", "intervening", None, UNDONE),
    ("Peru vetoed the sanctions against Ecuador.", "sanctions", None, UNDONE),
    # what was to begin
    ("The offensive was to begin at dawn.", "offensive", PLANNED, None),
    ("The offensive was due to start in May.", "offensive", PLANNED, None),
    ("The invasion is likely to begin soon.", "invasion", MAY, None),
    ("The invasion failed to materialise.", "invasion", HAPPENED, NOT),
    ("The troops were to have left by June.", "left", PLANNED, None),
    ("A Peruvian attack seemed inevitable.", "attack", MAY, None),
    ("Had there been an attack, Chile would have responded.", "attack", WOULD_HAVE, None),
    # what a report, a demand or a treaty says
    ("The false report that Peru had bombed Ecuador caused panic.", "bombed", CLAIMED, None),
    ("Rumours that the president had been killed proved untrue.", "killed", CLAIMED, None),
    ("The demand that Serbia hand over the suspects was rejected.", "hand over", DESIRED, None),
    ("The pact forbids either side from attacking the other.", "attacking", None, UNDONE),
    ("Peru was talked out of attacking Ecuador.", "attacking", HAPPENED, NOT),
    # what is played or written
    ("A simulated attack on Lima was part of the exercise.", "attack", MAY, None),
    ("In the novel, Peru attacks Ecuador.", "attacks", MAY, None),
    # what is imagined or laid down
    ("The scenario in which Peru attacks Ecuador is unlikely.", "attacks", MAY, None),
    ("In the worst case Peru bombs the dams.", "bombs", MAY, None),
    ("Should Peru invade, Chile will fight.", "invade", MAY, None),
    ("Peru will sink any ship that enters the bay.", "enters", MAY, None),
    ("Chile was against an attack on the port.", "attack", MAY, None),
    ("Peru weighed air strikes against Ecuador.", "air strikes", MAY, None),
    ("The treaty obliges Peru to withdraw its troops.", "withdraw", PLANNED, None),
    ("The so-called invasion angered Peru.", "invasion", CLAIMED, None),
    # others' words
    ("Peru said that Ecuador had attacked the port.", "attacked", CLAIMED, None),
    ("Peru claimed that Ecuador bombed a village.", "bombed", CLAIMED, None),
    ("Peru accused Ecuador of shelling the village.", "shelling", CLAIMED, None),
    ("According to Peru, Ecuador attacked the village.", "attacked", CLAIMED, None),
    ("Ecuador allegedly bombed a Peruvian village.", "bombed", CLAIMED, None),
    ("Ecuador reportedly shelled the Peruvian town.", "shelled", CLAIMED, None),
    ("Peru alleged an attack by Ecuador.", "attack", CLAIMED, None),
    ("The alleged attack by Ecuador angered Peru.", "attack", CLAIMED, None),
    ('"Ecuador has attacked our port," the Peruvian president said.', "attacked", CLAIMED, None),
    ("Peru denied attacking Ecuador.", "attacking", DENIED, None),
    ("Peru denied that it had attacked Ecuador.", "attacked", DENIED, None),
    ("Peru denied the attack on Ecuador.", "attack", DENIED, None),
    # what did happen
    ("Peru attacked Ecuador.", "attacked", HAPPENED, None),
    ("Peru had attacked Ecuador.", "attacked", HAPPENED, None),
    ("Although Peru attacked Ecuador, Chile stayed neutral.", "attacked", HAPPENED, None),
    ("After Peru attacked Ecuador, Chile closed its border.", "attacked", HAPPENED, None),
    ("After Peru attacked Ecuador, Chile closed its border.", "closed", HAPPENED, None),
    ("Because Peru attacked Ecuador, Chile closed its border.", "attacked", HAPPENED, None),
    ("Peru managed to seize the Ecuadorian port.", "seize", HAPPENED, None),
    ("Peru began to shell Ecuador.", "shell", HAPPENED, None),
    ("Peru continued to shell Ecuador.", "shell", HAPPENED, None),
    ("Peru was forced to withdraw from Ecuador.", "withdraw", HAPPENED, None),
    ("Evidence indicates that Peru attacked Ecuador.", "attacked", HAPPENED, None),
    ("Peru admitted that it had attacked Ecuador.", "attacked", HAPPENED, None),
    ("Peru acknowledged attacking Ecuador.", "attacking", HAPPENED, None),
    ("Chile regretted the Peruvian attack on Ecuador.", "attack", HAPPENED, None),
    ("Peru not only shelled Ecuador but closed the border.", "closed", HAPPENED, None),
]


@pytest.mark.parametrize(("text", "words", "modality", "polarity"), TABLE)
def test_status(telling: Telling, text: str, words: str, modality: str | None, polarity: str | None) -> None:
    crisis = telling(text)
    found = event(crisis, words)
    if modality is None:
        # which shade of unreal is a matter of taste; that it is not told as done is not
        assert not found.happened
        assert bool(found.polarity) or found.modality != HAPPENED
    else:
        assert found.modality == modality
    if polarity is None:
        assert found.polarity is None
    else:
        assert found.polarity is not None
        assert not found.happened
    check_spans(crisis)


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Peru said that Ecuador had attacked the port.", "attacked", ("PER",)),
        ("According to Peru, Ecuador attacked the village.", "attacked", ("PER",)),
        ("Peru accused Ecuador of shelling the village.", "shelling", ("PER",)),
        ("Sudan and Chad accused Libya of arming rebels.", "arming", ("SDN", "TCD")),
        ("Peru denied attacking Ecuador.", "attacking", ("PER",)),
        ("Peru urged Ecuador to withdraw.", "withdraw", ("PER",)),
        ("Peru attacked Ecuador.", "attacked", ("author",)),
        ("Evidence indicates that Peru attacked Ecuador.", "attacked", ("author",)),
    ],
)
def test_whose_words_these_are(telling: Telling, text: str, words: str, speaker: tuple[str, ...]) -> None:
    assert event(telling(text), words).speaker == speaker


def test_a_speech_points_at_what_it_is_about(telling: Telling) -> None:
    crisis = telling("Peru accused Ecuador of shelling the village.")
    accused = event(crisis, "accused")
    assert accused.about == event(crisis, "shelling").id
    assert accused.happened


def test_the_condition_is_kept_in_its_words(telling: Telling) -> None:
    found = event(telling("If Peru attacks Ecuador, Chile will respond."), "respond")
    assert found.condition == "If Peru attacks Ecuador"


def test_a_claim_does_not_reach_the_next_sentence(telling: Telling) -> None:
    crisis = telling(
        "Peru said that Ecuador had attacked the port. Chile recalled its ambassador from Ecuador."
    )
    assert event(crisis, "recalled").happened
    assert event(crisis, "recalled").speaker == ("author",)


def test_a_negation_does_not_reach_the_next_clause(telling: Telling) -> None:
    crisis = telling("Peru did not attack Ecuador, but Chile invaded Bolivia.")
    assert event(crisis, "invaded").happened
    assert event(crisis, "attack").polarity == NOT


def test_what_did_not_happen_is_in_no_list_of_what_did(telling: Telling) -> None:
    crisis = telling("Peru did not attack Ecuador. Chile may invade Bolivia. Kenya thanked Uganda.")
    assert [each.event for each in crisis.happened()] == ["SUPPORT"]


FRAMES = [
    "{A} attacked {B}.",
    "{A} accused {B} of shelling the port.",
    "{A} denied that it had attacked {B}.",
    "{A} vowed to retaliate against {B}.",
    "{A} would have invaded {B} if the harvest had been good.",
    "Had {A} attacked {B}, the war would have gone on.",
    "{A} refused to withdraw its troops from {B}.",
    "{A} and {B} signed a ceasefire.",
    "Talks between {A} and {B} were suspended.",
    "{A} recalled its ambassador from {B}.",
    "{A} did not attack {B}.",
    "{A} urged {B} to release the prisoners.",
    "If {A} attacks {B}, the army will respond.",
    "According to {A}, {B} bombed a village.",
    "{A} imposed sanctions on {B} and closed the border.",
    "Denouncing the raid, {A} broke off diplomatic relations with {B}.",
    "{B} was invaded by {A} in 1962.",
    "{A} may expel the ambassador of {B}.",
    "{A} carried out a series of air strikes on {B}.",
    "{A} offered to mediate, but {B} rejected the proposal.",
]
PAIRS = [
    ("Peru", "Ecuador"),
    ("India", "Pakistan"),
    ("Sudan", "Ethiopia"),
    ("Poland", "Hungary"),
    ("Kenya", "Somalia"),
]


def shape(crisis: Crisis, a: str, b: str) -> list[tuple[object, ...]]:
    """The events of a reading with the two names taken out of them."""

    def named(ids: tuple[str, ...]) -> tuple[str, ...]:
        names = {crisis.name(id) for id in ids}
        return tuple(sorted("A" if name == a else "B" if name == b else "other" for name in names))

    def told(each: Event) -> tuple[object, ...]:
        words = each.trigger.slice(crisis.document.text)
        return (words, each.layer, each.event, each.mode, each.modality, each.polarity, named(each.sources))

    return [told(each) for each in crisis.events]


@pytest.mark.parametrize("pair", PAIRS[1:], ids=lambda pair: "-".join(pair))
@pytest.mark.parametrize("frame", FRAMES)
def test_other_names_change_nothing(telling: Telling, frame: str, pair: tuple[str, str]) -> None:
    first, second = PAIRS[0]
    a, b = pair
    one = shape(telling(frame.format(A=first, B=second)), first, second)
    two = shape(telling(frame.format(A=a, B=b)), a, b)
    assert one
    assert two == one


@pytest.mark.parametrize("frame", FRAMES)
def test_sides_change_places_with_their_names(telling: Telling, frame: str) -> None:
    first, second = PAIRS[0]
    assert shape(telling(frame.format(A=first, B=second)), first, second) == shape(
        telling(frame.format(A=second, B=first)), second, first
    )


def test_a_word_that_tells_two_things_is_told_once(telling: Telling) -> None:
    crisis = telling("Peru threatened to bomb Ecuador.")
    assert len(told_by(crisis, "bomb")) == 1
    assert len(told_by(crisis, "threatened")) == 1
