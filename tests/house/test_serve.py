"""The server that `make serve` starts."""

from runpy import run_path
from urllib.parse import urlencode

from search.query import MAX_TERRITORIES, TEXT_LENGTH


def test_the_longest_question_reaches_the_site() -> None:
    """What the API allows isn't cut off before it: a hundred places, and a text of which each letter is four bytes."""
    question = [("search", "🚲" * TEXT_LENGTH), *[("territory", "epci-243100518")] * MAX_TERRITORIES]
    line = f"GET /api/v1/aids/?{urlencode(question)} HTTP/1.1"

    assert run_path("gunicorn.conf.py")["limit_request_line"] > len(line) > 4094
