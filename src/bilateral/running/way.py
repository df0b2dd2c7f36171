"""The stages of a run in their order: what each takes, in which cut, and where what it gives goes."""

from typing import Final

from bilateral.running.files import Take, by_hash, by_number, by_text
from bilateral.running.stage import Stage
from bilateral.running.stages.collecting import collect_articles, unite_articles
from bilateral.running.stages.meeting import carry_texts, choose_candidates, meet, sketch_articles
from bilateral.running.stages.reading import (
    lend,
    pair_copies,
    read_copies,
    read_originals,
    tell_mentions,
)
from bilateral.running.stages.reconciling import link_share, make_entries, sort_mentions, unite_problems
from bilateral.running.stages.tracing import (
    compare_texts,
    connect_copies,
    gather_parts,
    make_families,
    place_families,
)

_PART, _PIECE, _BUCKET, _WHOLE = Take.PART, Take.PIECE, Take.BUCKET, Take.WHOLE

COLLECT: Final = Stage(
    "collect", collect_articles, {}, {"collected": by_text("address"), "faults": None}, ("sources", "limits", "today")
)  # fmt: skip

STAGES: Final = (
    COLLECT,
    Stage("unite", unite_articles, {"collected": _BUCKET}, {"articles": None, "appearances": None}),
    # Trace: articles that share 5-grams meet where the 5-gram is kept; a pair's texts where its first is kept; the
    # members of a connected part where its head is kept.
    Stage("sketch", sketch_articles, {"articles": _PART}, {"postings": by_hash("gram"), "standings": None}),
    Stage("meet", meet, {"postings": _BUCKET}, {"meetings": by_text("one")}),
    Stage("choose", choose_candidates, {"meetings": _BUCKET}, {"candidates": by_text("other")}),
    Stage(
        "carry",
        carry_texts,
        {"articles": _PART, "candidates": _BUCKET},
        {"carried": by_number("to")},
        ("parts",),
    ),
    Stage(
        "compare",
        compare_texts,
        {"articles": _PART, "candidates": _PART, "carried": _BUCKET},
        {"edges": None, "copies": None},
    ),
    Stage("connect", connect_copies, {"copies": _WHOLE}, {"connected": by_text("address")}),
    Stage(
        "gather",
        gather_parts,
        {"standings": _PART, "copies": _PART, "connected": _BUCKET},
        {"members": by_text("head"), "bonds": by_text("head")},
    ),
    Stage("join", make_families, {"members": _BUCKET, "bonds": _BUCKET}, {"memberships": by_text("address")}),
    Stage("place", place_families, {"memberships": _BUCKET}, {"families": None, "wanted": by_text("origin")}),
    # Read: first what is no copy; then the copies, to whose parts go their origins with what was read in them.
    Stage("read", read_originals, {"articles": _PIECE, "families": _PART}, {"readings": None}),
    Stage(
        "lend",
        lend,
        {"articles": _PART, "readings": _PART, "wanted": _BUCKET},
        {"lent": by_number("to")},
        ("parts",),
    ),
    Stage(
        "pair",
        pair_copies,
        {"articles": _PART, "families": _PART, "lent": _BUCKET},
        {"copies_to_read": None},
    ),
    Stage("copies", read_copies, {"copies_to_read": _PIECE}, {"copied": None}),
    Stage(
        "tell",
        tell_mentions,
        {"articles": _PART, "families": _PART, "readings": _PART, "copied": _PART},
        {"told": by_text("block"), "unread": None},
    ),
    # Reconcile: the mentions of a block meet where the block is kept.
    Stage("sort", sort_mentions, {"told": _BUCKET}, {"mentions": None, "hot": None}, ("hot",)),
    Stage("link", link_share, {"hot": _PIECE, "mentions": _PART}, {"links": None}),
    Stage("reconcile", make_entries, {"mentions": _PART, "links": _PART}, {"entries": None}),
    Stage("problems", unite_problems, {"faults": _WHOLE, "unread": _WHOLE}, {"problems": None}),
)
BY_NAME: Final = {stage.name: stage for stage in STAGES}
