"""Names go out before the encoder reads; places in the text stay findable."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from views_of import attack, mention, sentence

from detente.coder.masking import Masked
from detente.coder.views import MentionView


def test_other_names_give_the_same_text() -> None:
    assert Masked(attack("Iran", "Pakistan")).text == Masked(attack("Chile", "Peru", "CHL", "PER")).text


def test_one_side_keeps_its_stand_in() -> None:
    text = "Iran said Pakistan had attacked Iranian troops, and Tehran replied."
    view = sentence(
        text,
        mention(text, "Iran", "IRN"),
        mention(text, "Pakistan", "PAK"),
        mention(text, "Iranian", "IRN", how="adjective"),
        mention(text, "Tehran", "IRN", how="metonym"),
    )
    assert Masked(view).text == "Denmark said Portugal had attacked Danish troops, and Denmark replied."


def test_kinds_stay_visible() -> None:
    text = "The BLA met Imran Khan and the UN in Quetta."
    view = sentence(
        text,
        mention(text, "BLA", "BLA", kind="armed group"),
        mention(text, "Imran Khan", "KHAN", kind="person"),
        mention(text, "UN", "UN", kind="international organisation"),
    )
    assert Masked(view).text == "The Front met Smith and the organization in Quetta."


def test_of_nested_names_the_innermost_goes() -> None:
    text = "The Iranian Foreign Ministry protested."
    view = sentence(
        text,
        mention(text, "Iranian Foreign Ministry", "IRN_MFA", kind="government"),
        mention(text, "Iranian", "IRN", how="adjective"),
    )
    assert Masked(view).text == "The Danish Foreign Ministry protested."


def test_roles_and_pronouns_are_left() -> None:
    text = "The president said it would respond."
    view = sentence(
        text,
        mention(text, "The president", "IRN", how="role", kind="official"),
        mention(text, "it", "IRN", how="pronoun"),
    )
    assert Masked(view).text == text


@given(
    st.lists(st.tuples(st.text("abc ", max_size=6), st.text("XYZ", min_size=1, max_size=9)), max_size=6),
    st.text("abc ", max_size=6),
)
def test_what_is_no_name_is_found_again(parts: list[tuple[str, str]], rest: str) -> None:
    text, mentions, plain = "", [], []
    for before, name in parts:
        plain.append((len(text), len(text) + len(before)))
        text += before
        mentions.append(MentionView(len(text), len(text) + len(name), (name,), "name", "state", False))
        text += name
    plain.append((len(text), len(text) + len(rest)))
    text += rest
    masked = Masked(sentence(text, *mentions))
    for start, end in plain:
        if start < end:
            first, last = masked.span(start, end)
            assert masked.text[first:last] == text[start:end]
    for each in mentions:
        first, last = masked.span(each.start, each.end)
        assert 0 <= first < last <= len(masked.text)
        assert masked.text[first:last] in {
            "Denmark", "Portugal", "Chile", "Thailand", "Kenya", "Belgium"
        }  # fmt: skip
