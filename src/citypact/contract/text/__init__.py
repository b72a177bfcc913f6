"""A supplied contract text: its clauses, what is no clause, and the promises that it seems to make.

::

    text = read_contract_text("contract.txt")   # a tree of clauses; every line accounted for
    for proposal in propose(text).proposals:    # for a person to accept or not
        print(proposal.clause, proposal.strength, proposal.parties, proposal.sentence)
"""

from __future__ import annotations

from citypact.contract.text.draft import ProposedRow, TextDraft, draft_of_text
from citypact.contract.text.file import LARGEST_TEXT, text_of
from citypact.contract.text.line import Kind, Line
from citypact.contract.text.party import Party, find_parties
from citypact.contract.text.proposal import Proposal, Reading, propose
from citypact.contract.text.reading import (
    ClauseText,
    ContractText,
    parse_contract_text,
    read_contract_text,
)
from citypact.contract.text.sentence import Sentence, sentences
from citypact.contract.text.subject import Basis
from citypact.contract.text.words import Strength

__all__ = [
    "LARGEST_TEXT",
    "Basis",
    "ClauseText",
    "ContractText",
    "Kind",
    "Line",
    "Party",
    "Proposal",
    "ProposedRow",
    "Reading",
    "Sentence",
    "Strength",
    "TextDraft",
    "draft_of_text",
    "find_parties",
    "parse_contract_text",
    "propose",
    "read_contract_text",
    "sentences",
    "text_of",
]
