"""Faults planted in measures, their money and claims, and in what is promised."""

import random

from tests.contract.checker.invented import Invented
from tests.contract.checker.planting import Row, finds, some


@finds("figure-words")
def figure_of_measure(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "measures")
    row["reduction_text"] = row["reduction_text"].replace("kt", rng.choice(("t", "Mt")))
    return "measures", row, "reduction_text"


@finds("figure-words")
def unit_of_money(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "financing")
    row["amount_text"] = row["amount_text"].replace("MSEK", rng.choice(("SEK", "BSEK", "kSEK")))
    return "financing", row, "amount_text"


@finds("range-order")
def range_upside_down(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    rows = [
        row
        for row in city.tables["measures"]
        if float(row["capex_msek_high"]) - float(row["capex_msek_low"]) > 1
    ]
    row = rng.choice(rows)
    row["capex_msek_low"], row["capex_msek_high"] = row["capex_msek_high"], row["capex_msek_low"]
    for line in city.tables["financing"]:
        if line["area_id"] == row["area_id"]:
            line["kind"] = "other"
    return "measures", row, "capex_msek_low"


@finds("measure-owner")
def nobody(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "measures")
    row["responsible_body"] = rng.choice(("", "TBD", "N/A"))
    return "measures", row, "responsible_body"


@finds("measure-count")
def number_of_actions(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "transition_areas")
    row["b22_action_count"] = str(int(row["b22_action_count"]) + rng.randint(1, 5))
    return "transition_areas", row, "b22_action_count"


@finds("claimed-twice")
def claimed_again(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "measures")
    city.add("measures", **{
        **row, "measure_id": "act-again", "area_id": "", "indicator_ids": "",
        "count_in_totals": "n", "title_en": "Quite another title",
    })  # fmt: skip
    return "measures", row, "reduction_t_co2e_yr"


@finds("claim-above-source")
def above_everything(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "measures")
    whole = sum(sum(each) for each in city.emitted.values()) * (1e3 if city.kilo else 1)
    row["reduction_t_co2e_yr"] = f"{whole * rng.uniform(2, 20):.0f}"
    row["reduction_text"] = "TBD"
    for pathway in city.tables["impact_pathways"]:
        if pathway["linked_measure_ids"] == row["measure_id"]:
            pathway.update(direct_value="", direct_impact_text="TBD")
    return "measures", row, "reduction_t_co2e_yr"


@finds("claim-above-source")
def above_its_plant(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "measures")
    row.update(title_en="Carbon capture at the kiln", responsible_body="Kilnworks")
    cut = max(1, int(row["reduction_t_co2e_yr"]))
    row["reduction_t_co2e_yr"] = row["reduction_text"] = str(cut)
    row["reduction_text"] = f"{cut / 1e3:g} kt"
    city.add("inventory", inventory_id="points", year="2022", sector="Point sources",
             subsector="Kilnworks kiln", scope="territorial", quantity="GHG emissions",
             unit="kg CO2e/yr", value=str(int(cut * 1e3 * rng.uniform(0.1, 0.5)) + 1),
             value_type="stated")  # fmt: skip
    return "measures", row, "reduction_t_co2e_yr"


@finds("effect-per-machine")
def machines(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "measures")
    count = max(1, int(float(row["reduction_t_co2e_yr"]) / rng.uniform(160, 900)))
    row["scale"] = f"About {count} vehicles"
    row["reduction_t_co2e_yr"] = str(max(int(row["reduction_t_co2e_yr"]), count * 170))
    row["reduction_text"] = f"{float(row['reduction_t_co2e_yr']) / 1e3:g} kt"
    for pathway in city.tables["impact_pathways"]:
        if pathway["linked_measure_ids"] == row["measure_id"]:
            pathway["direct_value"] = f"{float(row['reduction_t_co2e_yr']) / 1e3:g}"
            pathway["direct_impact_text"] = row["reduction_text"]
    return "measures", row, "scale"


@finds("pathway-value")
def pathway(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "impact_pathways")
    row["direct_value"] = f"{float(row['direct_value']) * rng.choice((1000, 3, 0.25)):g}"
    row["direct_impact_text"] = f"{row['direct_value']} kt"
    return "impact_pathways", row, "direct_value"


@finds("pathway-unit")
def money_in_pathway(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "impact_pathways")
    row.update(direct_unit=rng.choice(("MSEK", "GWh", "MEUR")), direct_impact_text="")
    return "impact_pathways", row, "direct_unit"


@finds("money-of-area")
def money_of_area(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "financing")
    value = float(row["msek_high"]) * rng.choice((1.5, 3, 10))
    row["msek_low"] = row["msek_high"] = f"{value:.1f}"
    row["amount_text"], row["meur"] = f"{value:.1f} MSEK", ""
    return "financing", row, "msek_high"


@finds("exchange-rate")
def rate(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "financing", period="total")
    row["meur"] = f"{float(row['meur']) * rng.choice((10, 0.1, 1.3)):.3f}"
    return "financing", row, "meur"


@finds("status-conflict")
def status(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "transition_areas")
    row["roadmap_status_summary"] = rng.choice(("being implemented", "implementation", "i drift"))
    return "transition_areas", row, "roadmap_status_summary"


@finds("link-nowhere")
def nowhere(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "indicators")
    row["linked_measure_id"] = "act-forgotten"
    return "indicators", row, "linked_measure_id"


@finds("promise-party")
def no_party(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "commitments_national")
    row["party"] = ""
    return "commitments_national", row, "party"


@finds("promise-followed")
def no_date(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "commitments_national")
    column = rng.choice(("target_date", "measurable"))
    row[column] = "" if column == "target_date" else "n"
    return "commitments_national", row, column


@finds("date-past")
def past(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "commitments_national")
    row["target_date"] = str(rng.randint(2010, 2023))
    row["text_sv"], row["text_en"] = "Riva", "Tear down"
    return "commitments_national", row, "target_date"


@finds("date-words")
def other_year(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "commitments_national")
    row["target_date"] = str(int(row["target_date"]) + rng.randint(1, 9))
    return "commitments_national", row, "target_date"


@finds("dates-reversed")
def reversed_period(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "policies")
    row["year_or_period"] = f"2030-{rng.randint(2015, 2029)}"
    return "policies", row, "year_or_period"


@finds("policy-expired")
def expired(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "policies")
    row["year_or_period"] = f"2010-{rng.randint(2012, 2023)}"
    return "policies", row, "year_or_period"


@finds("promised-twice")
def again_with_other_date(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "commitments_national")
    row["text_sv"], row["text_en"] = "Bygga", "Build"
    other = str(int(row["target_date"]) + 1)
    city.add("commitments_national", **{**row, "commitment_id": "again", "target_date": other})
    return "commitments_national", row, "target_date"


@finds("languages-differ")
def translation(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "commitments_national")
    row["text_sv"] += " 40 hus"
    row["text_en"] += f" {rng.choice((4, 400, 41))} houses"
    return "commitments_national", row, "text_sv"


@finds("clause-number")
def clause_left_out(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    rows = city.tables["contract_structure"]
    gone = rng.choice(rows[:-1][1:] or rows[:1])
    city.tables["commitments_national"] = [
        row for row in city.tables["commitments_national"] if row["clause"] != gone["clause"]
    ]
    after = rows[rows.index(gone) + 1]
    if gone is rows[0]:
        gone, after = rows[0], rows[-1]
        after_number = str(int(after["clause"]) + 3)
        for row in city.tables["commitments_national"]:
            if row["clause"] == after["clause"]:
                row["clause"] = after_number
        after["clause"] = after_number
    else:
        rows.remove(gone)
    return "contract_structure", after, "clause"


@finds("contents-page")
def left_out_of_contents(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "contract_structure")
    row["in_toc"] = "n"
    return "contract_structure", row, "in_toc"


@finds("signature-missing")
def not_signing(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "commitments_national")
    row["party"] = "Somebody Else AB"
    return "commitments_national", row, "party"


@finds("signatory-incomplete")
def no_position(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "signatories")
    row["signatory_position"] = ""
    return "signatories", row, "signatory_position"


@finds("count-words")
def other_count(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "measures")
    row["title_en"] += " with 12 charging hubs"
    row["description_en"] = f"Build {rng.choice((3, 14, 120))} hubs all over the city"
    return "measures", row, "description_en"


@finds("energy-words")
def other_energy(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "measures")
    row["renewable_energy_text"] = "Solar 30 GWh"
    for pathway in city.tables["impact_pathways"]:
        if pathway["linked_measure_ids"] == row["measure_id"]:
            pathway["indirect_impact_cobenefit"] = f"Solar power {rng.choice((3, 300))} GWh"
    return "measures", row, "renewable_energy_text"
