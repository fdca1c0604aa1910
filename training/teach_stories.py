"""A larger encoder tuned on the same examples as the small ones: what it says of every story teaches them."""

from __future__ import annotations

from pathlib import Path

import torch
from fit import Ready, Recipe, Taught, fit
from larger import LAYERS, Large
from network import Encoder, Heads
from prepare import Examples, Story

TUNED = 5
RECIPE = Recipe(seed=1, epochs=5, frozen=LAYERS - TUNED, encoder_rate=6e-5)


def teach_stories(examples: Examples, uncoded: list[Story], fold: int, folder: Path) -> dict[str, Taught]:
    """What a teacher that has not seen ``fold`` says of all stories, by name; ``folder`` holds MPNet."""
    encoder = Large(folder, TUNED)
    heads = fit(examples, fold, RECIPE, encoder)
    return {story.name: _told(encoder, heads, story) for story in (*examples.stories, *uncoded)}


@torch.no_grad()
def _told(encoder: Encoder, heads: Heads, story: Story) -> Taught:
    ready = Ready(encoder, story.sentences)
    _, mask, place, *rest = ready.tensors
    tokens = ready.tokens(encoder)
    labels, of_triggers, _, roles = heads(tokens, mask, place, *rest)
    return Taught(labels, of_triggers, roles, tokens[mask > 0].to(torch.bfloat16))


def of_all(by_fold: dict[int, dict[str, Taught]], stories: list[Story]) -> dict[str, Taught]:
    """What the teachers of several folds say together: of a story those alone that have not seen it, if any.

    The vectors of word pieces are the first teacher's, since each teacher has its own space.
    """
    first = next(iter(by_fold.values()))
    found = {}
    for story in stories:
        said = [by_fold[story.fold]] if story.fold in by_fold else list(by_fold.values())
        labels, triggers, roles = (
            torch.stack([getattr(each[story.name], part) for each in said]).mean(0)
            for part in ("labels", "triggers", "roles")
        )
        found[story.name] = Taught(labels, triggers, roles, first[story.name].tokens)
    return found
