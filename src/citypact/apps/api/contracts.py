"""Operations on contracts that are written here."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from citypact.apps.api.asking import actor_of, asks
from citypact.apps.api.schemas import (
    ContractOut,
    EditsIn,
    ProblemsOut,
    RowOut,
    RowsOut,
    VersionOut,
    WrittenOut,
)
from citypact.apps.drafting.actions import WriteRows
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.apps.drafting.rows import Edit, Rows
from citypact.apps.drafting.selectors import contract_rows_for, contracts_for

__all__ = ["router"]

router = Router(tags=["contracts"])
FAULTS = {403: ProblemsOut, 404: ProblemsOut, 409: ProblemsOut, 422: ProblemsOut}


@router.get("", response={200: list[str], 403: ProblemsOut})
@asks(KEPT_CONTRACTS, "read")
def contracts(request: HttpRequest, city: str = "") -> list[str]:
    """Ids of the contracts that you may read, of one city or of all."""
    return [each.pk for each in contracts_for(actor_of(request), city)]


@router.get("/{contract}", response={200: ContractOut, **FAULTS})
@asks(KEPT_CONTRACTS, "read")
def contract(request: HttpRequest, contract: str) -> ContractOut:
    """A contract with its versions."""
    rows = contract_rows_for(actor_of(request), contract)
    kept, made = rows.contract, rows.made()
    return ContractOut(
        id=kept.pk,
        city=kept.city_id,
        kind=kept.kind,
        title_sv=kept.title_sv,
        title_en=kept.title_en,
        owner=kept.owner_id,
        revision=kept.revision,
        content_hash=rows.examined().content_hash(kept.pk),
        versions=[
            VersionOut(id=each.id, year=each.year, state=each.state)
            for each in made.versions.values()
        ],
    )


@router.get("/{contract}/rows", response={200: RowsOut, **FAULTS})
@asks(KEPT_CONTRACTS, "export")
def rows(request: HttpRequest, contract: str, table: str = "", version: str = "") -> RowsOut:
    """Its rows: all, those of one table, or those of one version."""
    found = contract_rows_for(actor_of(request), contract, "export")
    return RowsOut(
        contract=contract,
        revision=found.contract.revision,
        rows=_chosen(found, table, version),
    )


@router.post("/{contract}/rows", response={200: WrittenOut, **FAULTS})
@asks(KEPT_CONTRACTS, "write")
def write(request: HttpRequest, contract: str, body: EditsIn) -> WrittenOut:
    """Change rows, all or none. 409 tells what stands there now where another was quicker."""
    edits = tuple(Edit(one.table, one.key, one.cells, one.seen) for one in body.edits)
    written = WriteRows(contract, edits, actor_of(request)).perform()
    return WrittenOut(
        revision=written.revision,
        content_hash=written.content_hash,
        rows=[f"{edit.table}/{edit.key}" for edit in written.edits],
    )


def _chosen(rows: Rows, table: str, version: str) -> list[RowOut]:
    return [
        RowOut(table=name, key=row.key, cells=row.cells, revision=row.revision)
        for name, several in rows.tables.items()
        if not table or name == table
        for row in several.values()
        if not version or version == (row.key if name == "versions" else row.version)
    ]
