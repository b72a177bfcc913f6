"""What programs can do is what people can: the same rows, rights, actions and messages."""

from http import HTTPStatus

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.apps.api.programs import AT, Program
from tests.apps.drafting.writing import OWNER, taken_in
from tests.apps.workspace.test_kept_books import shown_template

from citypact.apps.api.interface import api
from citypact.apps.conduct.actor import OPERATOR, Role
from citypact.apps.conduct.models import Event
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.rows import rows_of
from citypact.apps.parties.actions import AddOrganisation
from citypact.apps.parties.details import Details
from citypact.book import open_book
from citypact.contract.adequacy import adequacy
from citypact.contract.folder import hash_contract, open_contract

pytestmark = pytest.mark.django_db

VERSION = f"{AT}/versions/2026"
#: Every operation with a body that it takes, and the roles that may in the owning organisation.
MEMBERS: set[Role] = {role for role in Role if role not in {Role.VISITOR, Role.OPERATOR}}
READING: dict[str, set[Role]] = {
    "/api/1/contracts": MEMBERS,
    AT: MEMBERS,
    f"{AT}/rows": MEMBERS,
    f"{VERSION}/check": MEMBERS,
    f"{VERSION}/clauses": MEMBERS,
    f"{VERSION}/signatures": MEMBERS,
}
WRITING = {
    f"{AT}/rows": {Role.EDITOR, Role.COORDINATOR},
    f"{VERSION}/acceptances": {Role.SIGNATORY, Role.COORDINATOR},
    f"{VERSION}/steps": {Role.COORDINATOR},
}


@pytest.fixture(autouse=True)
def _contract() -> None:
    shown_template()
    taken_in()


def body_of(address: str, program: Program) -> object:
    if address.endswith("/steps"):
        return {"to": "in review"}
    if address.endswith("/acceptances"):
        _, clauses = program.get(f"{VERSION}/clauses")
        return {"party": OWNER, "clauses": clauses}
    key = next(
        key
        for key, each in rows_of(KeptContract.objects.get()).tables["commitments"].items()
        if each.version == "2026"
    )
    row = rows_of(KeptContract.objects.get()).tables["commitments"][key]
    cells = {**row.cells, "note_sv": "Ny", "note_en": "New"}
    return {"edits": [{"table": "commitments", "key": key, "cells": cells, "seen": row.revision}]}


@pytest.mark.parametrize("role", sorted(MEMBERS, key=str))
def test_each_role_may_what_it_may_on_the_pages(role: Role) -> None:
    program = Program(OWNER, role)
    for address, who in READING.items():
        status, _ = program.get(address)
        assert (status == HTTPStatus.OK) == (role in who), address
    for address, who in WRITING.items():
        status, told = program.post(address, body_of(address, program))
        expected = HTTPStatus.OK if role in who else HTTPStatus.FORBIDDEN
        assert status == expected, (address, told)


def test_a_stranger_reads_nothing() -> None:
    AddOrganisation("stranger", Details("Främmande", "Stranger", "association"), OPERATOR).perform()
    program = Program("stranger", Role.COORDINATOR)
    assert program.get("/api/1/contracts") == (HTTPStatus.OK, [])
    for address in READING:
        if address != "/api/1/contracts":
            assert program.get(address)[0] == HTTPStatus.FORBIDDEN


def test_a_contract_is_read_row_by_row_as_it_stands() -> None:
    program = Program(OWNER, Role.READER)
    status, told = program.get(AT)
    assert status == HTTPStatus.OK
    assert told["content_hash"] == hash_contract("template")
    assert [each["id"] for each in told["versions"]] == ["2025", "2026"]
    _, every = program.get(f"{AT}/rows")
    assert len(every["rows"]) == KeptContract.objects.get().rows.count()
    _, some = program.get(f"{AT}/rows", table="commitments", version="2026")
    assert {each["table"] for each in some["rows"]} == {"commitments"}
    assert {each["cells"]["version"] for each in some["rows"]} == {"2026"}


def test_rows_are_read_with_a_fixed_number_of_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    program = Program(OWNER, Role.READER)
    program.get(f"{AT}/rows")
    with django_assert_num_queries(4):
        program.get(f"{AT}/rows")


