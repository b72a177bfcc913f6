"""Eight signatures and their verification, timed.

    python benchmarks/signatures.py [--pages 300]

Signed one after the other in the form B-LTA, by keys in this process and authorities in this
process: what is measured is the program and no network. Each signature comes with the look that
a document is given before anybody signs it.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # authorities are those of the tests

from large_contract import large_contract
from pypdf import PdfReader
from tests.documents.authorities import authority

from citypact.book import open_book
from citypact.contract.folder import open_contract
from citypact.documents.contract_document import contract_document
from citypact.documents.frozen import freeze
from citypact.documents.pades.archiving import Evidence
from citypact.documents.party_signature import add_signature
from citypact.documents.verification import verify

EIGHT = 8


def main() -> None:
    """Sign and verify, and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--large", action="store_true", help="300 pages in place of Malmö's contract"
    )
    asked = parser.parse_args()
    contract = large_contract() if asked.large else open_contract("malmo-national")
    book = open_book("template" if asked.large else "malmo")
    frozen = freeze(contract, contract.version(), book, "sv", draws=64)
    pdf = contract_document(frozen)
    print(f"{len(PdfReader(io.BytesIO(pdf)).pages)} pages, {len(pdf) / 1e6:.1f} MB")
    ours = authority()
    stamps, evidence = ours.stamps(), Evidence((ours.root.der,), (ours.revoked(),))
    keys = {party: ours.signer(party) for party in frozen.manifest.signatories[:EIGHT]}
    started, used = time.perf_counter(), time.process_time()
    for party, key in keys.items():
        pdf = add_signature(pdf, key, party, stamps=stamps, evidence=evidence)
    signed, busy = time.perf_counter() - started, time.process_time() - used
    print(
        f"{len(keys)} signatures: {signed:.1f} s (processor {busy:.1f} s), {len(pdf) / 1e6:.1f} MB"
    )
    started, used = time.perf_counter(), time.process_time()
    found = verify(pdf, [ours.root.der])
    took, busy = time.perf_counter() - started, time.process_time() - used
    print(f"verified: {took:.1f} s (processor {busy:.1f} s); valid: {found.valid}")


if __name__ == "__main__":
    main()
