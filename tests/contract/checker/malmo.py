"""Malmö's published contract: which of its known contradictions are in tables, and are found.

Decided before the two were compared: a contradiction is computable where both of its statements
stand in cells other than notes. A finding is tied to it by its check and the row that it names.
"""

from collections.abc import Iterable

from citypact.contract.checker import Finding

#: Why the others are not: one statement, or both, stand in notes or in the text alone.
NOT_COMPUTABLE = {
    "con-10": "what the neutral city includes stands in a note",
    "con-19": "that buses have been fossil-free since 2015 stands in the text alone",
    "con-32": "neither year in which the local contract began is in a table",
    "con-34": "the list of members is in a footnote of the text",
    "con-35": "the printed goal numbers stand in a note",
    "con-36": "the 112 cities are in the text alone",
    "con-38": "no arithmetic: air travel may be part of transport",
}

#: By contradiction: the checks and rows (table:id) that show it; any of them is enough.
SHOWN_BY: dict[str, set[tuple[str, str]]] = {
    "con-01": {("listed-sum", "inv085"), ("share-of-total", "inv085")},
    "con-02": {("two-values", "inv098")},
    "con-03": {("nested-shares", "inv104")},
    "con-04": {("nested-shares", "inv105")},
    "con-05": {("boundaries-apart", "inv080")},
    "con-06": {("subsector-sum", "inv001"), ("subsector-sum", "inv002")},
    "con-07": {("factor-range", "ef-electricity")},
    "con-08": {("gap-share", "gap-transport")},
    "con-09": {("residual-limit", "gap-total"), ("target-rule", "tgt-territorial-70")},
    "con-11": {("target-baseline", "tgt-consumption-3-1")},
    "con-12": {("indicator-effect", "ind-02.10")},
    "con-13": {("claim-above-source", "act-ccs")},
    "con-14": {("energy-words", "act-solar-wind")},
    "con-15": {("energy-share", "ind-01.01")},
    "con-16": {("outcome-timing", "act-plastics-separation")},
    "con-17": {("claimed-twice", "act-plastics-separation"), ("money-of-area", "fin-c3-circular")},
    "con-18": {("last-ones", "tgt-last-buses-2027")},
    "con-20": {("count-words", "act-malmo-express")},
    "con-21": {("finished-late", "act-superbike-paths")},
    "con-22": {("indicator-denies", "ind-03.18")},
    "con-23": {("joint-figure", "act-malmo-express")},
    "con-24": {("effect-per-machine", "act-work-machines")},
    "con-25": {("count-words", "act-work-machines")},
    "con-26": {("sink-sum", "ip-climate-neutral-building-05")},
    "con-27": {("money-of-area", "fin-c3-coordination")},
    "con-28": {("money-of-area", "fin-c3-consumption")},
    "con-29": {
        ("money-of-area", "fin-c3-organisation-opex"),
        ("money-of-area", "fin-c3-organisation-capex"),
    },
    "con-30": {("status-conflict", "area-heating")},
    "con-31": {("outcome-count", "ip-low-carbon-consumption-02")},
    "con-33": {("signatories-counted", "sys-klimatkontrakt-malmo")},
    "con-37": {("waste-burnt", "inv022")},
    "con-39": {("indicator-opposite", "ind-03.26"), ("indicator-opposite", "ind-03.27")},
}

#: Checks that were written after the list of contradictions had been looked at.
WRITTEN_AFTER = {
    "boundaries-apart", "waste-burnt", "nested-shares", "last-ones", "finished-late",
    "outcome-timing", "outcome-count", "energy-share", "joint-figure", "indicator-denies",
    "sink-sum", "signatories-counted", "claims-above-source", "promise-target",
}  # fmt: skip

#: Findings beside those that are tied, by check: how many, and why they hold; each was held against
#: the tables by hand, so that one more is one more to be judged.
HOLD_BESIDE = {
    "boundaries-apart": (1, "1 100 kt (2019) is of another boundary than 1 415 kt (2022) too"),
    "change-percent": (1, "1 668 and 963 kt make -42.3 %; -40 % is printed"),
    "clause-number": (1, "there is no clause 8"),
    "contents-page": (1, "the contents page lists some clauses of a level and not others"),
    "factor-blend": (2, "the blends are not made of the factors printed beside them"),
    "factor-range": (14, "every factor per kWh is off by a power of ten"),
    "finished-late": (1, "vehicles replaced within ten years, and all of them by 2030"),
    "gap-baseline-year": (1, "the baseline is of 1990"),
    "indicator-baseline": (12, "no baseline is stated"),
    "indicator-denies": (2, "the measure claims tonnes"),
    "measure-owner": (1, "the outline was left empty"),
    "money-of-area": (1, "the area's own measures make 238 MSEK, 232 are printed"),
    "pathway-unit": (1, "26 MSEK stand in the column of emissions"),
    "policy-expired": (1, "the programme ran to 2022, the contract is of 2023"),
    "promise-followed": (8, "an undertaking without date, or without anything to measure"),
    "signatory-incomplete": (1, "the name holds kommanditbolag and AB"),
    "target-base": (2, "a change in percent without base year"),
    "target-pair": (1, "-50 % of 963 kt leaves 482 kt; 500 kt is the target"),
}


def shown(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """The findings that show each contradiction."""
    listed = list(findings)
    return {
        name: [
            each
            for each in listed
            if any(check == each.check and key in {p.key for p in each.where} for check, key in by)
        ]
        for name, by in SHOWN_BY.items()
    }