def test_a_change_is_an_event_and_the_second_of_two_is_shown_both() -> None:
    program = Program(OWNER, Role.EDITOR)
    body = body_of(f"{AT}/rows", program)
    status, told = program.post(f"{AT}/rows", body)
    assert (status, told["revision"]) == (HTTPStatus.OK, 2)
    assert Event.objects.filter(code="drafting.rows.changed").count() == 1
    status, told = program.post(f"{AT}/rows", body)
    assert status == HTTPStatus.CONFLICT
    assert told["problems"][0]["theirs"]["note_sv"] == "Ny"
    assert told["problems"][0]["revision"] == 2


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"edits": []}, "edits"),
        ({"edits": [{"table": "clauses", "key": "2026:a", "cells": {}, "seen": -1}]}, "seen"),
        ({"edits": [], "more": 1}, "more"),
    ],
)
def test_what_is_no_change_is_told_with_its_place(body: object, said: str) -> None:
    status, told = Program(OWNER, Role.EDITOR).post(f"{AT}/rows", body)
    assert status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in str(told)


def test_what_is_no_json_is_told() -> None:
    status, told = Program(OWNER, Role.EDITOR).post(f"{AT}/rows", "{")
    assert status == HTTPStatus.BAD_REQUEST
    assert "parse" in told["detail"]


def test_every_problem_of_a_contract_is_told_by_its_place() -> None:
    edit = {"table": "clauses", "key": "2026:odd", "seen": 0}
    cells = {"version": "2026", "id": "odd", "parent": "nobody"}
    status, told = Program(OWNER, Role.EDITOR).post(
        f"{AT}/rows", {"edits": [{**edit, "cells": cells}]}
    )
    assert status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert {each["column"] for each in told["problems"]} >= {"order", "title_sv", "parent"}


def test_a_problem_is_told_in_english_and_in_swedish_where_it_is_asked_for() -> None:
    cells = {"version": "2026", "id": "odd", "order": "1,5", "title_sv": "Udda"}
    body = {"edits": [{"table": "clauses", "key": "2026:odd", "seen": 0, "cells": cells}]}
    program = Program(OWNER, Role.EDITOR)
    _, told = program.post(f"{AT}/rows", body)
    (english,) = told["problems"]
    assert english["message"] == "the number is written with a decimal comma"
    _, told = program.post(f"{AT}/rows", body, language="sv")
    (swedish,) = told["problems"]
    assert swedish["message"] == "talet är skrivet med decimalkomma"
    assert swedish["allowed"] == "ett tal som 1250.5 eller -0.7 eller 3e-4"
    assert swedish["mend"] == "skriv 1.5"
    assert told["message"].startswith("kontraktet template har 1 problem:\n  - clauses.csv, rad ")
    parts = ("message", "allowed", "mend")
    assert {**english, **{name: swedish[name] for name in parts}} == swedish


def test_what_stands_in_the_way_of_a_step_is_told() -> None:
    status, told = Program(OWNER, Role.COORDINATOR).post(f"{VERSION}/steps", {"to": "in force"})
    assert status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert told["message"]


def test_adequacy_is_the_librarys() -> None:
    status, told = Program(OWNER, Role.READER).get(f"{VERSION}/adequacy")
    assert status == HTTPStatus.OK
    contract = open_contract("template")
    found = adequacy(contract, contract.version("2026"), open_book("template")).to_json()
    assert told["closed"] == found["closed"]
    assert told["by_party"] == found["by_party"]


def test_what_is_not_there_is_told() -> None:
    program = Program(OWNER, Role.READER)
    assert program.get("/api/1/contracts/none")[0] == HTTPStatus.NOT_FOUND
    status, told = program.get(f"{AT}/versions/1999/check")
    assert status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "1999" in told["message"]


def test_every_operation_asks_a_policy() -> None:
    operations = [
        operation
        for _prefix, router in api._routers
        for path in router.path_operations.values()
        for operation in path.operations
    ]
    assert len(operations) >= 9
    assert [each.operation_id for each in operations if not hasattr(each.view_func, "right")] == []


def test_the_description_is_there_for_everybody_and_names_every_operation() -> None:
    described = Client().get("/api/1/openapi.json").json()
    assert "/api/1/contracts/{contract}/rows" in described["paths"]
    assert described["info"]["title"] == "Citypact"
