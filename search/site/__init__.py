"""The pages of the site in the search: a short list beside the aids, never mixed with them."""
