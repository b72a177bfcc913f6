"""Requests for adding, changing, moving and taking away a clause, a commitment or what it carries.

Each form is kept in one of two ways, by the button that is pressed: it is written, where the reader
may, or proposed.
"""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from citypact.apps.conduct.form_pages import form_page, shown
from citypact.apps.conduct.guard import guarded
from citypact.apps.conduct.wording import in_words
from citypact.apps.drafting.book_words import CHOSEN_FROM, BookWords
from citypact.apps.drafting.clause_page import may_write
from citypact.apps.drafting.forms import FORMS_OF, PlaceForm, RemovalForm, RowForm
from citypact.apps.drafting.keeping import Rights, keep
from citypact.apps.drafting.light import Cells
from citypact.apps.drafting.meeting import Meeting, meeting, merged
from citypact.apps.drafting.models import KeptRow, Proposal
from citypact.apps.drafting.opened import clause_or_404, frame, language, opened, row_or_404
from citypact.apps.drafting.placing import new_id, place_choices, placed
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.apps.drafting.rows import NEW, ConflictError, Edit
from citypact.apps.drafting.selectors import Draft, proposal_in, rows_of_clause
from citypact.apps.drafting.words import TABLES, said
from citypact.errors import InputError

__all__ = ["add", "change", "move", "remove"]


@form_page
@guarded(KEPT_CONTRACTS, "propose")
def change(
    request: HttpRequest, city: str, contract: str, version: str, table: str, key: str
) -> HttpResponse:
    """Change a row; where somebody else has changed it since, show both texts."""
    draft = opened(request, city, contract, version)
    row, rows, clause = row_or_404(draft, _table(table), key)
    rights = Rights.of(draft, write=may_write(draft.actor, rows, table, row.cells))
    proposal = _proposal(request, draft, row)
    form, met = _change_form(request, draft, row, proposal), None
    if request.method == "POST" and form.is_valid():
        cells = _chosen(request, row, {**row.cells, **form.cells()})
        edit = Edit(table, row.key, cells, form.cleaned_data["seen"])
        try:
            if keep(request, draft, form, edit, proposal):
                return _back(draft, str(cells.get("clause", clause)))
        except ConflictError:
            met = meeting(draft.outline, edit, row.cells, language())
            form = _change_form(request, draft, row, proposal, seen=row.revision)
    title = _("Change: %(what)s") % {"what": _name(table, row.cells)}
    return _page(request, draft, form, rights, clause, title=title, met=met, proposal=proposal)


def _change_form(
    request: HttpRequest,
    draft: Draft,
    row: KeptRow,
    proposal: Proposal | None,
    seen: int | None = None,
) -> RowForm:
    """The form, with what was sent, else with the row, else with the row as it was proposed."""
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None and seen is not None:
        data["seen"] = str(seen)
    cells: Cells = row.cells
    if proposal is not None:
        cells = merged(proposal.before or {}, proposal.cells or {}, row.cells)
    form = _form(draft, row.table, data, {**cells, "seen": row.revision})
    form.keep_key()
    return form


def _chosen(request: HttpRequest, row: KeptRow, cells: dict[str, str]) -> dict[str, str]:
    """The writer's cells, but for those of which the writer has chosen what the other wrote."""
    theirs = [name for name in cells if request.POST.get(f"take-{name}") == "theirs"]
    return {**cells, **{name: row.cells.get(name, "") for name in theirs}}


def _proposal(request: HttpRequest, draft: Draft, row: KeptRow) -> Proposal | None:
    """The open proposal that is to be decided on by this form; None where there is none."""
    number = (request.POST or request.GET).get("proposal", "")
    if not number.isdecimal():
        return None
    try:
        found = proposal_in(draft, int(number))
    except Proposal.DoesNotExist as error:
        raise Http404(_("There is no such proposal for this version.")) from error
    same = (found.table, found.key) == (row.table, row.key)
    return found if same and found.state == Proposal.OPEN else None


@form_page
@guarded(KEPT_CONTRACTS, "propose")
def add(request: HttpRequest, city: str, contract: str, version: str, table: str) -> HttpResponse:
    """Add a clause, a commitment to a clause, or something that a commitment carries."""
    draft = opened(request, city, contract, version)
    of = request.GET.get("of", "")
    given, clause = _given(draft, _table(table), of)
    rights = Rights.of(draft, write=_may_add(draft, table, clause, given))
    form = _form(draft, table, request.POST or None, {**_initial(draft, table, of), "seen": NEW})
    if request.method == "POST" and form.is_valid():
        try:
            cells = _new(draft, form, {**given, **form.cells()})
            edit = Edit(table, _key(table, cells), cells, NEW)
            if keep(request, draft, form, edit):
                return _back(draft, clause or str(cells.get("parent", "")))
        except ConflictError:
            form.add_error(None, _("It is there already."))
        except InputError as error:
            form.add_error(None, in_words(error.said))
    title = _("Add: %(what)s") % {"what": _(TABLES[table])}
    return _page(request, draft, form, rights, clause, title=title)


def _given(draft: Draft, table: str, of: str) -> tuple[dict[str, str], str]:
    """The cells that the address says already, and the clause that the new row belongs to."""
    given = {"version": draft.version}
    if table == "clauses":
        return given, ""
    if table == "commitments":
        return {**given, "clause": of}, clause_or_404(draft, of)
    clause = next((line.id for line in draft.outline.clauses if of in line.commitments), "")
    return {**given, "commitment": of}, clause_or_404(draft, clause)


