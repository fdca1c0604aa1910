"""Sets ("both nations"), reciprocals, relational nouns ("his counterpart"), definite descriptions."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.antecedents import Discourse, clause_subjects, conjoined, own_subjects
from detente.reading.mentions_kinds import (
    OFFICES,
    OPPOSED,
    Referring,
    left_words,
    personal,
    plain,
    word_set,
)
from detente.reading.resolve_lists import co_arguments
from detente.reading.resolve_owners import SHARED, ensure_role, of_whom, owners_of

STATES = frozenset({"state"})
SIDES = frozenset({"state", "armed group", "party", "international organisation"})
ORGANS = frozenset({"state", "military", "official", "government", "armed group", "party", "diplomat"})
OWNED = frozenset({"military", "government", "official", "diplomat"})
HOLDERS = frozenset({"official", "person", "diplomat"})
MINISTERS = frozenset({"FM", "DM", "PM", "MINISTER", "FINM", "DFM", "DPM"})
LOOKED_AT = 60  # lists and sets looked back at
MOST = 8  # members of a reciprocal
ISLANDS = frozenset(
    "CYP TWN LKA CUB MDG BHR MLT JAM MUS TTO GRD BRB ISL IRL SLB COM MDV SGP TLS FJI STP CPV SYC WSM TON DMA "
    "LCA VCT ATG KNA BHS GBR JPN".split()
)
"""States that "the island" may stand for."""
REGIONS: dict[str, frozenset[str]] = {
    "gulf": frozenset({"SAU", "ARE", "BHR", "KWT", "OMN", "QAT"}),
    "baltic": frozenset({"EST", "LVA", "LTU"}),
    "nordic": frozenset({"DNK", "NOR", "SWE", "FIN", "ISL"}),
    "scandinavian": frozenset({"DNK", "NOR", "SWE"}),
    "benelux": frozenset({"BEL", "NLD", "LUX"}),
    "caucasian": frozenset({"ARM", "AZE", "GEO"}),
    "arab": frozenset(
        "DZA BHR COM DJI EGY IRQ JOR KWT LBN LBY MRT MAR OMN PSE QAT SAU SOM SDN SYR TUN ARE YEM YAR YMD UAR"
        .split()
    ),
    "western": frozenset("USA GBR FRA DEU BRD ITA CAN ESP NLD BEL DNK NOR PRT LUX AUS NZL".split()),
}  # fmt: skip
"""Words for regions and the states in them, where a set is a part of a longer list."""
STATE_WORDS = word_set(
    "nation country state government neighbour neighbor power kingdom republic capital regime army force"
)


def resolve_set(discourse: Discourse, mention: Referring) -> None:
    """ "Both nations", "the four states", "one another": the actors, from nearby or the whole document."""
    beside = _said_to_be(discourse, mention)
    if beside:
        mention.ids, mention.basis = beside, "named beside it"
        discourse.sets.append((mention.start, beside))
        return
    barred = set() if mention.reference == "reciprocal" else co_arguments(discourse.reading, mention.head)
    if mention.form in OFFICES and mention.form not in {"force", "capital"}:
        found, basis, confidence = _holders(discourse, mention, barred)
    elif mention.count > 2:
        found, basis, confidence = _counted(discourse, mention, barred)
    else:
        found, basis, confidence = _pair(discourse, mention, barred)
    if not found:
        _unresolved(discourse, mention)
        return
    mention.ids, mention.basis = tuple(dict.fromkeys(found)), basis
    mention.confidence = min(mention.confidence, confidence)
    if mention.reference == "set":
        states = dict.fromkeys(
            country for id in mention.ids if (country := discourse.country(id) or id) is not None
        )
        discourse.sets.append((mention.start, tuple(states) if mention.form in OFFICES else mention.ids))


def _said_to_be(discourse: Discourse, mention: Referring) -> tuple[str, ...]:
    """Those that the set is said to be: "A and B were the adversaries", "the three guarantors--A, B, C"."""
    head = mention.head
    if mention.reference != "set":
        return ()
    if head.dep_ == "attr":
        found = [id for subject in own_subjects(head.head) for id in _with_conjuncts(discourse, subject)]
        return tuple(dict.fromkeys(found)) if len(found) > 1 else ()
    for child in head.children:
        if child.dep_ == "appos" and child.i > head.i:
            named = _with_conjuncts(discourse, child)
            if len(named) > 1 and len(named) == (mention.count or len(named)):
                return named
    text = discourse.reading.document.text
    for listed in discourse.lists_before(mention.end + 60, mention.end):
        gap = text[mention.end : listed.start].rstrip().removesuffix("the").rstrip()
        if len(listed.ids) == mention.count > 1 and gap.endswith(("--", "–", "—", ":", "(", "-")):
            return listed.ids
    return ()


def _counted(
    discourse: Discourse, mention: Referring, barred: set[str]
) -> tuple[tuple[str, ...], str, float]:
    """The latest list, or set so far, of exactly as many members of the kind, the nearest before the mention.

    A longer list counts by the part of it that the words admit: without what is spoken of as somebody else
    in the clause, or those of the region that the phrase names.
    """
    kinds = STATES if mention.form in STATE_WORDS else SIDES
    region = next((REGIONS[w.lower_] for w in left_words(mention.head) if w.lower_ in REGIONS), None)
    lists = discourse.lists_before(mention.start)
    told = [(listed.start, listed.ids, 0.9) for listed in lists[-LOOKED_AT:]]
    told += [(start, ids, 0.85) for start, ids in discourse.sets[-LOOKED_AT:] if start < mention.start]
    told.sort(reverse=True)
    later = [(0, listed.ids, 0.6) for listed in discourse.lists[len(lists) : len(lists) + 1]]
    for _, ids, confidence in [*told, *later]:
        if any(discourse.kind(id) not in kinds for id in ids):
            continue
        if len(ids) == mention.count and not barred & set(ids):
            return ids, "the list of so many named", confidence
        part = tuple(id for id in ids if id not in barred and (region is None or id in region))
        if len(part) == mention.count:
            return part, "those named that the words admit", min(confidence, 0.8)
    return (), "", 0.0


def _holders(
    discourse: Discourse, mention: Referring, barred: set[str]
) -> tuple[tuple[str, ...], str, float]:
    """ "The two ministers", "both armies": the last so many holders spoken of, else one of each state."""
    count, role = mention.count or 2, mention.role
    body = role is not None and not personal(role)
    if not body:
        found: dict[str, str] = {}
        for other in discourse.before(mention, 14):
            if mention.sentence.index - other.sentence.index > 2 and (pair := _of_pair(discourse, mention)):
                return pair, "the holders of the two parties", 0.75
            for id in other.ids:
                if discourse.kind(id) in HOLDERS and id not in barred and _holds(id, mention):
                    found.setdefault(discourse.country(id) or id, id)
            if len(found) == count:
                return tuple(found.values())[::-1], "the holders spoken of last", 0.85
    if count > 2:
        states, basis, confidence = _counted(discourse, mention, barred)
    else:
        states, basis, confidence = _pair(discourse, mention, barred)
    if body and role is not None:
        return tuple(ensure_role(discourse, id, role) for id in states), basis, confidence
    if mention.form in {"leader", "minister"} or role is None or role.suffix in SHARED:
        return tuple(_leader_of(discourse, mention, id) for id in states), basis, confidence
    return tuple(ensure_role(discourse, id, role) for id in states), basis, confidence


def _of_pair(discourse: Discourse, mention: Referring) -> tuple[str, ...]:
    """The holders of one office in both of the two parties, where the account has spoken of both."""
    pair = discourse.main_pair
    if pair is None or mention.count > 2:
        return ()
    suffixes = (
        MINISTERS if mention.role is None or mention.role.suffix == "MINISTER" else {mention.role.suffix}
    )
    if mention.form in {"leader", "statesman", "negotiator"}:
        suffixes = frozenset({"PM", "PRES", "LEADER", "KING"})
    for suffix in sorted(suffixes, key=lambda each: (each != "FM", each)):
        ids = tuple(f"{state}_{suffix}" for state in pair)
        if all(id in discourse.reading.actors for id in ids):
            return ids
    return ()


def _holds(id: str, mention: Referring) -> bool:
    """Whether a holder's id fits the noun: ministers are ministers, leaders any official."""
    suffix = id.partition("_")[2]
    if mention.form in {"leader", "statesman", "negotiator"}:
        return True
    if mention.form == "minister":
        return suffix in MINISTERS if mention.role is None else suffix in MINISTERS and _same(mention, suffix)
    return mention.role is not None and _same(mention, suffix)


