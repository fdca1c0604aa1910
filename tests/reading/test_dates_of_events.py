"""Which date an event gets: from its words, the day told last, the dateline, the entry, the publication."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from reading_checks import Telling, check_spans, event

from detente.crisis import Crisis, Document, Span, When
from detente.reading import Reader


def when(crisis: Crisis, words: str) -> When:
    found = event(crisis, words).when
    assert found is not None, words
    return found


@pytest.mark.parametrize(
    ("text", "words", "iso", "precision"),
    [
        ("On 3 May 1982 Peru attacked Ecuador.", "attacked", "1982-05-03", "day"),
        ("Peru attacked Ecuador in March 1999.", "attacked", "1999-03", "month"),
        ("Peru attacked Ecuador in 1941.", "attacked", "1941", "year"),
        ("Peru attacked Ecuador in the 1980s.", "attacked", "198X", "decade"),
        ("Over the years Peru attacked Ecuador.", "attacked", None, "habitual"),
        ("Peru occupied Ecuador from 3 May to 5 June 1911.", "occupied", "1911-05-03..1911-06-05", "day"),
        ("Peru occupied Ecuador between May and July 1967.", "occupied", "1967-05..1967-07", "month"),
        ("Peru attacked Ecuador on 14-16 May 1998.", "attacked", "1998-05-14..1998-05-16", "day"),
        (
            "Peru attacked Ecuador in August 1914 and Chile attacked Peru in 1915.",
            "attacked",
            "1914-08",
            "month",
        ),
        ("Peru, which had warned Ecuador in 1998, attacked it in 1999.", "warned", "1998", "year"),
        ("Peru, which had warned Ecuador in 1998, attacked it in 1999.", "attacked", "1999", "year"),
        ("The attack of 3 May 1982 by Peru shocked Ecuador.", "attack", "1982-05-03", "day"),
    ],
)
def test_the_date_of_an_event(
    telling: Telling, text: str, words: str, iso: str | None, precision: str
) -> None:
    found = when(telling(text), words)
    assert (found.iso, found.precision, found.basis, found.inferred) == (iso, precision, "stated", None)
    check_spans(telling(text))


SHELLED = "Ethiopia shelled Eritrea on 4 June 1998. "


@pytest.mark.parametrize(
    ("text", "words", "iso"),
    [
        ("Two days later Eritrea retaliated.", "retaliated", "1998-06-06"),
        ("The next day Eritrea retaliated.", "retaliated", "1998-06-05"),
        ("The following morning Eritrea retaliated.", "retaliated", "1998-06-05"),
        ("Eritrea retaliated three weeks later.", "retaliated", "1998-06-25"),
        ("A week earlier Eritrea had expelled the Ethiopian consul.", "expelled", "1998-05-28"),
        ("The previous day Eritrea had expelled the Ethiopian consul.", "expelled", "1998-06-03"),
        ("The same day Eritrea recalled its ambassador.", "recalled", "1998-06-04"),
        ("On 6 June Eritrea retaliated.", "retaliated", "1998-06-06"),
    ],
)
def test_relative_dates_count_from_the_day_told_last(
    telling: Telling, text: str, words: str, iso: str
) -> None:
    found = when(telling(SHELLED + text), words)
    assert found.iso == iso
    assert found.basis == "from the narrative"
    assert found.inferred


def test_vague_distances_give_no_date(telling: Telling) -> None:
    found = event(telling(SHELLED + "Several months later Eritrea retaliated."), "retaliated").when
    assert found is None or found.iso is None


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("Peru attacked Ecuador yesterday.", "2010-01-19", "day"),
        ("Peru attacked Ecuador today.", "2010-01-20", "day"),
        ("Peru attacked Ecuador on Monday.", "2010-01-18", "day"),
        ("Peru attacked Ecuador last month.", "2009-12", "month"),
        ("Peru attacked Ecuador this year.", "2010", "year"),
        ("Peru attacked Ecuador three days ago.", "2010-01-17", "day"),
        ("Peru attacked Ecuador two weeks ago.", "2010-01-06", "day"),
        ("Peru attacked Ecuador two months ago.", "2009-11", "month"),
        ("Peru attacked Ecuador two years ago.", "2008", "year"),
        ("On 28 December Peru attacked Ecuador.", "2009-12-28", "day"),
        ("On 12 January Peru attacked Ecuador.", "2010-01-12", "day"),
    ],
)
def test_the_day_of_publication_anchors(telling: Telling, text: str, iso: str, precision: str) -> None:
    found = when(telling(text, published="2010-01-20"), "attacked")
    assert (found.iso, found.precision) == (iso, precision)
    assert found.basis == "from publication date"
    assert found.inferred


@pytest.mark.parametrize("published", ["9999-12-31", "0001-01-01", "1582-10-10", "2024", "2024-02"])
def test_extreme_days_of_publication_break_nothing(telling: Telling, published: str) -> None:
    text = (
        "Peru attacked Ecuador yesterday and will attack it tomorrow. Next Monday it warned Chile. "
        "Ten weeks ago it had attacked on 29 February. Eleven years ago it left. "
        "Last month and next month it met Chile."
    )
    crisis = telling(text, published=published)
    check_spans(crisis)
    assert crisis.events


def test_nothing_to_count_from_gives_no_date(telling: Telling) -> None:
    for text in (
        "Peru attacked Ecuador yesterday.",
        "Peru attacked Ecuador on Monday.",
        "Two days later Peru attacked Chile.",
    ):
        found = event(telling(text), "attacked").when
        assert found is None or found.iso is None


def test_a_year_that_no_word_gives_is_open_and_noted(telling: Telling) -> None:
    crisis = telling("Peru attacked Ecuador on 12 May.")
    assert when(crisis, "attacked").iso is None
    assert when(crisis, "attacked").words == "12 May"
    assert [note.kind for note in crisis.notes] == ["date without a year"]
    assert "12 May" in crisis.notes[0].text


@pytest.mark.parametrize(
    ("text", "words", "iso"),
    [
        (
            "Peru attacked Ecuador on 12 May. Chile protested to Peru on 3 June 1971.",
            "attacked",
            "1971-05-12",
        ),
        (
            "Chile warned Peru on 30 December 1998. Peru attacked Ecuador on 2 January.",
            "attacked",
            "1999-01-02",
        ),
        ("In March 1999 Peru warned Chile. On 3 April Peru attacked Ecuador.", "attacked", "1999-04-03"),
    ],
)
def test_a_year_is_lent_by_the_nearest_date_with_one(
    telling: Telling, text: str, words: str, iso: str
) -> None:
    crisis = telling(text)
    found = when(crisis, words)
    assert found.iso == iso
    assert found.inferred == "year"
    assert found.basis == "from the narrative"


def test_a_year_from_the_day_of_publication_is_noted(telling: Telling) -> None:
    crisis = telling("On 28 December Peru attacked Ecuador.", published="2010-01-20")
    assert any(note.kind == "date without a year" and "2009" in note.text for note in crisis.notes)


@pytest.mark.parametrize(
    ("words", "date_words"),
    [
        ("attacked", "30 February 2001"),
        ("attacked", "5 May 9999"),
        ("attacked", "31 June 1950"),
        ("attacked", "2001-02-30"),
    ],
)
def test_impossible_dates_stay_words_with_a_note(telling: Telling, words: str, date_words: str) -> None:
    crisis = telling(f"Peru attacked Ecuador on {date_words}.")
    found = event(crisis, words).when
    assert found is None or (found.iso is None and found.precision == "none")
    notes = [note.text for note in crisis.notes if note.kind == "impossible date"]
    assert len(notes) == 1
    assert date_words in notes[0]


@pytest.mark.parametrize("span", ["from 5 June 2001 to 3 May 2001", "from 10 to 3 May 2001"])
def test_an_end_before_the_beginning_is_no_date(telling: Telling, span: str) -> None:
    crisis = telling(f"Peru occupied the Ecuadorian port {span}.")
    found = event(crisis, "occupied").when
    assert found is None or found.iso is None
    assert [note.kind for note in crisis.notes] == ["impossible date"]


def test_29_february_without_a_year_in_a_common_year(telling: Telling) -> None:
    crisis = telling("On 3 March 2001 Chile warned Peru. On 29 February Peru attacked Ecuador.")
    found = event(crisis, "attacked").when
    assert found is None or found.iso is None or found.iso.endswith("-02-29") is False


@pytest.mark.parametrize(
    "words", ["After 1945", "Since 3 May 1999", "Before 1914", "Until 1990", "By 2 May 1999"]
)
def test_a_bound_is_not_the_date_of_the_deed(telling: Telling, words: str) -> None:
    found = event(telling(f"{words} Peru attacked Ecuador."), "attacked").when
    assert found is None or found.iso is None


def test_coordinated_deeds_share_their_date(telling: Telling) -> None:
    crisis = telling("On 3 May 1999 Peru attacked Ecuador and closed the border.")
    assert when(crisis, "closed").iso == "1999-05-03"
    assert event(crisis, "closed").inferred["when"]


def test_dated_headings_of_a_chronicle_date_what_stands_under_them(reader: Reader) -> None:
    text = (
        "3 May 1982\n\nPeru attacked Ecuador.\n\n5 May 1982\n\nEcuador recalled its ambassador."
        "\n\nChile had warned Peru."
    )
    starts = [text.index("3 May"), text.index("5 May")]
    headings = tuple(Span(start, start + len("3 May 1982")) for start in starts)
    document = Document(id="c", text=text, headings=headings)
    crisis = reader.read(document)
    assert when(crisis, "attacked").iso == "1982-05-03"
    assert when(crisis, "recalled").iso == "1982-05-05"
    assert event(crisis, "recalled").inferred["when"]
    assert event(crisis, "warned").when is None


def test_narrative_days_run_on_from_relative_ones(telling: Telling) -> None:
    crisis = telling(SHELLED + "Two days later Eritrea retaliated. The next day Djibouti warned Eritrea.")
    assert when(crisis, "warned").iso == (date(1998, 6, 6) + timedelta(days=1)).isoformat()


def test_what_is_told_as_past_lies_before_publication(telling: Telling) -> None:
    assert (
        when(telling("Peru attacked Ecuador on 12 May.", published="2010-01-20"), "attacked").iso
        == "2009-05-12"
    )


def test_a_look_back_leaves_the_story_where_it_is(telling: Telling) -> None:
    crisis = telling(
        "On 14 April 1986 Peru bombed Chile. The raid followed the murder of an envoy ten days earlier. "
        "Two days later Chile shelled Peru."
    )
    shelled = event(crisis, "shelled")
    assert shelled.when is not None
    assert shelled.when.iso == "1986-04-16"


REPORT = "Tripoli, 16 April 1986\n\n"


@pytest.mark.parametrize(
    ("text", "words", "iso"),
    [
        ("Peru bombed Chile last night.", "bombed", "1986-04-15"),
        ("Peru bombed Chile this morning.", "bombed", "1986-04-16"),
        ("Peru bombed Chile on Monday.", "bombed", "1986-04-14"),
        ("On Monday Peru bombed Chile, three days after Chile shelled Lima.", "shelled", "1986-04-11"),
        ("Peru bombed Chile in December.", "bombed", "1985-12"),
        ("Peru bombed Chile this week.", "bombed", "1986-04-14..1986-04-20"),
    ],
)
def test_place_and_day_on_top_date_a_report(telling: Telling, text: str, words: str, iso: str) -> None:
    assert when(telling(REPORT + text), words).iso == iso


def test_each_dispatch_counts_from_its_own_day(telling: Telling) -> None:
    crisis = telling(
        "LIMA, July 15, 2010 - Peru bombed Chile on Thursday.\n\n"
        "QUITO, July 22 - Ecuador warned Peru on Thursday."
    )
    assert when(crisis, "bombed").iso == "2010-07-15"
    assert when(crisis, "warned").iso == "2010-07-22"


@pytest.mark.parametrize(
    ("text", "words", "iso"),
    [
        ("That November Peru attacked Chile.", "attacked", "1998-11"),
        ("In the autumn Eritrea attacked Djibouti.", "attacked", "1998"),
        ("In the evening Eritrea retaliated.", "retaliated", "1998-06-04"),
        ("Two months later Eritrea retaliated.", "retaliated", "1998-08"),
        ("A year later Eritrea retaliated.", "retaliated", "1999"),
        ("On the 9th Eritrea retaliated.", "retaliated", "1998-06-09"),
        ("They had clashed in March 1994. On 8 June Eritrea retaliated.", "retaliated", "1998-06-08"),
        ("At dawn on 7 June Eritrea retaliated.", "retaliated", "1998-06-07"),
        ("On 9 June, when Eritrea bombed Asmara, Sudan protested.", "bombed", "1998-06-09"),
        ("Eritrea protested; in July Sudan, citing the war, left the alliance.", "left", "1998-07"),
    ],
)
def test_dates_that_hang_on_the_story(telling: Telling, text: str, words: str, iso: str) -> None:
    assert when(telling(SHELLED + text), words).iso == iso


def test_an_agreement_has_the_day_of_its_signing(telling: Telling) -> None:
    crisis = telling("An agreement, signed by Peru and Chile on 3 May 1999, ended the war.")
    assert when(crisis, "agreement").iso == "1999-05-03"


def test_entries_of_a_chronicle_begin_with_a_date_and_a_colon(telling: Telling) -> None:
    crisis = telling("Peru, October 1956\n\n23 October: Peru attacks Chile. Ecuador recalls its envoy.")
    assert when(crisis, "attacks").iso == "1956-10-23"
    assert when(crisis, "recalls").iso == "1956-10-23"
