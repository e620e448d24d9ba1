"""The score: for each group the best over (kind of alternative, field), summed. Whole numbers, the same on each engine.

Where a word is found counts for more than whether the person or the team said it; see SEARCH of the design: which
figures exactly makes no measurable difference, that they are few and small makes the sum cheap.
"""

from search.entry import Field
from search.groups import AlternativeKind

#                                         title      labels       summary       body
WEIGHTS: dict[AlternativeKind, dict[Field, int]] = {
    "word":    {"title": 8, "labels": 6, "summary": 4, "body": 2},
    "synonym": {"title": 7, "labels": 5, "summary": 3, "body": 1},
    "prefix":  {"title": 6, "labels": 4, "summary": 3, "body": 1},
}  # fmt: skip
# "aide", "prime", "achat": said by most aids, so a bonus that only breaks ties, wherever they say it.
WEAK_WEIGHT = 1
# A code alone (the mode `bike` for "vélo") counts as a label of the aid.
CODE_FIELD: Field = "labels"
