"""An invented city as it is kept: small, complete, and with every kind of thing a page shows."""

from dataclasses import replace

from citypact.apps.workspace.prepared import (
    Assumption,
    KeyFigure,
    NamedTable,
    PreparedCity,
    PreparedColumn,
    PreparedFigure,
    PreparedFile,
    PreparedForm,
    PreparedPage,
    PreparedPart,
    PreparedReport,
    PreparedResult,
    PreparedRow,
    PreparedSide,
    PreparedTable,
    Publication,
    RunLine,
    Unavailable,
    Unmeasured,
)

LANGUAGES = ("sv", "en")
HASH = "0123456789abcdef" * 4
#: What an attacker would write into a cell of a book.
SCRIPT = "<script>alert('x')</script>"

ROWS = (
    PreparedRow(
        key="sources/statistics",
        table="sources",
        line=2,
        name_sv="Statistik",
        name_en="Statistics",
        cells={
            "id": "statistics",
            "title_sv": "Statistik över utsläpp",
            "title_en": "Statistics of emissions",
            "publisher_sv": "Exempelstads kommun",
            "publisher_en": "City of Exempelstad",
            "note_en": "Once a year.",
            "year": "2021",
            "address": "https://example.org/statistik",
        },
    ),
    PreparedRow(
        key="emissions/barometer:2020::::CO2e:",
        table="emissions",
        line=7,
        name_sv="Utsläpp · Barometern · 2020 · CO2e",
        name_en="Emissions · The barometer · 2020 · CO2e",
        cells={
            "inventory": "barometer",
            "year": "2020",
            "gas": "CO2e",
            "value": "40.5",
            "unit": "kt",
            "source": "statistics",
            "quality": "reported",
            "note_sv": f"Avläst {SCRIPT}",
            "note_en": f"As read {SCRIPT}",
        },
    ),
    PreparedRow(
        key="inventories/barometer",
        table="inventories",
        line=2,
        name_sv="Barometern",
        name_en="The barometer",
        cells={"id": "barometer", "title_sv": "Barometern", "title_en": "The barometer"},
    ),
)


def columns(*named: tuple[str, str, str, str]) -> tuple[PreparedColumn, ...]:
    """Columns by name, title, type and the table that they refer to."""
    return tuple(PreparedColumn(*each) for each in named)


FORM = {
    "sources": PreparedForm(
        "Sources",
        "sources.csv",
        columns(
            ("id", "Identifier", "id", ""),
            ("title_sv", "Title in Swedish", "text", ""),
            ("title_en", "Title in English", "text", ""),
            ("publisher_sv", "Publisher in Swedish", "text", ""),
            ("publisher_en", "Publisher in English", "text", ""),
            ("year", "Year", "year", ""),
            ("address", "Address", "text", ""),
            ("note_sv", "Note in Swedish", "text", ""),
            ("note_en", "Note in English", "text", ""),
        ),
    ),
    "emissions": PreparedForm(
        "Emissions",
        "emissions.csv",
        columns(
            ("inventory", "Inventory", "reference", "inventories"),
            ("year", "Year", "year", ""),
            ("gas", "Gas", "choice", ""),
            ("value", "Value", "number", ""),
            ("unit", "Unit", "unit", ""),
            ("source", "Source", "reference", "sources"),
            ("quality", "Quality", "choice", ""),
            ("note_sv", "Note in Swedish", "text", ""),
            ("note_en", "Note in English", "text", ""),
        ),
    ),
    "inventories": PreparedForm(
        "Inventories",
        "inventories.csv",
        columns(
            ("id", "Identifier", "id", ""),
            ("title_sv", "Title in Swedish", "text", ""),
            ("title_en", "Title in English", "text", ""),
        ),
    ),
}