def _same(mention: Referring, suffix: str) -> bool:
    role = mention.role
    return role is None or role.suffix in {"MINISTER", suffix} or suffix.startswith(f"{role.suffix}_")


def _pair(discourse: Discourse, mention: Referring, barred: set[str]) -> tuple[tuple[str, ...], str, float]:
    """The two that are meant, why, and how sure."""
    states_only = mention.form in STATE_WORDS | OFFICES
    kinds = STATES if states_only else SIDES
    if mention.reference == "reciprocal":
        for subject in clause_subjects(mention.head):
            found = _with_conjuncts(discourse, subject)
            if len(found) >= 2:
                return found[:MOST], "the subject of the clause", 0.9
        kinds = SIDES
    pair = conjoined(discourse, mention.sentence, mention.start, kinds)
    if pair and not barred & set(pair):
        return pair, "the pair named in the sentence", 0.9
    sentences = discourse.reading.sentences
    if mention.sentence.index > 0:
        previous = sentences[mention.sentence.index - 1]
        if previous.paragraph == mention.sentence.paragraph:
            pair = conjoined(discourse, previous, mention.start, kinds)
            if pair and _leads(discourse, pair, mention) and not barred & set(pair):
                return pair, "the pair named in the sentence before", 0.8
    near = _near_pair(discourse, mention, kinds, barred)
    if near:
        return near, "the pair that modified a noun just before", 0.75
    for other in discourse.before(mention, 2):
        if (
            other.reference in {"set", "reciprocal"}
            and len(other.ids) == 2
            and not barred & set(other.ids)
            and (not states_only or all(discourse.kind(id) == "state" for id in other.ids))
        ):
            return other.ids, "the pair spoken of just before", 0.85
    main = discourse.main_pair if states_only else discourse.main_sides
    if main is not None and not barred & set(main):
        return main, "the two parties named most in the document", 0.8
    if barred:
        for listed in reversed(discourse.lists_before(mention.start)[-LOOKED_AT:]):
            fits = len(listed.ids) == 2 and not barred & set(listed.ids)
            if fits and all(discourse.kind(id) in kinds for id in listed.ids):
                return listed.ids, "the last pair named", 0.6
    return (), "", 0.0


