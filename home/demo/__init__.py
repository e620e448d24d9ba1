"""The demonstration catalogue: texts of our own, composed from public facts when it is loaded.

`data/` holds the facts and what people wrote; `bikes.py` and `others.py` make of them rows in the import format;
`catalogue.py` puts them together. Nothing here touches the database: `load_demo` imports the rows.
"""