def drawing(width: int) -> str:
    """A line from 40 down to 25, as a figure is drawn for a page."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="figure" width="{width}" height="200" '
        f'viewBox="0 0 {width} 200" role="img" aria-label="Vägen"><desc>Från 40 till 25 kt.</desc>'
        f'<path d="M0,20 L{width},120" fill="none" stroke="var(--figure-accent, #006a6b)"/>'
        '<text x="10" y="190" fill="var(--figure-ink, #1a1f24)" font-size="14">2020</text></svg>'
    )


def figure(language: str, figure_id: str = "pathway", **changes: object) -> PreparedFigure:
    """The figure ``figure_id``, with ``changes``."""
    made = PreparedFigure(
        language=language,
        figure_id=figure_id,
        page="city",
        title="Vägen till målet" if language == "sv" else "The way to the target",
        subtitle="Kiloton per år" if language == "sv" else "Kilotonnes a year",
        description="Från 40 till 25 kt." if language == "sv" else "From 40 to 25 kt.",
        unit="kt",
        method="Modellens utsläpp år för år." if language == "sv" else "The model, year by year.",
        origin="Exempelstads stadsbok 0123456789ab",
        table=PreparedTable((("År", True), ("kt", True)), (("2020", "40,5"), ("2030", "25,1"))),
        csv="year,kt\n2020,40.5\n2030,25.1\n",
        sources=("emissions/barometer:2020::::CO2e:", "inventories/barometer"),
        publications=(
            Publication(
                "sources/statistics",
                "Statistik över utsläpp",
                "Exempelstads kommun",
                "2021",
                "https://example.org/statistik",
                1,
            ),
        ),
        drawings={"wide": drawing(900), "narrow": drawing(340), "file": drawing(900)},
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # the tests' own keywords


def unmeasured(title: str, reason: str, *, repeats: bool = False) -> Unmeasured:
    """A measure without an effect of its own."""
    return Unmeasured(title, "Mobilitet", reason, repeats, "inventories/barometer")


def page(language: str) -> PreparedPage:
    """What the page says besides its figures."""
    sv = language == "sv"
    row = ("emissions/barometer:2020::::CO2e:", "Utsläpp 2020" if sv else "Emissions 2020")
    return PreparedPage(
        language=language,
        key_figures=(
            KeyFigure("now", "40 kt", 2020, "Nu.", "40.5 kt", "Avläst.", rows=(row,)),
            KeyFigure(
                "promised",
                "25 kt",
                2030,
                "Sedan.",
                "25.1 kt",
                "Räknat.",
                "20–30\u00a0kt",
                "",
                (),
                "pathway",
            ),
            KeyFigure("gap", "5 kt", 2030, "Kvar.", "5.1 kt", "Räknat.", "0–10 kt", "3 %"),
        ),
        unavailable=(Unavailable("money", "Boken har inga priser: lägg till rader i prices.csv."),),
        not_computable=(unmeasured("Samverkan", "Källan säger inget om utsläpp."),),
        repetitions=(unmeasured("Samma igen", "Räknas en gång.", repeats=True),),
        assumptions=(
            Assumption("Lastbilarnas körsträcka", "12 Mvkm", "8–18 Mvkm", "Ingen räknar.", "x/z"),
        ),
        sides=tuple(PreparedSide(side, side.upper()) for side in "abc"),
        runs=(
            RunLine(
                "contract",
                "Kontraktet",
                "Svag plikt",
                "25 kt",
                "+5 kt",
                "3 %",
                1,
                "2\u202f000",
                "0.1.0",
            ),
        ),
        warnings=("En varning.",),
        pages=("city", "investment-plan"),
    )


def report(language: str) -> PreparedReport:
    """The page of the investment plan, with every kind of part."""
    sv = language == "sv"
    table = PreparedTable(
        (("Åtgärd", False), ("Mkr", True)),
        (("Utan rad", "1,0"), (f"Avläst {SCRIPT}", "12,5")),
        ("", "inventories/barometer"),
    )
    return PreparedReport(
        name="investment-plan",
        language=language,
        title="Investeringsplan" if sv else "Investment plan",
        lead="Vad det kostar." if sv else "What it costs.",
        key_figures=(
            KeyFigure("cost", "13 Mkr", "2020–2030", "Kostnad.", "13.5 MSEK", "Räknat."),
            KeyFigure("money-promised", "1 Mkr", "2020–2030", "Löfte.", "1.0 MSEK", "Räknat."),
            KeyFigure("short", "12 Mkr", "2020–2030", "Brist.", "12.5 MSEK", "Räknat."),
        ),
        parts=(
            PreparedPart("funding", "", figure="funding"),
            PreparedPart("payers", "", figure="payers", lacking="Ingen betalar något."),
            PreparedPart(
                "measures-of-it",
                "Åtgärderna",
                ("En mening.", "En till."),
                tables=(
                    NamedTable("open", "Synlig tabell", table),
                    NamedTable("closed", "Dold tabell", table, folded=True),
                ),
            ),
            PreparedPart("workbook", "Ta med", file="investment-plan.xlsx"),
        ),
        pages=("city", "investment-plan"),
    )


def city(city_id: str = "exempelstad", content_hash: str = HASH) -> PreparedCity:
    """The whole city."""
    return PreparedCity(
        city_id=city_id,
        title_sv="Exempelstad",
        title_en="Exampletown",
        content_hash=content_hash,
        settings={"id": city_id, "base_year": "2020"},
        form=FORM,
        rows=ROWS,
        results=(
            PreparedResult("contract", "Kontraktet", "The contract", 1, 2000, "0.1.0", {"seed": 1}),
        ),
        figures=tuple(
            each
            for language in LANGUAGES
            for each in (
                figure(language),
                figure(language, "reconciliation", variant="a~b"),
                figure(language, "reconciliation", variant="a~c", chosen=False, drawings={}),
                figure(language, "funding", page="investment-plan", title="Kassakistan"),
            )
        ),
        pages=tuple(page(language) for language in LANGUAGES),
        reports=tuple(report(language) for language in LANGUAGES),
        files=(PreparedFile("investment-plan.xlsx", "application/x-workbook", b"PK\x03\x04"),),
    )
