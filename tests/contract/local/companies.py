"""A local contract of the invented city, and companies to be signed up to it in numbers."""

from collections.abc import Iterable
from dataclasses import replace

from citypact.contract.clause import Clause
from citypact.contract.contract import Contract
from citypact.contract.local.kind import Kind
from citypact.contract.local.sign_up import PlannedAction, SignUp, signed_up
from citypact.contract.local.yardstick import Yardstick
from citypact.contract.organisation_number import check_digit
from citypact.contract.version import Version


def kind(name: str, unit: str, effect: str, **more: object) -> Kind:
    plain = Kind(name, name, name, name, name, unit, effect, source="exempel", quality="reported")
    return replace(plain, **more)  # type: ignore[arg-type]  # fields by name


KINDS = (
    kind("cycling", "pkm", "cycling-shift"),
    kind("shorter", "pkm", "denser-avoid"),
    kind("petrol-cars", "pkm", "electric-purchase-petrol"),
    kind("diesel-cars", "pkm", "electric-purchase-diesel"),
    kind("pumps", "MWh", "heat-pump-improve", carrier="electricity"),
    kind("litres", "L", "electric-purchase-petrol", carrier="petrol", worth=9.1, worth_unit="kWh"),
)


def local_contract(contract: Contract) -> Contract:
    """A local contract beside ``contract``, without companies."""
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


def number_of(place: int) -> str:
    nine = f"99{2 + place // 1000}{place % 1000:06}"
    return f"{nine}{check_digit(nine)}"


def company(
    place: int, *actions: PlannedAction, area: str = "mobility", size: str = "small"
) -> SignUp:
    return SignUp(
        f"Bolag {place}", number_of(place), area, size, actions, "" if actions else "Plan"
    )


def with_companies(
    contract: Contract, known: dict[str, Yardstick], said: Iterable[SignUp]
) -> tuple[Contract, Version]:
    version = contract.version()
    for each in said:
        contract, version = signed_up(each, contract, version, known)
    return contract, version
