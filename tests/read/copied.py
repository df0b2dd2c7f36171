"""A report made for tests, as an origin and as what other outlets make of it; no news."""

import datetime as dt
from dataclasses import replace

from bilateral.collect.normalise import address
from bilateral.model import Article

MONDAY, NEXT_THURSDAY = dt.date(2023, 5, 8), dt.date(2023, 5, 18)

PARAGRAPHS = (
    "OSLO (Reuters) - Norway and Kenya signed an agreement on fisheries in Oslo on Monday.",
    "Kenyan President William Ruto thanked Norway for its patience. “We have waited for this day,” Ruto said.",
    "Norway promised to send aid worth $40 million to Kenya.",
    "Trade between Norway and Kenya reached $90 million in 2022.",
    "Norwegian Foreign Minister Anniken Huitfeldt said the two countries would meet again in June.",
    "She accused Russia of threatening ships in the north.",
    "Russia rejected the accusation and demanded an apology from Norway.",
    "Brazil has offered to host the next talks between Kenya and Norway.",
    "Kenya imposed sanctions on Belarus last year over grain.",
    "Japan praised Kenya for the agreement.",
    "The harbour of Mombasa handles most of what East Africa sells abroad, and its cranes are old.",
    "India lent Kenya $25 million for two new cranes in March.",
    "Fishermen on the coast said they had heard such promises before, and went on mending their nets.",
    "Poland invited Ruto to Warsaw, where a treaty on visas is to be signed in July.",
)
CHANGED = "Norway will also help Kenya to guard its coast against Somalia, a spokesman in Nairobi said on Wednesday."


def article(*paragraphs: str, published: dt.date = MONDAY, outlet: str = "Reuters") -> Article:
    """Return paragraphs as an article."""
    text = "\n\n".join(paragraphs)
    return Article(address(text), text, name=outlet, published=published, outlet=outlet)


ORIGIN = article(*PARAGRAPHS)
# One paragraph is another's.
COPY = article(*PARAGRAPHS[:7], CHANGED, *PARAGRAPHS[8:], published=NEXT_THURSDAY, outlet="Harbour Post")
# The last seven are cut off.
CUT = article(*PARAGRAPHS[:7], published=NEXT_THURSDAY, outlet="Daily Lantern")
SAME_DAY = replace(COPY, published=MONDAY)
