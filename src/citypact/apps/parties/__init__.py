"""The parties: organisations with what they may decide, and people as accounts with roles in them.

===============  ===============================================================================
module           owns
===============  ===============================================================================
``models``       organisations, accounts, memberships
``details``      what is known of an organisation, and whether it can be kept so
``words``        the kinds of organisations, kinds of authority and roles, as people read them
``policy``       who may do what to them
``actions``      every change of an organisation or a membership
``accounts``     every change of an account
``events``       the kinds of events
``letters``      the mails that people are sent
``belongings``   what other apps keep of a person, told by them
``selectors``    what is read from the database, in a known number of queries
``middleware``   who asks, on every request
``sign_in``      what this site decides where django-allauth asks: nobody signs up by themselves
``credentials``  writing down what django-allauth does to credentials
``forms``        what people fill in
``pages``        requests for pages on organisations
``own_pages``    requests for pages on one's own account
``exports``      requests for tables
===============  ===============================================================================

An organisation is what a contract calls a party, with the same kinds. Of a person no more is kept
than an account needs: a name, a mail address, a language and credentials; and all of it can be
erased.
"""
