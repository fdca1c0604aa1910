"""How rows of the actor tables become entries and forms; later rows override earlier ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from detente.codes import petrarch_files
from detente.codes.actor_entries import GROUP_KINDS, ActorEntry, ActorForm, RoleEntry, Tables
from detente.codes.actor_rows import (
    NEVER,
    country_or_none,
    dated_name,
    is_acronym,
    periods,
    person_id,
    plural_of,
    year_of,
)
from detente.codes.names import name_key, words_of
from detente.codes.table import Table, values
from detente.crisis import ActorKind

YOUTH = 30
"""Years before a leader's first office in which accounts may already name the person in full."""
MILITARY_ROLES = frozenset({"ARMYCHIEF", "IRGCCHIEF", "QUDS"})


class Build:
    """Collects rows into tables; later rows override earlier ones with the same id or form."""

    def __init__(self, base: Tables | None = None) -> None:
        self._entries = dict(base.entries) if base else {}
        self._forms = list(base.forms) if base else []
        self._terms = dict(base.terms) if base else {}
        self._roles = dict(base.roles) if base else {}
        self._needs = dict(base.needs) if base else {}
        self._order: dict[str, tuple[str, ...]] = {}

    def add(self, name: str, book: Table) -> None:
        readers: dict[str, Callable[[dict[str, str]], None]] = {
            "states.tsv": self._state,
            "groups.tsv": self._group,
            "organisations.tsv": self._organisation,
            "organs.tsv": self._organ,
            "ambiguous.tsv": self._ambiguous,
        }
        if name == "leaders.tsv":
            self._leaders(book)
            return
        if name == "roles.tsv":
            self._add_roles(book)
            return
        for row in book.rows:
            readers[name](row)

    def override(self, name: str, book: Table) -> None:
        """Add a user's table: its ids replace the shipped ones, and its names belong to it alone."""
        ids = {row["id"] for row in book.rows if "id" in row}
        old = self._forms
        self._forms = []
        self.add(name, book)
        taken = {name_key(form.name) for form in self._forms}
        kept = [form for form in old if form.entry not in ids and name_key(form.name) not in taken]
        self._forms = [*self._forms, *kept]

    def hide_places(self, book: Table) -> None:
        """Hide what is an actor's name only within a place's name ("Indian Ocean", "northern Chad")."""
        words = {key for form in self._forms if " " not in (key := name_key(form.name))}
        taken = {name_key(form.name) for form in self._forms if " " in form.name or "-" in form.name}
        for row in book.rows:
            for name in (row["name"], *values(row["aliases"])):
                key = name_key(name)
                if " " in key and key not in taken and not words.isdisjoint(key.split(" ")):
                    self._forms.append(ActorForm(name, "", "name"))

    def add_petrarch_actors(self, actors: tuple[petrarch_files.PetrarchActor, ...]) -> None:
        mine: list[ActorForm] = []
        for actor in actors:
            for phrase in actor.phrases:
                for code in actor.codes:
                    shown = "" if code.is_null else code.code
                    known = self._entries.get(shown)
                    if shown and (known is None or "cameo" not in known.codes):
                        self._entries[shown] = petrarch_entry(shown, actor.phrases[0])
                    mine.append(ActorForm(phrase, shown, "name", code.since, code.until, any_case=True))
        taken = {name_key(form.name) for form in mine}
        self._forms = [*mine, *(form for form in self._forms if name_key(form.name) not in taken)]

    def add_petrarch_agents(self, agents: tuple[petrarch_files.PetrarchAgent, ...]) -> None:
        for agent in agents:
            bare = agent.code.replace("~", "")
            for form, plural in ((agent.form, False), *((form, True) for form in agent.plurals)):
                self._roles[name_key(form)] = RoleEntry(
                    form, bare, petrarch_files.agent_kind(bare), bare[:3],
                    plural=plural, generic=bare[:3] in ("REB", "UAF"), codes={"cameo": agent.code},
                )  # fmt: skip

    def tables(self) -> Tables:
        rank = {(key, entry): n for key, ids in self._order.items() for n, entry in enumerate(ids)}
        ordered = {key for key, _ in rank}

        def place(form: ActorForm) -> tuple[int, bool]:
            key = name_key(form.name) if form.how in ("name", "adjective", "people", "acronym") else ""
            dated = form.until != NEVER and not form.any_case
            return (rank.get((key, form.entry), 9) if key in ordered else 9, dated)

        forms = sorted(self._forms, key=place)
        return Tables(self._entries, tuple(forms), self._terms, self._roles, self._needs)

    def _name(self, names: tuple[str, ...], entry: str, how: str, spans: tuple[tuple[int, int], ...]) -> None:
        for written in names:
            name, own = dated_name(written)
            shown = "acronym" if how == "name" and is_acronym(name) else how
            for since, until in spans if own is None else (own,):
                self._forms.append(ActorForm(name, entry, shown, since, until))

    def _state(self, row: dict[str, str]) -> None:
        code, name = row["id"], row["name"]
        spans = periods(row)
        numbers = {key: row.get(key, "") for key in ("iso3", "cow", "gw", "successor")}
        names = (name, *values(row.get("names", "")))
        self._entries[code] = ActorEntry(
            code, name, "state", code, {key: value for key, value in numbers.items() if value},
            tuple(dated_name(each)[0] for each in names[1:]), year_of(spans[0][0]), year_of(spans[-1][1]),
        )  # fmt: skip
        self._name(names, code, "name", spans)
        for column, how in (("adjectives", "adjective"), ("people", "people"), ("capitals", "capital"),
                            ("government", "metonym")):  # fmt: skip
            self._name(values(row.get(column, "")), code, how, spans)

    def _leaders(self, book: Table) -> None:
        people: dict[str, list[dict[str, str]]] = {}
        for row in book.rows:
            people.setdefault(person_id(row["country"], row["name"]), []).append(row)
        for person, rows in people.items():
            terms = sorted((_term(person, row) for row in rows), key=lambda term: term.since or 0)
            aliases = tuple(dict.fromkeys(a for row in rows for a in values(row.get("aliases", ""))))
            offices = "|".join(dict.fromkeys(term.id for term in terms if term.role))
            country = country_or_none(rows[0]["country"])
            self._entries[person] = ActorEntry(
                person, rows[0]["name"], "person", country, {"office": offices} if offices else {}, aliases,
                terms[0].since, terms[-1].until, terms[0].role,
            )  # fmt: skip
            self._terms[person] = tuple(terms)
            spans = _active(terms)
            # A surname alone means this person best around the time in office; no text speaks of a leader
            # long before the first office.
            adult = max((terms[0].since or 0) - YOUTH, 0) * 10000 + 101
            for alias in (rows[0]["name"], *aliases):
                span = (adult, NEVER) if len(words_of(alias)) > 1 else spans
                self._forms.append(ActorForm(alias, person, "leader", *span))

    def _group(self, row: dict[str, str]) -> None:
        kind = row.get("kind", "")
        actor: ActorKind = "armed group"
        if kind in GROUP_KINDS:
            actor = "party" if GROUP_KINDS[kind] == "party" else "population"
        self._named(row, actor, "group", kind)

    def _organisation(self, row: dict[str, str]) -> None:
        self._named(row, "international organisation", "organisation", row.get("kind", ""))

    def _organ(self, row: dict[str, str]) -> None:
        kind: ActorKind = "government" if row.get("kind") == "government" else "military"
        self._named(row, kind, "organ", row.get("kind", ""))

    def _named(self, row: dict[str, str], kind: ActorKind, how: str, role: str) -> None:
        spans = periods(row)
        countries = values(row.get("country", ""))
        codes = {key: row[key] for key in ("country", "members") if row.get(key)}
        names = (*values(row.get("aliases", "")), *values(row.get("acronyms", "")))
        self._entries[row["id"]] = ActorEntry(
            row["id"], row["name"], kind, countries[0] if countries else None, codes, names,
            year_of(spans[0][0]), year_of(spans[-1][1]), role,
        )  # fmt: skip
        self._name((row["name"], *names), row["id"], how, spans)

    def _add_roles(self, book: Table) -> None:
        """Plurals first, so that a form which a row lists wins over the plural of another row."""
        for row in book.rows:
            forms, plurals = values(row["forms"]), row.get("plurals", "")
            many = values(plurals) or tuple(plural_of(form) for form in forms)
            self._role(row, () if plurals in ("mass", "none") else many, plural=True)
        for row in book.rows:
            self._role(row, values(row["forms"]), plural=row.get("plurals", "") == "mass")

    def _role(self, row: dict[str, str], forms: tuple[str, ...], plural: bool) -> None:
        suffix, sector = row["suffix"], row.get("sector", "")
        of_state, generic = row.get("state") == "yes", row.get("generic") == "yes"
        kind = cast(ActorKind, row["kind"] or "unknown")
        for form in forms:
            self._roles[name_key(form)] = RoleEntry(form, suffix, kind, sector, of_state, plural, generic)

    def _ambiguous(self, row: dict[str, str]) -> None:
        ids = values(row.get("entries", ""))
        key = name_key(row["form"])
        if row.get("needs"):
            self._needs[key] = row["needs"]
        if ids:
            self._order[key] = ids
        else:
            self._forms.append(ActorForm(row["form"], "", "name"))


