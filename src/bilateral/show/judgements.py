"""Judgements in words, each with its state: in force, undone, or without its evidence."""

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from bilateral.model import Judgement, Verdict
from bilateral.reconcile.judging import in_force


def judgement_words(judgement: Judgement) -> str:
    """Return a judgement as a line: its number, who, when, what on which words."""
    match judgement.verdict:
        case Verdict.CORRECT:
            what = "correct " + ", ".join(f"{name} = {value}" for name, value in judgement.change.items())
        case Verdict.UNDO:
            what = f"undo of judgement {judgement.undoes}"
        case _:
            what = str(judgement.verdict)
    words = " ".join(str(judgement.snapshot["evidence"]["text"]).split())
    note = f" ({judgement.note})" if judgement.note else ""
    return f"{judgement.id}  {judgement.made[:10]}  {judgement.reviewer}: {what}{note}: {judgement.kind} “{words}”"


def judgement_lines(
    made: Iterable[Judgement], vanished: Iterable[Judgement]
) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield each judgement as plain values and as a line, with its state."""
    made = list(made)
    standing = {judgement.id for judgement in in_force(made)}
    lost = {judgement.id for judgement in vanished}
    for judgement in made:
        state = "in force" if judgement.id in standing else "undone"
        if judgement.verdict is Verdict.UNDO:
            state = "undo"
        elif judgement.id in lost:
            state = "evidence vanished"
        yield {**dataclasses.asdict(judgement), "state": state}, f"{judgement_words(judgement)} [{state}]"
