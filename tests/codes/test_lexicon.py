"""The event lexicon and the modality cues: their rows, their look-ups, a user's own files."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.codes import cameo, icbe, plover
from detente.codes.cues import CONSTRUCTIONS, shipped_cues
from detente.codes.lexicon import COLUMNS, Lexicon, PartOfSpeech, Sense, joined, shipped_lexicon
from detente.errors import CodeBookError

HEAD = "# title: T\n# source: S\n# licence: L\n# date: D\n"
# Where our event differs from the CAMEO map: disputes settled, repression, resignations.
APART = {("AGREE", "057"), ("COERCE", "175"), ("RETREAT", "0831")}
ROW = dict.fromkeys(COLUMNS, "")


def write(folder: Path, *rows: dict[str, str], name: str = "lexicon_verbs.tsv") -> Path:
    lines = ["\t".join({**ROW, "layer": "do", **row}.values()) for row in rows]
    (folder / name).write_text(HEAD + "\t".join(COLUMNS) + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return folder


def sense(lemma: str, pos: PartOfSpeech = "v", **conditions: str) -> Sense:
    """The sense whose conditions hold exactly these values (``prep_with`` for ``prep.with``)."""
    wanted = {slot.replace("_", ".", 1): value for slot, value in conditions.items()}
    for found in shipped_lexicon().senses(lemma, pos):
        slots = {each.slot: each.values for each in found.conditions}
        if slots.keys() == wanted.keys() and all(value in slots[slot] for slot, value in wanted.items()):
            return found
    raise AssertionError((lemma, conditions))


def all_senses() -> list[Sense]:
    book = shipped_lexicon()
    parts: tuple[PartOfSpeech, ...] = ("v", "n", "a")
    return [each for pos in parts for lemma in book.lemmas(pos) for each in book.senses(lemma, pos)]


def test_the_lexicon_is_broad() -> None:
    senses = all_senses()
    assert len(senses) > 2000
    by_event = {event: sum(each.event == event for each in senses) for event in plover.EVENTS}
    assert min(by_event.values()) > 40, by_event


def test_every_sense_names_what_exists() -> None:
    for each in all_senses():
        assert each.event is None or each.event in plover.EVENTS
        assert each.leaf is None or (each.layer, each.leaf) in icbe.leaves(), each
        assert each.source
        assert each.target
        assert each.layer == "do" or each.direction is None, each
        if each.event and each.cameo and (each.event, each.cameo) not in APART:
            assert cameo.to_plover(each.cameo)[0] == each.event, each


def test_direction_agrees_with_the_leaf() -> None:
    for each in all_senses():
        if each.layer == "do" and each.leaf:
            assert each.direction == icbe.leaf("do", each.leaf).direction, each


@pytest.mark.parametrize("event", plover.EVENTS)
def test_a_hostile_event_never_leads_to_a_friendly_leaf(event: str) -> None:
    if plover.quad(event).endswith("conflict"):
        for each in all_senses():
            if each.event == event:
                assert each.direction in (None, "escalatory", "uncooperative") or each.leaf in (
                    "intelligence cooperation",  # ICBe files fact-finding there, PLOVER under ACCUSE
                    "retreat",  # to force somebody to retreat
                    "leadership change",
                    "institutions change",
                ), each


@pytest.mark.parametrize(
    ("lemma", "conditions", "event"),
    [
        ("recall", {"obj": "@diplomat"}, "SANCTION"),
        ("recall", {}, None),
        ("call", {"prep.for": "*"}, "REQUEST"),
        ("call", {"obj": "@talks", "prt": "off"}, "SANCTION"),
        ("withdraw", {"obj": "@diplomat"}, "SANCTION"),
        ("withdraw", {"obj": "@troops"}, "RETREAT"),
        ("impose", {"obj": "@sanction"}, "COERCE"),
        ("lift", {"obj": "@sanction"}, "RETREAT"),
        ("expel", {"obj": "@diplomat"}, "SANCTION"),
        ("shoot", {"prt": "down"}, "ASSAULT"),
        ("restore", {"obj": "@ties"}, "SUPPORT"),
        ("sign", {"obj": "@agreement"}, "SUPPORT"),
        ("support", {}, "SUPPORT"),
        ("support", {"obj": "@militia"}, "AID"),
        ("stall", {}, None),
        ("condemn", {}, "ACCUSE"),
        ("vow", {"xcomp": "@retaliate_verbs"}, "THREATEN"),
        ("vow", {"xcomp": "*"}, "AGREE"),
    ],
)
def test_what_a_verb_reports_depends_on_its_construction(
    lemma: str, conditions: dict[str, str], event: str | None
) -> None:
    assert sense(lemma, "v", **conditions).event == event


def test_the_most_specific_sense_comes_first_and_the_default_last() -> None:
    for each in ("call", "withdraw", "break", "expel", "support"):
        counts = [len(found.conditions) for found in shipped_lexicon().senses(each, "v")]
        assert counts[0] > 0
        assert counts == sorted(counts, reverse=True)


def test_implied_targets_are_said_to_be_implied() -> None:
    assert "partner" in sense("recall", obj="@diplomat").target
    assert sense("violate", obj="airspace").target[0] == "poss"
    assert "recip" in sense("meet").target


def test_spelling_variants_mean_the_same() -> None:
    book = shipped_lexicon()
    for american, british in (
        ("mobilize", "mobilise"),
        ("criticize", "criticise"),
        ("apologize", "apologise"),
    ):
        assert [s.event for s in book.senses(american, "v")] == [s.event for s in book.senses(british, "v")]


def test_verbs_that_a_lemmatiser_cut_wrong_are_found() -> None:
    book = shipped_lexicon()
    assert book.senses("instal", "v") == book.senses("install", "v") != ()
    assert book.senses("no such verb", "v") == ()
    assert book.senses("", "v") == ()


def test_multiword_lemmas_are_found_longest_first_and_join_again() -> None:
    book = shipped_lexicon()
    for pos in ("v", "n"):
        for first, entries in book.multiword(pos).items():
            lengths = [len(words) for words in entries]
            assert lengths == sorted(lengths, reverse=True)
            for words in entries:
                assert words[0] == first
                assert book.senses(joined(words), pos)
    assert ("show", "of", "force") in book.multiword()["show"]
    assert joined(("cease", "-", "fire")) == "cease-fire"


def test_word_classes() -> None:
    book = shipped_lexicon()
    assert "ambassador" in book.word_class("@diplomat")
    assert "army" not in book.word_class("diplomat")
    with pytest.raises(CodeBookError, match="C204"):
        book.word_class("@nothing")
    assert "out" in book.light_verbs["carry"]


def test_a_users_folder_adds_and_replaces(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"lemma": "zap", "event": "ASSAULT"},
        {"lemma": "condemn", "event": "SUPPORT", "layer": "say"},
    )
    book = shipped_lexicon().with_folder(tmp_path)
    assert book.senses("zap", "v")[0].event == "ASSAULT"
    assert book.senses("condemn", "v")[-1].event == "SUPPORT"
    assert shipped_lexicon().senses("condemn", "v")[-1].event == "ACCUSE"
    assert shipped_lexicon().senses("zap", "v") == ()


def test_a_users_word_class_serves_his_senses(tmp_path: Path) -> None:
    (tmp_path / "word_classes.tsv").write_text(f"{HEAD}class\twords\ncrystals\topal|jade\n", encoding="utf-8")
    write(tmp_path, {"lemma": "bestow", "when": "obj=@crystals", "event": "AID"})
    book: Lexicon = shipped_lexicon().with_folder(tmp_path)
    assert "jade" in book.word_class("crystals")
    assert book.senses("bestow", "v")[0].conditions[0].values == ("@crystals",)


def test_an_empty_folder_changes_nothing(tmp_path: Path) -> None:
    assert shipped_lexicon().with_folder(tmp_path).lemmas("v") == shipped_lexicon().lemmas("v")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"lemma": "zap", "event": "ASAULT"}, "C205"),
        ({"lemma": "Zap", "event": "ASSAULT"}, "C205"),
        ({"lemma": "zap", "event": "AGREE", "mode": "troops"}, "C205"),
        ({"lemma": "zap", "event": "ASSAULT", "leaf": "zapping"}, "C205"),
        ({"lemma": "zap", "event": "ASSAULT", "layer": "dream"}, "C205"),
        ({"lemma": "zap", "event": "ASSAULT", "cameo": "999"}, "C205"),
        ({"lemma": "zap", "event": "ASSAULT", "target": "nowhere"}, "C205"),
        ({"lemma": "zap", "event": "ASSAULT", "flags": "huge"}, "C205"),
        ({"lemma": "zap", "when": "object=x", "event": "ASSAULT"}, "C207"),
        ({"lemma": "zap", "when": "obj", "event": "ASSAULT"}, "C207"),
        ({"lemma": "zap", "when": "obj=", "event": "ASSAULT"}, "C207"),
        ({"lemma": "zap", "when": "obj=@nothing", "event": "ASSAULT"}, "C204"),
    ],
)
def test_a_wrong_row_is_named_with_its_line(tmp_path: Path, row: dict[str, str], code: str) -> None:
    with pytest.raises(CodeBookError) as caught:
        shipped_lexicon().with_folder(write(tmp_path, row))
    assert caught.value.code == code
    assert "line 6" in str(caught.value)
    assert caught.value.remedy


def test_a_repeated_sense_and_a_missing_column_are_refused(tmp_path: Path) -> None:
    row = {"lemma": "zap", "when": "obj=x subj=y", "event": "ASSAULT"}
    with pytest.raises(CodeBookError, match=r"C206.*line 7 repeats the sense of line 6"):
        shipped_lexicon().with_folder(write(tmp_path, row, {**row, "when": "subj=y obj=x"}))
    (tmp_path / "lexicon_verbs.tsv").write_text(f"{HEAD}lemma\tevent\nzap\tASSAULT\n", encoding="utf-8")
    with pytest.raises(CodeBookError, match="C203"):
        shipped_lexicon().with_folder(tmp_path)


def refusal(folder: Path, when: str) -> str | None:
    """The code with which a condition is refused, ``None`` when it is read."""
    try:
        book = shipped_lexicon().with_folder(write(folder, {"lemma": "zap", "when": when, "event": "AID"}))
    except CodeBookError as error:
        return error.code
    return None if all(each.values for each in book.senses("zap", "v")[0].conditions) else "empty"


@given(st.text(alphabet="obj=@!*-_ prepxcomp.|é", max_size=30))
def test_any_condition_is_read_or_refused_with_a_code(when: str) -> None:
    with TemporaryDirectory() as folder:
        assert refusal(Path(folder), when) in (None, "C204", "C207")


def test_cues_say_what_happened() -> None:
    book = shipped_cues()
    failed = book.find("fail", "v", "xcomp")
    assert failed is not None
    assert (failed.modality, failed.polarity) == ("asserted", "negated")
    wanted = {
        ("would", "aux", "aux-perfect"): "counterfactual",
        ("vow", "v", "xcomp"): "planned",
        ("hope", "v", "xcomp"): "desired",
        ("fear", "n", "prep.of"): "hypothetical",
        ("if", "mark", "advcl"): "conditional",
        ("reportedly", "adv", "adv"): "claimed",
        ("accuse", "v", "prep.of"): "claimed",
        ("deny", "v", "obj"): "denied",
    }
    for (cue, pos, construction), modality in wanted.items():
        found = book.find(cue, pos, construction)  # type: ignore[arg-type]
        assert found is not None, cue
        assert found.modality == modality
    averted = book.find("avert", "v", "obj")
    assert averted is not None
    assert averted.polarity == "did not happen"


def test_cues_are_well_formed() -> None:
    for cue in shipped_cues().all():
        assert cue.cue == cue.cue.lower()
        assert cue.construction in CONSTRUCTIONS or cue.construction.startswith("prep.")
        assert cue in shipped_cues().of(cue.cue)


def test_a_wrong_cue_is_named_with_its_line(tmp_path: Path) -> None:
    head = HEAD + "cue\tpos\tconstruction\tmodality\tpolarity\tphase\tnote\n"
    (tmp_path / "modality_cues.tsv").write_text(f"{head}wish\tv\txcomp\tmaybe\t\t\t\n", encoding="utf-8")
    with pytest.raises(CodeBookError, match=r"C208.*line 6") as caught:
        shipped_cues().with_folder(tmp_path)
    assert "hypothetical" in (caught.value.remedy or "")
    (tmp_path / "modality_cues.tsv").write_text(f"{head}wish\tv\txcomp\tplanned\t\t\t\n", encoding="utf-8")
    changed = shipped_cues().with_folder(tmp_path).find("wish", "v", "xcomp")
    assert changed is not None
    assert changed.modality == "planned"
