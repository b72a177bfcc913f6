"""The web site: settings, addresses, the frame of every page, and how it is served.

Owns what all pages share. What a page shows belongs to an app in :mod:`citypact.apps`; this
room imports the apps and no app imports this room.

Vocabulary: the *workspace* is the folder in which one site keeps its database, its secret key
and its collected static files. :func:`setup` prepares it and must be called before anything
of Django's is used.
"""

from citypact.site.preparation import setup

__all__ = ["setup"]
