"""From a contract to the text of its tables, in the canonical form, and on to a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from citypact.book.form import Column
from citypact.book.table import row_key
from citypact.book.values import SEPARATOR
from citypact.book.writing import settings_text, table_text, write_files
from citypact.contract.contract import Contract
from citypact.contract.form import MARK, contract_form
from citypact.contract.local.action import Action
from citypact.contract.version import Version

__all__ = ["contract_rows", "contract_settings", "render_contract", "write_contract"]

Cells = dict[str, str]


def write_contract(contract: Contract, path: str | Path, *, replace: bool = False) -> Path:
    """Write a contract to a folder, whole or not at all, and return the folder.

    Args:
        contract: what to write.
        path: a folder that does not exist yet, or is empty; with ``replace`` also one that
            holds a contract.
        replace: whether a contract that is there may be written over.

    Raises:
        InputError: the folder holds something already.
        EnvironmentFault: the disk is full or refuses; what was there is still there.
    """
    return write_files(render_contract(contract), Path(path), replace=replace, mark=MARK)


def render_contract(contract: Contract) -> dict[str, str]:
    """The canonical text of every file of a contract, by the name of the file."""
    form, rows = contract_form(), contract_rows(contract)
    files = {MARK: settings_text(contract_settings(contract), form=form.settings)}
    for name, table in form.tables.items():
        own = sorted(rows[name], key=lambda row, form=table: row_key(form, row).split(":"))  # type: ignore[misc]  # a default in a lambda has no type
        files[table.file] = table_text(table, own)
    return files


def contract_rows(contract: Contract) -> dict[str, list[Cells]]:
    """The cells of every table of a contract, by table, in no order."""
    versions = contract.versions.values()
    return {
        "sources": _cells("sources", contract.sources.values()),
        "parties": _cells("parties", contract.parties.values()),
        "strengths": _cells("strengths", contract.wordings.values()),
        "versions": _cells("versions", versions),
        "clauses": list(_of_versions("clauses", versions)),
        "commitments": list(_of_versions("commitments", versions)),
        "annexes": list(_of_versions("annexes", versions)),
        "accepted_findings": list(_of_versions("accepted_findings", versions)),
        "commitment_measures": list(_of_commitments("measures", versions)),
        "commitment_indicators": list(_of_commitments("indicators", versions)),
        "commitment_funding": list(_of_commitments("funding", versions)),
        "kinds": _cells("kinds", contract.kinds.values()),
        "commitment_actions": list(_of_actions(versions)),
        "action_reports": list(_of_reports(versions)),
    }


def contract_settings(contract: Contract) -> Cells:
    """The entries of ``contract.toml``, as texts."""
    entries = {"format": str(contract_form().format), **_filled(_plain(contract), {})}
    return {name: entries[name] for name in contract_form().settings.columns if name in entries}


def _plain(item: object) -> dict[str, object]:
    """The fields of a data class, without taking what they hold apart."""
    return {name: getattr(item, name) for name in item.__dataclass_fields__}  # type: ignore[attr-defined]  # only data classes are given


def _cells(table: str, items: Iterable[object]) -> list[Cells]:
    return [_row(table, _plain(item)) for item in items]


def _row(table: str, fields: Mapping[str, object]) -> Cells:
    columns = contract_form().tables[table].columns
    return _filled({name: fields.get(name) for name in columns}, columns)


def _filled(fields: Mapping[str, object], columns: Mapping[str, Column]) -> Cells:
    found = {}
    for name, value in fields.items():
        text = _written(value, columns.get(name))
        if text:
            found[name] = text
    return found


def _written(value: object, column: Column | None) -> str:
    if isinstance(value, str):  # nearly all of them
        return value
    if value is None or isinstance(value, Mapping):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, tuple):
        return SEPARATOR.join(str(each) for each in value) if column else ""
    return str(value)


def _of_versions(table: str, versions: Iterable[Version]) -> Iterator[Cells]:
    for version in versions:
        for item in getattr(version, table):
            yield _row(table, {"version": version.id, **_plain(item)})


def _of_commitments(what: str, versions: Iterable[Version]) -> Iterator[Cells]:
    column = {"indicators": "indicator", "funding": "funding"}.get(what, "")
    for version in versions:
        for commitment in version.commitments:
            place = {"version": version.id, "commitment": commitment.id}
            for item in getattr(commitment, what):
                fields = {column: item} if column else asdict(item)
                yield _row(f"commitment_{what}", {**place, **fields})


def _of_actions(versions: Iterable[Version]) -> Iterator[Cells]:
    for version, commitment, action in _actions(versions):
        yield _row(
            "commitment_actions", {"version": version, "commitment": commitment, **_plain(action)}
        )


def _of_reports(versions: Iterable[Version]) -> Iterator[Cells]:
    for version, commitment, action in _actions(versions):
        for report in action.reports:
            place = {"version": version, "commitment": commitment}
            yield _row("action_reports", {**place, **_plain(report)})


def _actions(versions: Iterable[Version]) -> Iterator[tuple[str, str, Action]]:
    for version in versions:
        for commitment in version.commitments:
            if commitment.action is not None:
                yield version.id, commitment.id, commitment.action
