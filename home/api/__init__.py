"""Wagtail's content for apps: pages, images, documents, redirects, as the public sees them and nothing else.

Wagtail's own endpoints publish what is live but private, ask the database for each nested object, and fail on values
that people send. These keep its addresses, parameters and envelope.
"""
