"""Words without their endings."""

import unicodedata
from functools import lru_cache

from bilateral.lexicon.word_forms import ENDINGS, FUNCTION_WORDS, IRREGULAR


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a word folded to lower case, without diacritics, possessive and ending: "meetings" gives "meet".

    Light stemming by a short list of endings, with irregular forms by table; it joins verb and noun of one act
    ("attacked", "attack", "attacks"). It is meant for comparing words, not for showing them.
    """
    letters = unicodedata.normalize("NFKD", word.lower().replace("’", "'").removesuffix("'s"))
    bare = "".join(c for c in letters if not unicodedata.combining(c)).replace("'", "").replace(".", "")
    if bare in FUNCTION_WORDS:
        return bare
    if bare in IRREGULAR:
        return _tidied(IRREGULAR[bare])
    for ending, least in ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= least and not bare.endswith("ss"):
            return _tidied(bare[: -len(ending)])
    return _tidied(bare)


def _tidied(root: str) -> str:
    """Return a root with doubled last consonant made single, and without a last e, y or i."""
    if len(root) > 3 and root[-1] == root[-2] and root[-1] not in "aeiouls":
        root = root[:-1]
    return root[:-1] if len(root) > 3 and root[-1] in "eyi" else root
