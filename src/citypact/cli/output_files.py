"""What the demo writes of a city: summaries on paper, results, tables and figures.

::

    malmo-sammanfattning.pdf, malmo-summary.pdf
    investment-plan.xlsx  what the contract costs against the money promised, in both languages
    contract-signed.pdf   the contract in force, signed with certificates made on the spot
    contract-signed-sample-root.pem  who issued them, for citypact contract verify --trust
    results.json          every scenario, as citypact run --json says it
    tables/SCENARIO/      every figure of a scenario in long form, CSV
    figures/              each figure as SVG and its table as CSV, in both languages
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from citypact.book import Book
from citypact.cli.progress import Progress
from citypact.contract.folder import contracts_of
from citypact.documents import write_investment_plan, write_summary
from citypact.documents.contract_document import contract_document
from citypact.documents.frozen import freeze
from citypact.documents.sample_signatures import SampleSigned, signed_as_a_sample
from citypact.figures import Context, draw_all
from citypact.model.result import Result

__all__ = ["SIGNED", "SIGNED_ROOT", "SUMMARIES", "signed_contract", "write_files"]

#: The contract with sample signatures, and the authority that these lead to.
SIGNED = "contract-signed.pdf"
SIGNED_ROOT = "contract-signed-sample-root.pem"

#: Name of the summary on paper, by language.
SUMMARIES = {"sv": "sammanfattning", "en": "summary"}


def write_files(
    folder: Path,
    book: Book,
    context: Context,
    results: Mapping[str, Result],
    signed: Callable[[], SampleSigned | None],
    progress: Progress,
) -> list[str]:
    """Write everything into ``folder``; return why a figure could not be drawn, a line each.

    Args:
        folder: exists and is empty.
        book: whose rows the summary names as sources.
        context: the scenarios that figures and summaries are drawn from.
        results: every scenario, for ``results.json`` and the tables.
        signed: gives the city's contract with sample signatures, as :func:`signed_contract` does.
        progress: told of each step.
    """
    with progress.step("Writing results and tables"):
        _write_results(folder / "results.json", book, results)
        for name, result in results.items():
            tables = folder / "tables" / name
            tables.mkdir(parents=True)
            result.to_csv(tables)
    with progress.step("Drawing figures") as advance:
        drawn = draw_all(
            context, folder / "figures", progress=lambda done, total, _name: advance(done, total)
        )
    with progress.step("Typesetting summaries") as advance:
        for done, (language, word) in enumerate(SUMMARIES.items(), start=1):
            write_summary(context, book, folder / f"{book.id}-{word}.pdf", language)
            advance(done, len(SUMMARIES))
    with progress.step("Writing the investment plan"):
        main = context.contract or context.reference
        if main is not None:
            write_investment_plan(book, context.city, main, folder / "investment-plan.xlsx")
    with progress.step("Setting and signing the contract"):
        contract = signed()
        if contract is not None:
            (folder / SIGNED).write_bytes(contract.content)
            (folder / SIGNED_ROOT).write_bytes(contract.root)
    return [f"{name}: {reason}" for name, reason in drawn.unavailable.items()]


def _write_results(path: Path, book: Book, results: Mapping[str, Result]) -> None:
    said = {
        "city": book.id,
        "book_hash": book.hash,
        "scenarios": {name: result.to_json() for name, result in results.items()},
    }
    text = json.dumps(said, ensure_ascii=False, allow_nan=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def signed_contract(book: Book) -> SampleSigned | None:
    """The city's contract in force as a document, with sample signatures of all who sign.

    A city without a packaged contract, or whose contract is not in force, has none.
    """
    own = [each for each in contracts_of(book.id) if each.in_force is not None]
    if not own:
        return None
    frozen = freeze(own[0], own[0].version(), book, "sv")
    return signed_as_a_sample(contract_document(frozen), frozen.manifest.signatories)
