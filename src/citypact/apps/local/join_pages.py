"""Requests for pages on which a company signs up: what it says, what that adds up to, confirming.

What is said travels in the form itself; nothing is kept before the company agrees.
"""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from citypact.apps.conduct.form_pages import NOT_SO, form_page
from citypact.apps.conduct.guard import actor_of, guarded
from citypact.apps.conduct.wording import in_words
from citypact.apps.local import letters
from citypact.apps.local.answer_page import answer_page
from citypact.apps.local.bounds import VALID, may_ask, may_see
from citypact.apps.local.forms import JoinForm, PersonForm
from citypact.apps.local.joining import AskToSignUp, SignUpCompany, said_in
from citypact.apps.local.kept import Local
from citypact.apps.local.lookup import frame, language, local_or_404
from citypact.apps.local.models import SignUpRequest
from citypact.apps.local.outlooks import Asked, asked
from citypact.apps.local.policy import SIGN_UPS
from citypact.apps.local.problems import told
from citypact.contract.local.sign_up import SignUp, sign_up_problems
from citypact.errors import ContractError, InputError

__all__ = ["asked_for", "confirm", "join"]

#: Too much was asked for.
TOO_MANY = 429


@form_page
@guarded(SIGN_UPS, "ask")
def join(request: HttpRequest, city: str, contract: str) -> HttpResponse:
    """Say who the company is and what it promises, see what that adds up to, and agree."""
    local = local_or_404(city, contract)
    model = asked(local)
    step = request.POST.get("step", "")
    form = JoinForm(local, model.seen.year, request.POST or None)
    if request.method != "POST":
        return _first(request, local, form)
    if step == "back":
        return _first(request, local, JoinForm(local, model.seen.year, initial=_written(request)))
    if not form.is_valid() or not _sound(form, local, model):
        return _first(request, local, form, NOT_SO)
    if not may_see(request):
        return _too_many(request, local)
    if step != "agree":
        return _second(request, local, model, form, PersonForm(initial={"key": uuid4()}))
    return _agreed(request, local, model, form)


def _agreed(request: HttpRequest, local: Local, model: Asked, form: JoinForm) -> HttpResponse:
    """Keep what was agreed to, and say that a mail is on its way."""
    person = PersonForm(request.POST)
    if not person.is_valid():
        return _second(request, local, model, form, person, NOT_SO)
    if not may_ask(request, person.cleaned_data["mail"]):
        return _too_many(request, local)
    action = AskToSignUp(
        key=person.cleaned_data["key"],
        city=local.contract.city,
        contract=local.contract.id,
        said=form.said,
        person=person.cleaned_data["person"],
        mail=person.cleaned_data["mail"],
        language=language(),
        actor=actor_of(request),
    )
    try:
        action.perform()
    except ContractError as error:
        form.tell(told(error.problems, form.said, local.contract, model.known))
        return _first(request, local, form, NOT_SO)
    except InputError as error:
        person.add_error(None, in_words(error.said))
        return _second(request, local, model, form, person, NOT_SO)
    return redirect("local:asked", local.contract.city, local.contract.id)


@never_cache
@require_safe
@guarded(SIGN_UPS, "ask")
def asked_for(request: HttpRequest, city: str, contract: str) -> HttpResponse:
    """Look into your mail."""
    context = {**frame(local_or_404(city, contract)), "days": VALID.days}
    return render(request, "local/asked.html", context)


@form_page
@guarded(SIGN_UPS, "confirm")
def confirm(request: HttpRequest, city: str, contract: str, token: str) -> HttpResponse:
    """Confirm a sign-up by the link in the mail; what opens a link by itself confirms nothing."""
    local = local_or_404(city, contract)
    try:
        name = letters.request_of(token)
    except InputError as error:
        return _refused(request, local, [in_words(error.said)])
    waiting = SignUpRequest.objects.filter(pk=name, contract=local.kept).first()
    if request.method == "POST" or waiting is None:
        try:
            SignUpCompany(token, actor_of(request)).perform()
        except ContractError as error:
            said = said_in(waiting) if waiting is not None else SignUp("", "", "", "")
            wrong = told(error.problems, said, local.contract, asked(local).known)
            return _refused(request, local, [each for _field, each in wrong])
        except InputError as error:
            return _refused(request, local, [in_words(error.said)])
        return redirect("local:confirm", city, contract, token)
    context = {**frame(local), "waiting": waiting, "title": waiting.title}
    return render(request, "local/confirm.html", context)


def _sound(form: JoinForm, local: Local, model: Asked) -> bool:
    """Whether nothing is wrong with what is said; what is, is shown on the form."""
    problems = sign_up_problems(
        form.said, local.contract, local.version, model.known, today=timezone.localdate().year
    )
    form.tell(told(problems, form.said, local.contract, model.known))
    return not problems


def _written(request: HttpRequest) -> dict[str, object]:
    """What was written, to be changed."""
    return dict(request.POST.items())


def _first(request: HttpRequest, local: Local, form: JoinForm, status: int = 200) -> HttpResponse:
    context = {**frame(local), "form": form}
    return render(request, "local/join.html", context, status=status)


def _second(
    request: HttpRequest,
    local: Local,
    model: Asked,
    form: JoinForm,
    person: PersonForm,
    status: int = 200,
) -> HttpResponse:
    said = form.said
    page = answer_page(
        model.answer(local, said),
        model.peers(local, said.area, said.size),
        local.contract,
        model,
        language(),
        roadmap=said.roadmap.strip(),
    )
    hidden = [form[name].as_hidden() for name in form.fields]
    context = {
        **frame(local),
        "said": said,
        "answer": page,
        "hidden": hidden,
        "form": person,
    }
    return render(request, "local/agree.html", context, status=status)


def _refused(request: HttpRequest, local: Local, sentences: list[str]) -> HttpResponse:
    context = {**frame(local), "problems": sentences}
    return render(request, "local/refused.html", context, status=NOT_SO)


def _too_many(request: HttpRequest, local: Local) -> HttpResponse:
    said = _(
        "Much has been sent from your address of the net within an hour, or to this mail address "
        "within a day. Wait, and try again."
    )
    context = {**frame(local), "problems": [said]}
    return render(request, "local/refused.html", context, status=TOO_MANY)
