"""The database engine's index: every public aid as bits, in the memory of each worker.

Read in this order: `bits` (sets of positions as whole numbers), `postings` (which positions have a key), `catalogue`
(what is known of each position, and the views that readers hold), then what answers a question: `filters`, `scoring`,
`ordering`, `counting`. `live` keeps one catalogue true to the database. Only `live` knows Django.
"""