def _near_pair(
    discourse: Discourse, mention: Referring, kinds: frozenset[str], barred: set[str]
) -> tuple[str, ...]:
    """A pair of holders or of modifiers ("Egyptian and Libyan ships") in this sentence or the one before."""
    first = max(mention.sentence.index - 1, 0)
    limit = discourse.reading.sentences[first].start
    told = [(listed.start, listed.ids) for listed in discourse.lists_before(mention.start, limit)]
    told += [(start, ids) for start, ids in discourse.sets[-4:] if limit <= start < mention.start]
    for _, ids in sorted(told, reverse=True):
        fits = len(ids) == 2 and not barred & set(ids) and all(discourse.kind(id) in kinds for id in ids)
        if fits and _leads(discourse, ids, mention):
            return ids
    return ()


def _leads(discourse: Discourse, pair: tuple[str, ...], mention: Referring) -> bool:
    """Whether a pair of the sentence before is the topic: it is the main pair, or nothing rivals it."""
    main = discourse.main_pair
    return (
        main is None
        or set(pair) == set(main)
        or not any(id in main for id in pair)
        or mention.form != "country"
    )


def _with_conjuncts(discourse: Discourse, subject: Token) -> tuple[str, ...]:
    first = discourse.mention(subject)
    listed = discourse.list_of.get(id(first)) if first is not None else None
    if listed is not None and not listed.attributive:
        return listed.ids
    found: dict[str, None] = {}
    stack = [subject]
    while stack and len(found) < MOST:
        token = stack.pop(0)
        found |= dict.fromkeys(discourse.ids(token))
        stack.extend(child for child in token.children if child.dep_ == "conj")
    return tuple(found)


