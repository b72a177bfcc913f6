"""Local contracts: a city and the companies in it, each with a quantity of what it will do.

A company promises a quantity of a *kind* of action: kilometres, MWh, tonnes of plastic. How far
that takes a measure of the city book, and what it adds up to, the model computes; no tonnes are
typed in.
"""
