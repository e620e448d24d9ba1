"""The database engine's index: every public aid as bits, in the memory of each worker.

Read in this order: `bits` (sets of positions as whole numbers), `postings` (which positions have a key), `catalogue`
(what is known of each position, and the views that readers hold), `answering` and what it asks: `filters`, `scoring`,
`ordering`, `counting`; `vocabulary` for who corrects words. `live` keeps one catalogue true to the database, and is the
only one to know Django.
"""
