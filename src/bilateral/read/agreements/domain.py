"""What an agreement is about: one of the guidelines' domains."""

import re

from bilateral.read.agreements.drafts import Draft
from bilateral.read.agreements.lexicon import AgreementWords

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def domain_of(draft: Draft, words: AgreementWords) -> str:
    """Return the domain that the name's words point to, the more particular first, else ``other``."""
    if draft.named is not None:
        return draft.named.domain
    found = {
        words.domain_of_word[word]
        for word in _WORD.findall(draft.what.lower())
        if word in words.domain_of_word
    }
    return next((domain for domain in words.domains if domain in found), "other")
