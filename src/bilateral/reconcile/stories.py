"""Which articles tell of the same event: by the words and names that they share and others do not.

Not copies (see `bilateral.trace`): independent reports of one happening. Method: tf-idf vectors of word stems and of
names, cosine, average linkage; then what was left over, often a short report, joins the one event that it is near.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from bilateral.lexicon.word_forms import FUNCTION_WORDS
from bilateral.model import Article
from bilateral.reconcile.linking import Scores, merge_by_average
from bilateral.reconcile.stems import stem

Vector: TypeAlias = dict[str, float]

# Thresholds on the mean cosine, chosen on ECB+, BASIL and NewsWCL50 (development parts), where the pooled B-cubed F1
# is within 0.01 from 0.27 to 0.29. Words and names weigh the same.
SAME_STORY: Final = 0.28
NAMES_SHARE: Final = 0.5
# A word written large counts double among the words: names tell events apart, verbs seldom do.
NAME_WEIGHT: Final = 2
# One or two articles that are left over join a story this near, if it is so much nearer than the next.
LEFT_OVER: Final = 2
NEAR_STORY: Final = 0.14
NEARER: Final = 1.5
# Reports of one event appear within this many days of each other.
STORY_DAYS: Final = 14
# A cosine below this is chance; not kept, for the sake of memory.
CHANCE: Final = 0.02

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def stories(articles: Iterable[Article]) -> list[list[str]]:
    """Return the addresses of the articles grouped by the event of which they tell, in order of address.

    Articles that appeared more than two weeks apart are of different events; those without a date are of any time.
    """
    known = {article.address: article for article in articles}
    ordered = [known[address] for address in sorted(known)]
    scores = _likeness(ordered)
    groups = _adopt(merge_by_average(len(ordered), scores, SAME_STORY), scores)
    return sorted(sorted(ordered[i].address for i in group) for group in groups)


def _likeness(articles: Sequence[Article]) -> Scores:
    """Return the cosine of each pair of articles, by position, where there is any to speak of."""
    texts = [f"{article.title}\n{article.text}" for article in articles]
    small = Counter(word for text in texts for word in _WORD.findall(text) if word[0].islower())
    words = _cosines([_words(text) for text in texts])
    names = _cosines([_names(text, small) for text in texts])
    likeness = {
        pair: (1 - NAMES_SHARE) * score + NAMES_SHARE * names.get(pair, 0.0) for pair, score in words.items()
    }
    return {
        (i, j): score
        for (i, j), score in likeness.items()
        if score > CHANCE and _at_one_time(articles[i], articles[j])
    }


def _at_one_time(a: Article, b: Article) -> bool:
    return not (a.published and b.published) or abs((a.published - b.published).days) <= STORY_DAYS


def _words(text: str) -> Counter[str]:
    """Count the stems of a text, words written large double."""
    found: Counter[str] = Counter()
    for word in _WORD.findall(text):
        if (root := stem(word)) not in FUNCTION_WORDS and len(root) > 1:
            found[root] += NAME_WEIGHT if word[0].isupper() else 1
    return found


def _names(text: str, small: Counter[str]) -> Counter[str]:
    """Count numbers and the words written large that are hardly ever written small."""
    roots = (
        stem(word)
        for word in _WORD.findall(text)
        if word[0].isdigit() or (word[0].isupper() and small[word.lower()] < 2)
    )
    return Counter(root for root in roots if root not in FUNCTION_WORDS and len(root) > 1)


def _cosines(counts: Sequence[Counter[str]]) -> Scores:
    """Return the cosine between tf-idf vectors of the pairs that share a term; a term of one text alone is left out."""
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    cosines: Scores = defaultdict(float)
    for j, vector in enumerate(_vectors(counts)):
        for term, value in vector.items():
            for i, other in holders[term]:
                cosines[i, j] += value * other
            holders[term].append((j, value))
    return cosines


def _vectors(counts: Sequence[Counter[str]]) -> list[Vector]:
    spread = Counter(term for count in counts for term in count)
    vectors = []
    for count in counts:
        weights = {
            term: (1 + math.log(times)) * math.log(len(counts) / spread[term])
            for term, times in count.items()
            if spread[term] > 1
        }
        norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        vectors.append({term: weight / norm for term, weight in weights.items()})
    return vectors


@dataclass(frozen=True, slots=True, order=True)
class _Near:
    mean: float
    story: int


def _adopt(groups: list[list[int]], scores: Scores) -> list[list[int]]:
    """Put groups of one or two into the larger one to which they are clearly nearest."""
    large = [group for group in groups if len(group) > LEFT_OVER]
    adopted = [list(group) for group in large]
    alone = []
    for group in (group for group in groups if len(group) <= LEFT_OVER):
        near = sorted((_Near(_mean(group, story, scores), -n) for n, story in enumerate(large)), reverse=True)
        second = near[1].mean if len(near) > 1 else 0.0
        if near and near[0].mean >= max(NEAR_STORY, NEARER * second):
            adopted[-near[0].story] += group
        else:
            alone.append(group)
    return adopted + alone


def _mean(group: Sequence[int], other: Sequence[int], scores: Scores) -> float:
    pairs = [(min(i, j), max(i, j)) for i in group for j in other]
    return sum(scores.get(pair, 0.0) for pair in pairs) / len(pairs)
