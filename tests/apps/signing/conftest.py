"""What the tests of documents and signatures share."""

from collections.abc import Callable

import pytest

from citypact.apps.drafting.rows import rows_of
from citypact.apps.signing import making
from citypact.apps.signing.models import ContractDocument

_made: dict[tuple[str, str], making.Typeset] = {}


@pytest.fixture(autouse=True)
def _each_document_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same rows give the same bytes: a document of them is typeset once for all tests."""
    real: Callable[[ContractDocument], making.Typeset] = making.typeset

    def typeset(document: ContractDocument) -> making.Typeset:
        key = (document.content_hash, document.language)
        now = rows_of(document.contract).examined().content_hash(document.contract_id)
        if key not in _made or now != document.content_hash:
            _made[key] = real(document)
        return _made[key]

    monkeypatch.setattr(making, "typeset", typeset)
