"""What a program is told where something stands in the way. Nothing was changed in any case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from citypact.apps.conduct.fields import FieldsError
from citypact.apps.conduct.wording import in_words
from citypact.apps.drafting.rows import ConflictError
from citypact.errors import ContractError, EnvironmentFault, InputError, Problem

__all__ = ["register"]

REFUSED, UNKNOWN, CONFLICT, UNFIT, UNABLE = 403, 404, 409, 422, 503


def register(api: NinjaAPI) -> None:
    """Say what each exception is answered with."""

    def told(
        request: HttpRequest, status: int, message: str, problems: Sequence[object] = ()
    ) -> HttpResponse:
        body = {"message": message, "problems": list(problems)}
        return api.create_response(request, body, status=status)

    @api.exception_handler(ConflictError)
    def _conflict(request: HttpRequest, error: ConflictError) -> HttpResponse:
        met = [
            {
                "table": edit.table,
                "key": edit.key,
                "seen": edit.seen,
                "yours": None if edit.cells is None else dict(edit.cells),
                "revision": row.revision if row else 0,
                "theirs": row.cells if row else None,
            }
            for edit, row in error.edits
        ]
        return told(request, CONFLICT, str(error), met)

    @api.exception_handler(ContractError)
    def _contract(request: HttpRequest, error: ContractError) -> HttpResponse:
        return told(request, UNFIT, in_words(error.said), [_told(each) for each in error.problems])

    @api.exception_handler(FieldsError)
    def _fields(request: HttpRequest, error: FieldsError) -> HttpResponse:
        problems = [{"column": name, "message": text} for name, text in error.problems.items()]
        return told(request, UNFIT, str(error), problems)

    @api.exception_handler(InputError)
    def _input(request: HttpRequest, error: InputError) -> HttpResponse:
        return told(request, UNFIT, in_words(error.said))

    @api.exception_handler(EnvironmentFault)
    def _unable(request: HttpRequest, error: EnvironmentFault) -> HttpResponse:
        return told(request, UNABLE, in_words(error.said))

    @api.exception_handler(PermissionDenied)
    def _refused(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
        return told(request, REFUSED, str(error))

    @api.exception_handler(ObjectDoesNotExist)
    def _unknown(request: HttpRequest, error: ObjectDoesNotExist) -> HttpResponse:
        return told(request, UNKNOWN, str(error))


def _told(problem: Problem) -> dict[str, object]:
    """A problem by its parts, those that are said in the language of the request."""
    return {
        name: in_words(part) if isinstance(part, str) else part
        for name, part in asdict(problem).items()
    }
