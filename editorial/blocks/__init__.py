"""What editors build pages with: few blocks, each with one meaning. `search` and FAQ blocks are in `home.blocks`.

Rules that translation asks for (wagtail-localize reads raw data): a struct within a struct holds only texts and
links; what repeats is a list of structs; an optional text is "" by default, for one that isn't there can't be
translated.
"""
