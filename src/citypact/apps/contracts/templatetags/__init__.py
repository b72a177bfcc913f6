"""Filters of the pages of contracts."""