def _leader_of(discourse: Discourse, mention: Referring, state: str) -> str:
    """The official of a state that was spoken of last; the state itself when there was none."""
    for other in discourse.before(mention, 12):
        for id in other.ids:
            if discourse.kind(id) in {"official", "person"} and discourse.country(id) == state:
                return id
    return state


def resolve_definite(discourse: Discourse, mention: Referring) -> None:
    """ "The country", "the group": the nearest of that kind, the subject first."""
    if mention.form in {"international community", "region"}:
        world = mention.form != "region"
        id, kind = ("INTLCOM", "international organisation") if world else ("REGION", "place")
        mention.ids = (discourse.ensure(id, mention.form, kind, generic=True),)  # type: ignore[arg-type]
        return
    wanted = STATES if mention.kind == "state" else SIDES - STATES
    noun = plain(mention.head)
    if mention.kind != "state" and noun not in {"organization", "organisation"}:
        wanted -= {"international organisation"}
    island = "island" in {noun, mention.head.nbor(-2).lower_ if mention.head.i > 1 else noun}
    # "X blamed the country's regime": the subject of the clause would have been "its"
    subjects = [id for subject in clause_subjects(mention.head) for id in discourse.ids(subject)]
    barred = {discourse.country(id) if discourse.kind(id) in OWNED else id for id in subjects}
    best: tuple[float, str] | None = None
    for number, other in enumerate(discourse.before(mention)):
        if other.how == "place" or len(other.ids) != 1:
            continue
        id = other.ids[0]
        if mention.kind == "state" and discourse.kind(id) in {"government", "military", "official"}:
            id = discourse.country(id) or id
        if id in barred and not other.attributive and mention.head.dep_ not in {"nsubj", "nsubjpass"}:
            continue
        if discourse.kind(id) not in wanted or (island and id not in ISLANDS):
            continue
        if mention.form == "group" and discourse.reading.actors[id].generic and plain(other.head) != noun:
            continue
        score = 2.0 * (other.head.dep_ in {"nsubj", "nsubjpass"}) - 0.15 * number
        score -= 0.8 * (mention.sentence.index - other.sentence.index) + 0.7 * other.attributive
        if best is None or score > best[0]:
            best = (score, id)
    if best is None and mention.kind == "state" and discourse.main_state and not island:
        best = (0.0, discourse.main_state)
        mention.confidence = 0.4
    if best is None:
        return
    mention.ids, mention.basis = (best[1],), "the nearest of that kind"
    mention.confidence = min(mention.confidence, 0.75)


def resolve_relational(discourse: Discourse, mention: Referring) -> None:
    """ "His Iranian counterpart", "its adversary", "the other side"."""
    countries, _ = owners_of(discourse, mention.owners)
    if mention.form == "counterpart":
        _counterpart(discourse, mention, countries)
    elif mention.form == "the other":
        others = [
            id for subject in clause_subjects(mention.head) for id in _with_conjuncts(discourse, subject)
        ]
        pair = next((each for each in (others, list(discourse.main_sides or ())) if len(each) == 2), [])
        if len(others) == 2:
            mention.ids, mention.basis, mention.confidence = tuple(others), "each the other", 0.7
        elif len(others) == 1 and others[0] in pair:
            mention.ids = tuple(id for id in pair if id != others[0])
            mention.basis, mention.confidence = "the other of the two parties", 0.7
    elif mention.number == "one":
        _other_party(discourse, mention, countries)


