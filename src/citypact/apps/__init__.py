"""The parts of the work as Django apps: what is kept, who may, and what happened.

No app computes: figures come from the rooms below. An app meets another only through its
actions and selectors.
"""
