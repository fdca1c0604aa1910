"""What the letters before a ship's name tell: that it is a ship, and mostly whose."""

from __future__ import annotations

from spacy.tokens import Token

NAVIES = {
    "HMS": "GBR", "RFA": "GBR", "HMAS": "AUS", "HMCS": "CAN", "HMNZS": "NZL", "USS": "USA", "USNS": "USA",
    "USCGC": "USA", "ROKS": "KOR", "PNS": "PAK", "BRP": "PHL", "KRI": "IDN", "ARA": "ARG", "BNS": "BGD",
    "JDS": "JPN", "JS": "JPN", "TCG": "TUR", "HNLMS": "NLD", "HDMS": "DNK", "HNOMS": "NOR", "ICGV": "ISL",
}  # fmt: skip
"""Prefixes that are one navy's or coast guard's alone, with its state."""
PREFIXES = NAVIES.keys() | {"INS", "MV", "SS"}
"""With those that two navies share, or merchant ships of any flag."""


def state_of_ship(head: Token) -> str | None:
    """The state of the ship named beside a noun: "the destroyer USS Maddox"."""
    names = [child for child in head.children if child.dep_ in {"appos", "nmod", "compound"}]
    names += [head.head] if head.dep_ in {"compound", "nmod"} else []
    after = head.nbor(1) if head.i + 1 < len(head.doc) else None
    for token in (*names, *(below for name in names for below in name.children), *([after] if after else [])):
        if (state := NAVIES.get(token.text)) is not None:
            return state
    return None
