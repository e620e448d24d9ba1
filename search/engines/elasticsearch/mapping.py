"""What an index is: strict, so that a document that doesn't fit is refused; its form is part of the index's name."""

from typing import Any

# Raised with each change of the mapping, and when `documents` writes other contents into the same fields: a test tells.
# Of two releases that run at once, the higher one has its index.
FORM = 1
# A page beyond the farthest offset, and its aids.
RESULT_WINDOW = 10_100
# Longer texts can't be compared at all; in the widest alphabet they are as many bytes as Lucene takes.
LONGEST = 8191

# Compared as they are: tokens, codes and ids of territories.
COMPARED = {"type": "keyword", "doc_values": False, "ignore_above": LONGEST}
# Also counted, or put in order.
COUNTED = {"type": "keyword", "ignore_above": LONGEST}
SORTED = {"type": "keyword", "index": False, "ignore_above": LONGEST}
# An unknown day is before or after all others, in milliseconds: no year has five digits in ISO.
DAY = {"type": "date", "format": "strict_date||epoch_millis"}
NUMBER = {"type": "long"}
# Carried along, never looked into. Beside the others and uncompressed: a page of twenty is read in half the time.
KEPT = {"type": "binary", "doc_values": True}

MAPPING: dict[str, Any] = {
    "dynamic": "strict",
    "properties": {
        # Absent from what isn't to be found: the index's state, and the tombstones of withdrawn aids.
        "locale": COMPARED,
        # The languages where a translation takes the place of this version.
        "hidden_in": COMPARED,
        "aid_id": NUMBER,
        "version": NUMBER,
        "title": COMPARED,
        "labels": COMPARED,
        "summary": COMPARED,
        "body": COMPARED,
        "mode": COUNTED,
        "kind": COUNTED,
        "funder": COUNTED,
        "beneficiary": COMPARED,
        "benefit": COUNTED,
        # What facets count: an aid for everyone counts for everyone alone; a funder comes with its name.
        "counted_beneficiary": {**COUNTED, "index": False},
        "counted_funder": {**COUNTED, "index": False},
        "include": COMPARED,
        "exclude": COMPARED,
        "within": COMPARED,
        "opens_on": DAY,
        "closes_on": DAY,
        # Microseconds, since a date here keeps milliseconds.
        "published": NUMBER,
        "sorted_title": SORTED,
        "amount_rank": {"type": "double", "index": False},
        # All that a result is made of: see `documents.pack`.
        "shown": KEPT,
        # What the index knows of itself, in a document of its own: see `search.indexing`.
        "state": {"type": "object", "enabled": False},
    },
}

# One shard counts and sorts exactly, and holds far more aids than a country has; each node gets a copy of it.
SETTINGS: dict[str, Any] = {
    "index": {
        "number_of_shards": 1,
        "auto_expand_replicas": "0-2",
        "max_result_window": RESULT_WINDOW,
    }
}
