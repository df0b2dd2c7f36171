"""Actors: every mention of a state, an organisation, or someone acting for it, with its code."""

from bilateral.read.actors.affiliation import affiliate
from bilateral.read.actors.anaphora import point_back
from bilateral.read.actors.codes import actor_name, home_state, resolve_actor
from bilateral.read.actors.eras import of_its_day
from bilateral.read.actors.lexicon import load_lexicon
from bilateral.read.actors.page import Page
from bilateral.read.actors.people import meet_people, with_people
from bilateral.read.actors.phrases import state_phrases
from bilateral.read.actors.roles import with_role
from bilateral.read.findings import ActorMention, Findings

__all__ = ["actor_name", "find_actors", "home_state", "resolve_actor"]


def find_actors(findings: Findings) -> tuple[ActorMention, ...]:
    """Return the mentions of actors in an article, non-overlapping, in the order of the text."""
    day = findings.article.published
    page = Page(findings.doc, load_lexicon(), day.isoformat() if day else "")
    phrases = list(state_phrases(page))
    people = meet_people(page, phrases)
    affiliate(page, people, phrases, day)
    placed = [with_role(page, mention) for mention in with_people(page, phrases, people)]
    pointed = point_back(page, placed, findings.article.outlet)
    return tuple(of_its_day(mention, day) for mention in pointed)