def _may_add(draft: Draft, table: str, clause: str, given: Cells) -> bool:
    """Whether the reader may write such a row for some party; writing asks again for which."""
    if table in {"clauses", "commitments"}:
        return draft.may("write")
    return may_write(draft.actor, rows_of_clause(draft, clause), table, given)


def _initial(draft: Draft, table: str, of: str) -> dict[str, object]:
    if table == "clauses":
        return {"place": of or (f"after:{_last(draft)}" if draft.outline.clauses else "under:")}
    if table == "commitments":
        parties = draft.outline.clause[of].parties
        return {
            "clause": of,
            "party": parties[0] if parties else draft.contract.owner_id,
            "strength": "undertakes",
        }
    return {"level": "1", "quality": "reported"}


def _last(draft: Draft) -> str:
    """The last clause of those at the top."""
    return [line.id for line in draft.outline.clauses if not line.parent][-1]


def _new(draft: Draft, form: RowForm, cells: dict[str, str]) -> dict[str, str]:
    """The cells with an identifier that no version has used, and a clause's place."""
    if form.table == "clauses":
        parent, order = placed(draft.outline, form.cleaned_data["place"])
        cells = {**cells, "parent": parent, "order": order}
    wish = cells.get("title_sv") or cells.get("text_sv")
    if form.table in {"clauses", "commitments"} and wish:
        used = draft.contract.rows.filter(table=form.table).values_list("key", flat=True)
        cells["id"] = new_id(wish, {key.partition(":")[2] for key in used})
    return cells


def _key(table: str, cells: Cells) -> str:
    if table in CHOSEN_FROM:
        chosen = cells[CHOSEN_FROM[table].removesuffix("s")]
        return f"{cells['version']}:{cells['commitment']}:{chosen}"
    return f"{cells['version']}:{cells['id']}"


@form_page
@guarded(KEPT_CONTRACTS, "propose")
def move(request: HttpRequest, city: str, contract: str, version: str, clause: str) -> HttpResponse:
    """Put a clause in another place."""
    draft = opened(request, city, contract, version)
    row, rows, name = row_or_404(draft, "clauses", clause)
    rights = Rights.of(draft, write=may_write(draft.actor, rows, "clauses", row.cells))
    places = place_choices(draft.outline, name, language())
    form = PlaceForm(request.POST or None, places=places, initial={"seen": row.revision})
    if request.method == "POST" and form.is_valid():
        try:
            parent, order = placed(draft.outline, form.cleaned_data["place"], name)
            cells = {**row.cells, "parent": parent, "order": order}
            if keep(
                request, draft, form, Edit("clauses", row.key, cells, form.cleaned_data["seen"])
            ):
                return _back(draft, name)
        except InputError as error:
            form.add_error(None, in_words(error.said))
    title = _("Move: %(what)s") % {"what": _name("clauses", row.cells)}
    return _page(request, draft, form, rights, name, title=title)


@form_page
@guarded(KEPT_CONTRACTS, "propose")
def remove(
    request: HttpRequest, city: str, contract: str, version: str, table: str, key: str
) -> HttpResponse:
    """Take a row away; a commitment with all that it carries."""
    draft = opened(request, city, contract, version)
    row, rows, clause = row_or_404(draft, _table(table), key)
    rights = Rights.of(draft, write=may_write(draft.actor, rows, table, row.cells))
    form = RemovalForm(request.POST or None, initial={"seen": row.revision})
    if request.method == "POST" and form.is_valid():
        try:
            if keep(request, draft, form, Edit(table, row.key, None, form.cleaned_data["seen"])):
                return _back(draft, "" if table == "clauses" else clause)
        except InputError as error:
            form.add_error(None, in_words(error.said))
    title = _("Take away: %(what)s") % {"what": _name(table, row.cells)}
    return _page(request, draft, form, rights, clause, title=title, removing=True)


def _form(
    draft: Draft, table: str, data: Mapping[str, object] | None, initial: dict[str, object]
) -> RowForm:
    form, shown_in = FORMS_OF[table], language()
    book = BookWords(draft.city) if table in CHOSEN_FROM else BookWords()
    filled = form.filled({k: v for k, v in initial.items() if isinstance(v, str)})
    return form(
        data,
        outline=draft.outline,
        book=book,
        language=shown_in,
        initial={**initial, **filled},
    )


def _table(table: str) -> str:
    if table not in FORMS_OF:
        raise Http404(_("There is no such thing that can be written here."))
    return table


def _name(table: str, cells: Cells) -> str:
    own = said(cells, "title", language()) or said(cells, "text", language())
    return own or _(TABLES[table])


def _back(draft: Draft, clause: str) -> HttpResponse:
    """To the clause, or to the draft where there is none to go to."""
    place = (draft.city, draft.contract.pk, draft.version)
    if clause:
        return redirect("drafting:clause", *place, clause)
    return redirect("drafting:draft", *place)


def _page(  # noqa: PLR0913  what the one template of all forms shows
    request: HttpRequest,
    draft: Draft,
    form: forms.Form,
    rights: Rights,
    clause: str,
    *,
    title: str,
    met: Meeting | None = None,
    proposal: Proposal | None = None,
    removing: bool = False,
) -> HttpResponse:
    context = {
        **frame(draft, "row"),
        "form": form,
        "rights": rights,
        "clause": draft.outline.clause.get(clause),
        "title": title,
        "met": met,
        "proposal": proposal,
        "removing": removing,
    }
    return shown(request, context, "drafting/row.html")
