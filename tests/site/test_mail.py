"""What the environment says of a mail server becomes what Django is told, or is refused."""

import pytest

from citypact.errors import InputError
from citypact.site.mail import settings_of


def test_without_a_server_mails_are_printed() -> None:
    told = settings_of("")
    assert told == {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}


@pytest.mark.parametrize(
    ("server", "port", "at_once", "after"),
    [
        ("smtps://u:p%40@mail.example.org", 465, True, False),
        ("smtp+starttls://u:p%40@mail.example.org", 587, False, True),
        ("smtp://u:p%40@mail.example.org:2525", 2525, False, False),
    ],
)
def test_a_server_is_asked_as_its_address_says(
    server: str, port: int, *, at_once: bool, after: bool
) -> None:
    told = settings_of(server)
    assert told["EMAIL_HOST"] == "mail.example.org"
    assert (told["EMAIL_HOST_USER"], told["EMAIL_HOST_PASSWORD"]) == ("u", "p@")
    assert told["EMAIL_PORT"] == port
    assert (told["EMAIL_USE_SSL"], told["EMAIL_USE_TLS"]) == (at_once, after)


@pytest.mark.parametrize("server", ["http://u:secret@mail", "mail.example.org", "smtp://"])
def test_another_address_is_refused_without_repeating_the_password(server: str) -> None:
    with pytest.raises(InputError, match=r"CITYPACT_MAIL begins with .* write smtps") as raised:
        settings_of(server)
    assert "secret" not in str(raised.value)
