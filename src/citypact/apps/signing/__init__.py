"""A version checked, made into a document, signed by its parties, and verified by anybody.

===============  ===============================================================================
module           owns
===============  ===============================================================================
``models``       the document of a version, and how it stands with each party's signature
``policy``       who may check, accept a finding, have the document made, sign, decline
``checking``     the checker's report of a version as it is written here
``making``       the document made in the background
``bounds``       a document that somebody brings, verified in a process of its own
``examining``    a signed document that comes back, before anything is kept of it
``actions``      every change
``events``       the kinds of events
``letters``      the mails that signatories are sent
``selectors``    what is read from the database, in a known number of queries
``forms``        what people fill in
``pages``        requests for pages of a version: check, ceremony, receipt
``verifying``    requests for the page on which anybody verifies a document
===============  ===============================================================================

No key is ever here. A party signs the document on its own machine and brings it back, or takes the
digest to its signing service and brings the signature back; the site puts it in and says what it is
shown to be.
"""
