"""A report, what a model rightly says of it, and how a test reads it."""

import bilateral

TEXT = (
    "Vietnam’s Prime Minister Pham Minh Chinh visited Moscow on Monday.\n"
    "“We will deepen our friendship,” Chinh said after the talks.\n"
    "Trade between Russia and Vietnam reached $5.54 billion in 2021.\n"
    "The two countries signed a memorandum on energy cooperation."
)
EVENT = {
    "type": "CONSULT", "mode": "visit", "actors": ["VNM"], "recipients": ["RUS"], "when": "2022-07-04", "status": "actual",
    "said_by": None, "evidence": "Vietnam's Prime Minister Pham Minh Chinh visited Moscow on Monday.", "also": [],
}  # fmt: skip
STATEMENT = {
    "speaker": "Pham Minh Chinh", "speaker_code": "VNM", "kind": "direct", "content": ["We will deepen our friendship"],
    "cue": "said", "evidence": '"We will deepen our friendship," Chinh said after the talks.',
}  # fmt: skip
FIGURE = {
    "measure": "Trade between Russia and Vietnam", "number": "$5.54 billion", "value": 5540000000, "unit": "USD",
    "approx": False, "bound": None, "change": None, "period": "2021", "about": ["RUS", "VNM"], "said_by": None,
    "evidence": "Trade between Russia and Vietnam reached $5.54 billion in 2021.",
}  # fmt: skip
AGREEMENT = {
    "what": "memorandum on energy cooperation", "parties": ["RUS", "VNM"], "domain": "energy", "status": "signed",
    "when": None, "evidence": "The two countries signed a memorandum on energy cooperation.",
}  # fmt: skip
RIGHT = {"events": [EVENT], "statements": [STATEMENT], "figures": [FIGURE], "agreements": [AGREEMENT]}


def read(source, choice, **options):
    """Read a source; returns readings and problems."""
    found = list(bilateral.read_sources([source], reader=choice, **options))
    problems = [each for each in found if isinstance(each, bilateral.Problem)]
    return [each for each in found if not isinstance(each, bilateral.Problem)], problems
