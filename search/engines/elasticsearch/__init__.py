"""The engine for large catalogues and traffic: a cluster of any size, asked with the same tokens as the database.

Read in this order: `mapping` (what an index is), `documents` (what is in it), `asking` (a question as a query),
`answering` (its answer), `engine`; `address` and `client` for where the cluster is and how it is spoken to.
How an index is filled, kept true and replaced is `search.indexing`; what happens while it is down, `engines.surviving`.
"""
