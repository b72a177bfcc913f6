"""What programs ask of this site: the same contracts, rights and actions as the pages.

===============  ===============================================================================
module           owns
===============  ===============================================================================
``models``       tokens by which a program acts for an account
``tokens``       every change of a token
``own``          what a person takes along of them
``policy``       who may have one
``events``       the kinds of events
``bearer``       who asks, by the token that comes with the request
``asking``       the question who may, at the door of an operation
``schemas``      what goes in and out, as JSON
``answers``      what a program is told where something stands in the way
``contracts``    operations on contracts that are written here
``versions``     operations on one version: check, steps, signatures, adequacy
``interface``    all of it together, with its description (OpenAPI)
``pages``        requests for the pages on one's own tokens
===============  ===============================================================================

A token gives a program what its account may and no more; whatever it does is written down under the
account, as on the pages.
"""
