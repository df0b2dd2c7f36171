"""Actors: every mention of a state, an organisation, or someone acting for it, with its code."""

from bilateral.read.actors.codes import actor_name, home_state, resolve_actor
from bilateral.read.actors.lexicon import load_lexicon
from bilateral.read.actors.page import Page
from bilateral.read.actors.people import find_people
from bilateral.read.actors.phrases import state_phrases
from bilateral.read.actors.roles import with_role
from bilateral.read.findings import ActorMention, Findings

__all__ = ["actor_name", "find_actors", "home_state", "resolve_actor"]


def find_actors(findings: Findings) -> tuple[ActorMention, ...]:
    """Return the mentions of actors in an article, non-overlapping, in the order of the text."""
    page = Page(findings.doc, load_lexicon())
    mentions, _ = find_people(page, list(state_phrases(page)), findings.article.published)
    return tuple(with_role(findings.doc, mention) for mention in mentions)
