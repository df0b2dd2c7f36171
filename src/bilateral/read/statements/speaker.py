"""The speaker behind the words beside a cue: the fullest name in the article, its code and office."""

import re
from dataclasses import dataclass

from bilateral.read.findings import Findings
from bilateral.read.statements.layout import Draft

_LEADING = re.compile(r"^(?:the|a|an|mr\.?|mrs\.?|ms\.?|dr\.?)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it: the fullest name, the actor code and the office, each null where the article is silent."""

    name: str | None
    code: str | None
    role: str | None


class Speakers:
    """The people and bodies of an article, to be resolved in the order of the text."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._people = sorted(
            {e.text for e in findings.doc.ents if e.label_ == "PERSON"}, key=len, reverse=True
        )
        self._last: Speaker = Speaker(None, None, None)

    def resolve(self, draft: Draft) -> Speaker:
        """Return the speaker of a draft; drafts must come in the order of the text."""
        if draft.source is None:
            return self._last
        start, end = draft.source
        tokens = self._findings.doc[start:end]
        if len(tokens) == 1 and tokens[0].pos_ == "PRON":
            return self._last
        person = next((e.text for e in tokens.ents if e.label_ == "PERSON"), None)
        name = person or _LEADING.sub("", tokens.text)
        if person:
            last = person.split()[-1]
            name = next((p for p in self._people if p.split()[-1] == last), person)
        actor = next(iter(self._findings.actors_within(start, end)), None)
        self._last = Speaker(name, actor.codes[0] if actor and actor.codes else None, None)
        return self._last
