"""Of whom a statement speaks: the actors that its words name."""

from dataclasses import replace

from bilateral.model import Statement
from bilateral.read.findings import ActorMention, Findings


def with_about(findings: Findings) -> tuple[Statement, ...]:
    """Return the statements, each with the codes of the actors that its content names, its speaker left out."""
    places = [(_start(findings, actor), actor) for actor in findings.actors]
    return tuple(replace(statement, about=_about(statement, places)) for statement in findings.statements)


def _start(findings: Findings, actor: ActorMention) -> int:
    return findings.doc[actor.start].idx


def _about(statement: Statement, places: list[tuple[int, ActorMention]]) -> tuple[str, ...]:
    codes = (
        code
        for content in statement.content
        for start, actor in places
        if content.start <= start < content.end
        for code in actor.codes
        if code != statement.speaker_code
    )
    return tuple(dict.fromkeys(codes))
