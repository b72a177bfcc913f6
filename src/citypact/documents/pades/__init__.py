"""PAdES signatures (ETSI EN 319 142): the one place that knows pyHanko.

``reading`` opens a PDF and takes out what it carries, ``signing`` adds a signature, ``validating``
judges those that are there. What goes in and comes out is bytes and plain objects, so that
another library can take pyHanko's place. Nothing here reaches for a network by itself, but for
the time stamp that is asked for.
"""

from __future__ import annotations

import logging

# What pyHanko has to say is in what it returns; its log would be printed over the answer.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).addHandler(logging.NullHandler())
    logging.getLogger(_name).propagate = False
