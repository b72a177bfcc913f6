from citypact.contract.contract import Contract
from citypact.contract.updates import drafted_updates


def test_updates_tell_what_changed_and_how_last_year_went(contract: Contract) -> None:
    versions = contract.version("2025"), contract.version("2026")
    assert drafted_updates(contract, *versions, "municipality", "sv") == (
        "Nytt: Byta till bättre värmepumpar (avser).",
        "Svagare: Ordna laddplatser så att elbilarna blir fler (ska → avser).",
        "På väg: Bygga ut cykelbanorna: Tre av tio kilometer är byggda.",
    )
    assert drafted_updates(contract, *versions, "agency", "en") == (
        "New: Change to better heat pumps (intends).",
        "Dropped: Try a new regulation.",
        "Not kept: Open a call for funds every year: No call was held.",
        "Kept: Try a new regulation: The trial ended in May.",
    )


def test_where_nothing_changed_it_says_so(contract: Contract) -> None:
    draft = contract.version("2026")
    assert drafted_updates(contract, draft, draft, "region", "sv") == (
        "Inga ändringar av åtagandena.",
    )
