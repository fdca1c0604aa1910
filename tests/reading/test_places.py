"""Where things happen: places with their country, and none that the text does not fix."""

from __future__ import annotations

from detente.codes import load_codes
from detente.crisis import Document, Place
from detente.reading.base import Reading
from detente.reading.language import Language
from detente.reading.mentions import Mentions
from detente.reading.places import find_places, place_of
from detente.reading.resolve import Resolve


def read(text: str) -> Reading:
    reading = Reading(Document.from_text(text), load_codes())
    for step in (Language(), Mentions(), Resolve()):
        step(reading)
    return reading


def places(text: str) -> dict[str, Place]:
    reading = read(text)
    return {
        place.name: place for sentence in reading.sentences for _, place in find_places(reading, sentence)
    }


def test_offsets_slice_back_to_the_words() -> None:
    text = "Fighting spread in Kashmir. A bomb exploded near Peshawar."
    for place in places(text).values():
        assert place.start is not None
        assert text[place.start : place.end] == place.name


def test_unknown_place_keeps_its_words_and_has_no_country() -> None:
    found = places("The convoy was ambushed near Qwortzheim in the morning.")
    assert all(place.country is None for name, place in found.items() if "Qwortzheim" in name)


def test_country_that_the_text_states_wins() -> None:
    found = places("Pakistan struck camps in Iran's Sistan-Baluchistan province.")
    assert found["Sistan-Baluchistan"].country == "IRN"


def test_place_of_an_event_is_its_own_locative_phrase() -> None:
    reading = read("Iran carried out strikes in Syria while talks were held in Oman.")
    tokens = {token.text: token for token in reading.sentences[0]}
    where = place_of(reading, tokens["strikes"])
    assert where is None or where.country == "SYR"
    held = place_of(reading, tokens["held"])
    assert held is not None
    assert held.country == "OMN"


def test_target_of_an_attack_on_a_state_is_no_place() -> None:
    reading = read("The attack on Israel failed.")
    tokens = {token.text: token for token in reading.sentences[0]}
    assert place_of(reading, tokens["attack"]) is None