def _counterpart(discourse: Discourse, mention: Referring, countries: list[str]) -> None:
    """The holder of the same office in the other state."""
    holder = None
    for token in mention.owners:
        found = discourse.mention(token)
        if found is not None and len(found.ids) == 1 and discourse.kind(found.ids[0]) not in {"state"}:
            holder = found.ids[0]
    if holder is None:
        holder = next(
            (
                id
                for subject in clause_subjects(mention.head)
                for id in discourse.ids(subject)
                if discourse.kind(id) in {"official", "military", "diplomat", "person", "government"}
            ),
            None,
        )
    home = discourse.country(holder) if holder else None
    abroad = [country for country in countries if country != home]
    if not abroad and home and discourse.main_pair and home in discourse.main_pair:
        abroad = [id for id in discourse.main_pair if id != home]
        mention.confidence = 0.6
    if not holder or not home or not abroad:
        _unresolved(discourse, mention)
        return
    record = discourse.reading.actors[holder]
    suffix = holder[len(home) + 1 :] if holder.startswith(f"{home}_") else "COUNTERPART"
    title = record.name.rpartition("'s ")[2] if "'s " in record.name else record.name.split(" of ")[0]
    title = title if title != record.name and record.kind != "person" else "counterpart"
    mention.ids = tuple(
        discourse.ensure(
            f"{country}_{suffix}", of_whom(title, discourse.state_name(country)), record.kind, country,
            sector=record.codes.get("plover", ""),
        )
        for country in abroad
    )  # fmt: skip
    mention.basis = "the same office in the other state"
    _take_name(discourse, mention)


def _take_name(discourse: Discourse, mention: Referring) -> None:
    """The person in apposition holds the office."""
    from detente.reading.mentions_acronyms import add_alias

    for child in mention.head.children:
        beside = discourse.reading.mention_of(child) if child.dep_ == "appos" else None
        if isinstance(beside, Referring) and beside.person is not None and beside.person.id is None:
            beside.person.id = mention.ids[0]
            for name in beside.person.names:
                add_alias(discourse.reading, mention.ids[0], name)


def _other_party(discourse: Discourse, mention: Referring, owners: list[str]) -> None:
    """ "Its neighbour", "its adversary": the other of the two parties, where the owner is one of them."""
    if not owners:
        owners = [
            country
            for subject in clause_subjects(mention.head)
            for id in discourse.ids(subject)
            if (country := discourse.country(id))
        ]
    beside = [discourse.ids(child) for child in mention.head.children if child.dep_ == "appos"]
    if mention.head.dep_ in {"appos", "attr"} or (
        mention.head.dep_ == "conj" and mention.head.head.dep_ == "appos"
    ):
        # "X, Y's neighbour" and "X is Y's rival" say what X is
        described = own_subjects(mention.head.head) if mention.head.dep_ == "attr" else [mention.head.head]
        beside += [discourse.ids(token) for token in described]
    if beside and beside[0]:
        mention.ids, mention.basis = beside[0], "named beside it"
        return
    pair = discourse.main_pair
    if pair and len(owners) == 1 and owners[0] in pair and mention.form != "ally":
        mention.ids = tuple(id for id in pair if id != owners[0])
        mention.basis = "the other of the two parties"
        mention.confidence = 0.7 if mention.form in OPPOSED else 0.5


def resolve_ordinal(discourse: Discourse, mention: Referring) -> None:
    """ "The former", "the latter": the two actors named last."""
    pair = conjoined(discourse, mention.sentence, mention.start, ORGANS)
    if not pair:
        number = mention.sentence.index
        near = discourse.lists_before(mention.start, discourse.reading.sentences[max(number - 2, 0)].start)
        pair = near[-1].ids if near and len(near[-1].ids) == 2 and not near[-1].attributive else ()
    named: list[str] = list(pair)
    if not named:
        for other in discourse.before(mention, 1):
            if other.reference in {"name", "person"} and len(other.ids) == 1 and other.ids[0] not in named:
                named.insert(0, other.ids[0])
            if len(named) == 2:
                break
    if len(named) == 2:
        mention.ids = (named[0] if mention.form == "former" else named[1],)
        mention.basis, mention.confidence = "order of the last two named", 0.6


def _unresolved(discourse: Discourse, mention: Referring) -> None:
    quote = discourse.reading.document.text[mention.start : mention.end]
    span = (mention.start, mention.end, f"rule:resolve.{mention.reference}", 0.0)
    discourse.note_once("unresolved reference", f"nobody found for {quote!r}", (), span)