def petrarch_entry(code: str, phrase: str) -> ActorEntry:
    """The entry for an actor of a PETRARCH dictionary: its full code is its id."""
    kind: ActorKind = "state" if len(code) == 3 else petrarch_files.agent_kind(code[3:])
    if code[:3] in ("IGO", "NGO", "NGM", "IMG"):
        kind = "international organisation" if code[:3] != "IMG" else "armed group"
    return ActorEntry(code, phrase, kind, code[:3] if len(code) >= 3 else None, {"cameo": code})


def _term(person: str, row: dict[str, str]) -> ActorEntry:
    """A leader's term: the office if it is stated, else the person in an office not stated."""
    since, until = periods(row)[0]
    role, country = row.get("role", ""), row["country"]
    office = role if "_" in role or not role else f"{country}_{role}"
    kind: ActorKind = "military" if role in MILITARY_ROLES else "official"
    return ActorEntry(
        office or person, row["name"], kind, country_or_none(country), {"person": person}, (),
        year_of(since), year_of(until), role,
    )  # fmt: skip


def _active(terms: list[ActorEntry]) -> tuple[int, int]:
    since = min((term.since or 0) for term in terms)
    until = max((term.until or 9999) for term in terms)
    return max(since - 3, 0) * 10000 + 101, NEVER if until == 9999 else (until + 3) * 10000 + 1231
