"""Companies of the invented city, to be signed up in numbers."""

from collections.abc import Iterable

from citypact.contract.contract import Contract
from citypact.contract.local.sign_up import PlannedAction, SignUp, signed_up
from citypact.contract.local.yardstick import Yardstick
from citypact.contract.organisation_number import check_digit
from citypact.contract.version import Version


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
