"""What the tests of local contracts share: one of the invented city, and its yardsticks."""

from dataclasses import replace

import pytest

from citypact.book import Book
from citypact.contract.clause import Clause
from citypact.contract.contract import Contract
from citypact.contract.local.carrying import yardsticks_of
from citypact.contract.local.kind import Kind
from citypact.contract.local.yardstick import Yardstick
from citypact.contract.outlook import ContractOutlook, contract_outlook


def kind(name: str, unit: str, effect: str, **more: object) -> Kind:
    plain = Kind(name, name, name, name, name, unit, effect, source="exempel")
    return replace(plain, **more)  # type: ignore[arg-type]  # fields by name


KINDS = (
    kind("cycling", "pkm", "cycling-shift"),
    kind("shorter", "pkm", "denser-avoid"),
    kind("petrol-cars", "pkm", "electric-purchase-petrol"),
    kind("diesel-cars", "pkm", "electric-purchase-diesel"),
    kind("pumps", "MWh", "heat-pump-improve", carrier="electricity"),
    kind("litres", "L", "electric-purchase-petrol", carrier="petrol", worth=9.1, worth_unit="kWh"),
)


@pytest.fixture(scope="session")
def local(contract: Contract) -> Contract:
    """A local contract of the invented city without companies."""
    version = replace(
        contract.version(),
        clauses=(
            Clause("mobility", "1", "", 1.0, "Resor", "Mobility"),
            Clause("heat", "2", "", 2.0, "Värme", "Heat"),
        ),
        commitments=(),
        annexes=(),
    )
    return replace(
        contract,
        id="template-local",
        kind="local",
        kinds={one.id: one for one in KINDS},
        parties={},
        versions={version.id: version},
    )


@pytest.fixture(scope="session")
def seen(local: Contract, book: Book) -> ContractOutlook:
    return contract_outlook(book, local.version(), 1)


@pytest.fixture(scope="session")
def known(local: Contract, seen: ContractOutlook) -> dict[str, Yardstick]:
    return yardsticks_of(local, local.version(), seen)
