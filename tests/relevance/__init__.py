"""Judged questions, and the least that the answers are worth."""
