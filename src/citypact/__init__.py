"""Citypact makes a city's climate contract computable.

Its rooms are imported one by one (``citypact.engine``, ``citypact.model``, ``citypact.book``);
this module imports nothing, so that ``citypact --help`` stays quick.
"""

__version__ = "0.1.0"
