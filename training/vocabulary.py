"""Cut the tokenizer's vocabulary down to the word pieces that news in English uses.

The pretrained vocabulary holds thousands of pieces of other scripts and unused places; without them the model is a
fifth smaller and, as a word whose piece is gone is split into smaller pieces, nothing becomes unreadable.
"""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from tokenizers import Tokenizer

MIN_TEXTS = 2
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


def used_pieces(tokenizer: Tokenizer, texts: Iterable[str]) -> set[str]:
    """Return the pieces that at least two of the texts hold, and every single character of Latin writing."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(tokenizer.encode(text, add_special_tokens=False).tokens))
    pieces = {piece for piece, count in counts.items() if count >= MIN_TEXTS} | set(SPECIAL)
    pieces.update(piece for piece in tokenizer.get_vocab() if _is_latin_character(piece))
    return pieces


def _is_latin_character(piece: str) -> bool:
    character = piece.removeprefix("##")
    return len(character) == 1 and ord(character) < 0x250


def trim(tokenizer: Tokenizer, pieces: set[str]) -> tuple[str, list[int]]:
    """Return the tokenizer with only these pieces, as JSON, and the old numbers of the pieces in their new order.

    Order is kept, so that the padding stays number 0.
    """
    description: dict[str, Any] = json.loads(tokenizer.to_str())
    old = {piece: number for piece, number in description["model"]["vocab"].items() if piece in pieces}
    kept = sorted(old, key=lambda piece: old[piece])
    new = {piece: number for number, piece in enumerate(kept)}
    description["model"]["vocab"] = new
    for added in description["added_tokens"]:
        added["id"] = new[added["content"]]
    for special in description["post_processor"]["special_tokens"].values():
        special["ids"] = [new[token] for token in special["tokens"]]
    description["truncation"] = description["padding"] = None
    return json.dumps(description, ensure_ascii=False), [old[piece] for piece in kept]
