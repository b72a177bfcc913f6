"""The words of summaries in the terminal, in Swedish and English."""

from __future__ import annotations

__all__ = ["WORDS", "say", "title_of"]

#: By language, then by key; both languages have the same keys.
WORDS: dict[str, dict[str, str]] = {
    "sv": {
        "origin": "Stadsbok {book}, {draws} dragningar, frö {seed}, Citypact {version}",
        "emissions": "Utsläpp, kt CO2e per år ({inventory})",
        "total": "Totalt",
        "median": "  median av dragningarna",
        "to": "till",
        "span": "  5:e till 95:e percentilen",
        "targets": "Mål",
        "target-columns": "År|Tillåtet, kt|Median, kt|Gap, kt|Sannolikhet",
        "not-computed": "beräknas inte: {reason}",
        "measures": "Åtgärder {year}, minskning i kt CO2e per år",
        "measure-columns": "Ensam|Sist|Rättvis andel|5:e till 95:e",
        "sampled": "Andelarna är skattade ur slumpade ordningsföljder; medelfel högst {error} kt.",
        "uncomputed": "{count} åtgärder kan ännu inte beräknas: explain BOK measure/ID.",
        "money": "Pengar {year}, Mkr i {prices} års priser",
        "by-kind": "Efter slag",
        "by-payer": "Efter betalare",
        "warnings": "Varningar",
        "more": "{count} varningar; citypact run visar dem.",
        "took": "Det tog {seconds} s",
        "difference": "Skillnad",
        "year": "År",
        "in-year": "Per sektor {year}, kt CO2e",
        "value": "Värde",
        "nominal": "enskilt resultat",
        "band": "nio dragningar av tio",
        "method": "Så räknas det",
        "drawn-rows": "Uppgifter den vilar på som är osäkra, de som betyder mest först",
        "certain-rows": "Övriga uppgifter den vilar på",
        "moves": "{value} mellan låg och hög",
        "sources": "Källor",
        "alone": "ensam",
        "last": "sist",
        "share": "rättvis andel",
        "no-rows": "Den vilar inte på någon uppgift i stadsboken.",
        "claims": "Vad planen själv säger (räknas aldrig med)",
        "now": "Nu, {year}",
        "served": "Arbetsytan är öppen på {address} (avsluta med Ctrl-C)",
        "written": "Skrivet till {folder}",
    },
    "en": {
        "origin": "City book {book}, {draws} draws, seed {seed}, Citypact {version}",
        "emissions": "Emissions, kt CO2e a year ({inventory})",
        "total": "Total",
        "median": "  median of the draws",
        "to": "to",
        "span": "  5th to 95th percentile",
        "targets": "Targets",
        "target-columns": "Year|Allowed, kt|Median, kt|Gap, kt|Probability",
        "not-computed": "not computed: {reason}",
        "measures": "Measures in {year}, reduction in kt CO2e a year",
        "measure-columns": "Alone|Last in|Fair share|5th to 95th",
        "sampled": "Shares are estimated from sampled orders; standard error at most {error} kt.",
        "uncomputed": "{count} measures are not yet computable: explain BOOK measure/ID.",
        "money": "Money in {year}, MSEK in prices of {prices}",
        "by-kind": "By kind",
        "by-payer": "By payer",
        "warnings": "Warnings",
        "more": "{count} warnings; citypact run tells them.",
        "took": "It took {seconds} s",
        "difference": "Difference",
        "year": "Year",
        "in-year": "By sector in {year}, kt CO2e",
        "value": "Value",
        "nominal": "single result",
        "band": "nine draws in ten",
        "method": "How it is computed",
        "drawn-rows": "Uncertain figures that it rests on, those that matter most first",
        "certain-rows": "Other figures that it rests on",
        "moves": "{value} between low and high",
        "sources": "Sources",
        "alone": "alone",
        "last": "last in",
        "share": "fair share",
        "no-rows": "It rests on no figure of the city book.",
        "claims": "What the plan itself says (never computed with)",
        "now": "Now, {year}",
        "served": "The workspace is open at {address} (stop it with Ctrl-C)",
        "written": "Written to {folder}",
    },
}


def say(language: str, key: str, **values: object) -> str:
    """The words of ``key`` in ``language`` (sv or en), with ``values`` set in."""
    return WORDS[language][key].format_map(values)


def title_of(thing: object, language: str) -> str:
    """The title of a thing of the city in ``language``: its ``title_sv`` or ``title_en``."""
    return str(getattr(thing, f"title_{language}"))
