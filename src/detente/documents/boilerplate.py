"""Which lines around an account are furniture of a page: menus, counters, notices, page numbers."""

from __future__ import annotations

import re

LONGEST = 400  # characters; a longer line is never taken for boilerplate

_SITES = (
    r"(?:facebook|twitter|x|whats ?app|linked ?in|instagram|telegram|e-?mail|reddit|youtube|pinterest|rss)"
)
_NAME = r"(?:[A-Z][\w.'’-]+|[A-Z]\.)"

# Each pattern must match the whole line. Tails are bounded so that no prose sentence fits.
_LINES = [
    r"(?:\d[\d,.]*\s?[km]?|no)\s+(?:comments?|shares?|likes?|views?|replies|retweets?)(?: yet)?",
    r"(?:comments?|leave a (?:comment|reply)|(?:post|add) a comment|join the (?:conversation|discussion))"
    r"(?: \(\d+\))?",
    rf"(?:please )?share(?: this)?(?: article| story| post| page)?(?: (?:on|via|with) (?:{_SITES}[ ,/|]*)+)?",
    rf"{_SITES}(?:\s*[|·•/,]\s*{_SITES}|\s+{_SITES})*",
    r"(?:follow|like|find|join) us(?: (?:on|at) .{1,40})?",
    r"(?:tweet|like|print|save|bookmark|menu|search|home|sign in|log ?in|log ?out|register|donate|close)",
    r"print this (?:page|article)|save (?:this )?(?:for later|article|story)",
    r"subscribe(?: now| today| here)?(?: (?:to|for) .{1,60})?",
    r"(?:sign up|register)(?: now| today| here)?"
    r"(?: (?:to|for) .{0,40}(?:newsletter|emails?|alerts?|updates).{0,40})?",
    r"get (?:our|the latest) .{0,60}(?:newsletter|inbox|emails?|alerts?).{0,40}",
    r"read (?:more|also|next|full (?:story|article))(?: ?[:»>…].{0,160})?",
    r"(?:also|see) (?:read|also) ?:.{1,160}",
    r"(?:continue|keep) reading(?: below)?",
    r"click here(?: (?:to|for) .{1,60})?|(?:show|load|view|see) (?:more|all)",
    r"(?:related|recommended|popular|trending|more)"
    r" (?:articles|stories|posts|topics|content|news|reading|coverage)(?: ?:.{0,160})?",
    r"you (?:may|might) also (?:like|be interested in)|more (?:from|on) .{1,60}|most (?:read|popular|viewed)",
    r"(?:\[?advert(?:isement)?s?\]?|sponsored(?: content)?|paid content|promoted)",
    r"(?:story|article|text) continues below(?: (?:this |the )?(?:ad|advert|advertisement))?",
    r"skip to (?:main )?(?:content|navigation)|back to (?:top|home)",
    r"(?:previous|next)(?: (?:article|post|page|story))?",
    r"(?:accept|manage|reject)(?: all)? cookies|cookie (?:policy|settings|preferences|notice)",
    r"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies?\b.{0,300}",
    r"by (?:continuing|using) .{0,80}(?:cookies|terms|privacy).{0,200}",
    r"(?:privacy (?:policy|notice|statement)|terms (?:of (?:use|service)|and conditions|& conditions))"
    r"(?:\s*[|·•/]\s*.{1,80})?|contact us|about us",
    r"(?:copyright\s*(?:©|\(c\)|\d{4})|©|\(c\)\s*\d{4}).{0,200}|all rights reserved\.?.{0,80}",
    r"\d+ min(?:ute)?s?(?: of)? read(?:ing)?|reading time ?:.{1,30}",
    r"(?:listen to (?:this|the) (?:article|story))",
    r"(?:first |last )?(?:published|updated|modified|posted)(?: (?:on|at))?\s*:.{1,80}",
    r"last (?:updated|modified|edited)(?: (?:on|at))? .{1,60}",
    r"(?:tags?|filed under|categor(?:y|ies)|topics|keywords|posted in)\s*:.{1,160}",
    r"(?:\(?(?:file )?(?:photo|image|picture|illustration)(?: credit)?s?(?: by|:)).{1,160}",
    r"(?:https?://|www\.|file://)\S{1,300}(?: \d{1,4}/\d{1,4})?",
    # What browsers print on top of each page.
    r"\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d{2}(?: ?[AP]M)? .{1,200}",
    r"(?:page|p\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—]|\d{1,4}\s*(?:/|of)\s*\d{1,4}",
    r"\d{1,3}",
]
_LINE = re.compile("|".join(f"(?:{pattern})" for pattern in _LINES), re.IGNORECASE)
_DAY = r"(?:\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{4}-\d\d-\d\d)"
_BYLINE = re.compile(rf"(?:By|BY) {_NAME}(?: (?:{_NAME}|al|bin|de|van|von)){{0,4}}(?:(?:,| and|,? in) {_NAME}"
                     rf"(?: {_NAME}){{0,4}}){{0,3}}(?: ?[,|·–—-] ?({_DAY}))?")  # fmt: skip
_PIECE = re.compile(r"\s*[|·•»]\s*")
# Furniture glued to the end of the last sentence, as pages saved as text have it.
_TAIL = re.compile(
    r"(?<=[.!?…\"'”’)])\s*((?:\d[\d,]*|No) Comments?|Leave a (?:[Cc]omment|[Rr]eply)|Advertisements?"
    r"|ADVERTISEMENTS?|Share [Tt]his(?: (?:[Aa]rticle|[Ss]tory|[Pp]ost))?|Read [Mm]ore"
    r"|All [Rr]ights [Rr]eserved\.?)$"
)
_MENU_WORDS = 3


def is_boilerplate(line: str) -> bool:
    """Whether a line that stands alone is furniture. ``line`` has no blanks around it."""
    if not line or len(line) > LONGEST:
        return False
    return bool(_LINE.fullmatch(line) or _BYLINE.fullmatch(line)) or _is_menu(line) or _is_footer(line)


def byline_date(line: str) -> str | None:
    """The date behind the names of a byline, in its own words; ``None`` for every other line."""
    found = _BYLINE.fullmatch(line) if len(line) <= LONGEST else None
    return found[1] if found else None


def tail(line: str) -> int | None:
    """Where furniture begins that is glued to the end of a line of prose; ``None`` when there is none."""
    window = max(0, len(line) - 60)
    match = _TAIL.search(line, window)
    return match.start(1) if match else None


def _is_footer(line: str) -> bool:
    """Pieces of furniture in a row: ``0 Comments · Subscribe · © The Star``; numbers alone are a table."""
    pieces = _PIECE.split(line)
    return (
        len(pieces) > 1
        and all(_LINE.fullmatch(piece) for piece in pieces)
        and not all(piece.isdigit() for piece in pieces)
    )


def _is_menu(line: str) -> bool:
    """Three or more entries of a few words between bars or dots: ``Home | World | Opinion``."""
    pieces = _PIECE.split(line)
    return len(pieces) >= 3 and all(0 < len(piece.split()) <= _MENU_WORDS for piece in pieces)
