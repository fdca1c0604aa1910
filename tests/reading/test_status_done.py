"""How far the words that unmake a deed do not reach: what was done stays done; shades of the rest."""

from __future__ import annotations

import pytest
from reading_checks import Telling, event, told_by

DONE = [
    ("Gondal attacked the port as a warning to Ruritania.", "attacked"),
    ("Gondal called the raid a success and bombed the port again.", "bombed"),
    ("After the attack, Gondal said, it withdrew its troops.", "attack"),
    ("Ruritania condemned the attack as barbaric.", "attack"),
    ("Ruritania condemned the attack.", "condemned"),
    ("Ruritania denounced the invasion of the islands.", "invasion"),
    ("The attack on the port killed ten sailors.", "killed"),
    ("The attack on the port was described as a massacre.", "attack"),
    ("Gondal, in response, bombed the port.", "bombed"),
    ("Gondal, in turn, recalled its ambassador, and Ruritania expelled the consul.", "expelled"),
    ("Ruritania, which Gondal had attacked, mobilised its army.", "attacked"),
    ("Gondal threatened to bomb the port if the crew was not freed.", "threatened"),
    ("Gondal offered to withdraw if Ruritania did so, and recalled its ambassador.", "recalled"),
    ("Gondal accused Ruritania of shelling the port and closed the border.", "closed"),
    ("Gondal denied that it had shelled the port and accused Ruritania of lying.", "accused"),
    ("In January, Gondal protested, recalled its ambassador and closed the border.", "recalled"),
    ("In January, Gondal complained, and Ruritania withdrew its troops.", "withdrew"),
    ("When Gondal attacked, Ruritania declared war.", "attacked"),
    ("Before Gondal attacked the port, it had shelled the islands.", "attacked"),
    ("After he had mobilised the army, the king attacked Ruritania.", "mobilised"),
    ("Gondal did not withdraw its troops until 5 May 1932.", "withdraw"),
    ("Although Gondal attacked the port, Ruritania held its fire.", "attacked"),
    ("By some miracle, the fleet attacked the port.", "attacked"),
    ("In the end, Gondal withdrew its troops.", "withdrew"),
    ("In the words of the treaty, Gondal ceded the islands.", "ceded"),
    ("By the account of the treaty, nothing changed, but Gondal withdrew its troops.", "withdrew"),
    ("Gondal seized the port, the airfield and the customs house, and expelled the consul.", "seized"),
    ("Gondal sent troops, tanks and aircraft to the border.", "sent"),
    ("Gondal bombed the port, killing ten sailors.", "killing"),
    ("Gondal bombed the port, arguing that Ruritania had broken the truce.", "bombed"),
    ("Gondal urged Ruritania to yield, warning that time was short.", "warning"),
    ("Fighting broke out near the port.", "Fighting"),
    ("The fighting ceased when Gondal withdrew its troops.", "withdrew"),
    ("The invasion of the islands led to a war with Ruritania.", "invasion"),
    ("Gondal's invasion of the islands was a blunder.", "invasion"),
    ("Ruritania responded to the invasion by closing the border.", "closing"),
    ("Ruritania used the attack as a pretext and closed the border.", "closed"),
    ("The agreement on the exchange of prisoners was signed in May.", "signed"),
    ("Gondal signed an agreement with Ruritania.", "signed"),
    ("Gondal and Ruritania agreed on a truce, and the guns fell silent.", "agreed"),
    ("The envoy protested against the bombing of the port.", "bombing"),
    ("The envoy protested the bombing of the port.", "protested"),
    ("The king welcomed the withdrawal of the troops.", "withdrawal"),
    ("The victory at the port forced Gondal to withdraw its troops.", "withdraw"),
    ("Gondal managed to bomb the port.", "bomb"),
    ("Gondal went on to bomb the port.", "bomb"),
    ("The army proceeded to occupy the islands.", "occupy"),
    ("Gondal withdrew its troops, only to attack again in May.", "attack"),
    ("The minister resigned over the attack on the port.", "attack"),
    ("Ruritania recalled its envoy to protest against the attack.", "recalled"),
    ("Despite the danger of war, Gondal attacked the port.", "attacked"),
    ("Under heavy pressure, Gondal withdrew its troops.", "withdrew"),
    ("With no sign of a settlement, Gondal attacked the port.", "attacked"),
    ("Without warning, Gondal attacked the port.", "attacked"),
    ("Gondal attacked the port without waiting for an answer.", "attacked"),
    ("Gondal no longer hesitated and attacked the port.", "attacked"),
    ("Gondal not only shelled the port but also bombed the islands.", "shelled"),
    ("Gondal not only shelled the port but also bombed the islands.", "bombed"),
    ("Once Gondal had attacked, Ruritania mobilised its army.", "attacked"),
    ("Gondal ignored the warning and attacked the port.", "attacked"),
    ("Gondal rejected the proposal and attacked the port.", "attacked"),
    ("Gondal was attacked because it had refused to withdraw its troops.", "attacked"),
    ("The attack came as talks were under way.", "attack"),
    ("The captured sailors were released in May.", "released"),
    ("The sailors captured in the raid were released.", "captured"),
    ("Gondal paid damages for the attack.", "attack"),
    ("Gondal apologised for the attack.", "attack"),
    ("Gondal justified the attack as self-defence.", "attack"),
]
SHADES = [
    ("Ruritania would treat the flight as an attack on its soil.", "flight", "hypothetical"),
    ("The rebels, a minister said, had attacked the convoy.", "attacked", "claimed"),
    ("In the view of the envoys, Gondal had attacked first.", "attacked", "claimed"),
    ("Gondal threatened to bomb the port if the crew was not freed.", "bomb", "conditional"),
    ("Gondal promised air strikes should the island be hit again.", "strikes", "conditional"),
    ("Gondal gave the garrison 48 hours to withdraw.", "withdraw", "desired"),
    ("Gondal had no wish to attack Ruritania.", "attack", "desired"),
    ("Ruritania denied reports of looting by its soldiers.", "looting", "denied"),
    ("The premier swore that the generals had bombed the town.", "bombed", "claimed"),
    ("Gondal announced the capture of the town.", "capture", "claimed"),
    ("Before they could bomb the port, the navy sailed.", "bomb", "planned"),
]


@pytest.mark.parametrize(("text", "words"), DONE)
def test_what_was_done_stays_done(telling: Telling, text: str, words: str) -> None:
    found = told_by(telling(text), words)
    assert found
    assert all(each.happened for each in found)


@pytest.mark.parametrize(("text", "words", "modality"), SHADES)
def test_shades_of_what_was_not_done(telling: Telling, text: str, words: str, modality: str) -> None:
    assert event(telling(text), words).modality == modality
