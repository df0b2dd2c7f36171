"""Score what is read from articles, end to end, against gold annotations.

    python benchmarks/reading.py GOLD.jsonl… [--json] [--workers N] [--errors N]

Each GOLD is a file ``X.gold.jsonl`` of the annotation scheme with its articles beside it as ``X.articles.jsonl``.
The articles go through the ``read`` command as a user would run it; ``score_reading.py`` compares.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

SCORER = Path(__file__).resolve().parents[2] / "shared" / "score" / "score_reading.py"


def articles_of(gold: Path) -> Path:
    """Return the file of articles that stands beside a file of gold."""
    return gold.with_name(gold.name.replace(".gold.", ".articles."))


def read(articles: Path, out: Path, workers: int) -> None:
    """Run the read command over the articles; what it cannot read it names, and that counts as nothing found."""
    command = [
        sys.executable,
        "-m",
        "bilateral",
        "read",
        str(articles),
        "-o",
        str(out),
        "--workers",
        str(workers),
    ]
    if subprocess.run(command, check=False).returncode not in {0, 1}:
        sys.exit(f"the read command failed on {articles}")


def score(scorer: Path, articles: Path, gold: Path, predicted: Path, errors: int) -> dict[str, object]:
    """Return the scorer's figures."""
    command = [
        sys.executable,
        str(scorer),
        str(articles),
        str(gold),
        str(predicted),
        "--json",
        "--errors",
        str(errors),
    ]
    return dict(json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout))


def show(name: str, figures: dict[str, object]) -> None:
    """Print the figures of one gold file as a table."""
    print(f"\n{name}: {figures['articles']} articles, {figures['invalid_spans']} invalid spans")
    for key, value in figures.items():
        if isinstance(value, dict):
            print(f"  {key:22} P {value['p']:.3f}  R {value['r']:.3f}  F1 {value['f1']:.3f}")
        elif key.endswith("accuracy"):
            print(f"  {key:36}    {value}")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--errors", type=int, default=0, help="show so many errors on stderr")
    parser.add_argument("--scorer", type=Path, default=SCORER)
    args = parser.parse_args()
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        for gold in args.gold:
            out = Path(folder) / "read.jsonl"
            read(articles_of(gold), out, args.workers)
            results[gold.name] = score(args.scorer, articles_of(gold), gold, out, args.errors)
    if args.json:
        print(json.dumps(results))
    else:
        for name, figures in results.items():
            show(name, figures)


if __name__ == "__main__":
    main()
