"""The life of a search engine's own index (Elasticsearch's), beside the documents of the database that it copies.

`SearchDocument` is the outbox: written in the aid's own transaction, one row per aid, each with the catalogue's version
that wrote it, withdrawn ones kept. What the index lacks is one range: the rows of a version above the one that it has
applied, which it says itself, in a document of its own (`state`). So nothing that stops half-way needs to be repaired:
whoever comes next reads where the index stands, and goes on.

Read in this order: `index` (what the server is asked), `state` (may it answer?), `applying`, `lease` and `rebuilding`,
`checking`, and `tending`, which the worker runs.
"""
