"""What editors build pages with: few blocks, each with one meaning. `search` and FAQ blocks are in `home.blocks`.

Two rules that translation asks for (wagtail-localize reads raw data): a struct within a struct holds only texts and
links; what repeats is a list of structs.
"""
