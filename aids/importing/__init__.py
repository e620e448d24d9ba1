"""Aids from files: read, validate, decide, write. `service.run` is the way in; docs/import.md is the way of it.

A file may be large and partly wrong: it is read as it comes, each bad row is refused alone, and good rows are written
in batches that are whole or absent, so that an import that was interrupted is simply run again.
"""
