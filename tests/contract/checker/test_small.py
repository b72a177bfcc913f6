"""Checks on a few rows each: nothing is found as they stand, and one cell changed is found."""

from pathlib import Path

import pytest
from tests.contract.checker.faults import FAULTS

from citypact.contract.checker import CHECKS, check_contract

GHG = "inventory_id,year,sector,subsector,scope,quantity,unit,value,value_type,source\n"
MEASURE = "measure_id,row_kind,parent_id,title_en,"
INDICATOR = "indicator_id,name_en,unit,linked_measure_id,"
#: By check: its tables, the file and text that are changed, and what they are changed to.
CASES: dict[str, tuple[dict[str, str], str, str, str]] = {
    "listed-sum": (
        {"inventory": GHG + "".join(
            f"a,2020,{name},,x,GHG emissions,kt,{value},stated,T1 (L{value})\n"
            for name, value in (("A", 85), ("B", 20), ("C", 52), ("D", 8), ("Rest", 165))
        )},
        "inventory", ",kt,165", ",kt,16.5",
    ),
    "shares-sum": (
        {"inventory": GHG + "".join(
            f"a,2020,{name},,x,share of households,%,{value},stated,T1\n"
            for name, value in (("A", 40), ("B", 35), ("C", 25))
        )},
        "inventory", ",%,35", ",%,53",
    ),
    "change-percent": (
        {"inventory": GHG
         + "a,1990,All sectors,,x,GHG emissions,kt,1000,stated,\n"
         + "b,2020,All sectors,,x,GHG emissions,kt,604,stated,\n"
         + "b,2020,All sectors,,x,change 1990-2020,%,-40,stated,\n"},
        "inventory", ",%,-40", ",%,-46",
    ),
    "per-person": (
        {"inventory": GHG + "".join(
            f"a,2020,{name},,x,GHG emissions,kt,{3.4 * each:.1f},stated,\n"
            f"a,2020,{name},,x,GHG emissions per person,t CO2e/person,{each / 100:.2f},stated,\n"
            for name, each in (("A", 620), ("B", 100), ("C", 270), ("D", 90))
        )},
        "inventory", ",t CO2e/person,2.70", ",t CO2e/person,3.70",
    ),
    "boundaries-apart": (
        {"inventory": GHG
         + "a,2020,All sectors,,total,GHG emissions,kt,1000,stated,\n"
         + "b,2021,All sectors,,territorial,GHG emissions,kt,1010,stated,\n"},
        "inventory", ",kt,1010", ",kt,1700",
    ),
    "waste-burnt": (
        {"inventory": GHG
         + "a,2020,Energy,Plant,1,waste incinerated,t/yr,500200,stated,\n"
         + "b,,Heat,Waste burnt in the CHP,,mass,kt/yr,500.2,stated,\n"},
        "inventory", ",kt/yr,500.2", ",kt/yr,590.2",
    ),
    "nested-shares": (
        {"inventory": GHG
         + "a,2020,All sectors,,x,GHG emissions,kt,1000,stated,\n"
         + "a,2020,Transport,,x,GHG emissions,kt,400,stated,\n"
         + "a,2020,Other traffic (rail),,x,GHG emissions,kt,50,stated,\n"
         + "a,2020,Road traffic,,x,share of total,%,35,stated,\n"},
        "inventory", ",%,35", ",%,40",
    ),
    "gap-baseline": (
        {"inventory": GHG
         + "a,2019,Heat,,x,GHG emissions,t,600123,stated,\n"
         + "a,2019,Cars,,x,GHG emissions,t,400123,stated,\n",
         "emissions_gap": "row_id,sector_en,baseline_2019,unit\n1,Heat,600,kt\n2,Cars,400,kt\n"},
        "emissions_gap", "2,Cars,400", "2,Cars,440",
    ),
    "gap-baseline-year": (
        {"emissions_gap": "row_id,sector_en,baseline_2019,unit\n1,Total,600,kt\n"},
        "emissions_gap", "baseline_2019", "baseline_2005",
    ),
    "target-course": (
        {"targets": "target_id,title_en,programme,base_year,target_year,target_value,target_unit\n"
         + "".join(f"{y},Less,P,,{y},{v},kt\n" for y, v in ((2025, 90), (2027, 70), (2030, 40)))},
        "targets", "2027,70", "2027,95",
    ),
    "measure-authority": (
        {"measures": MEASURE + "authority\nm,outline,,Build,board\n"}, "measures", "board", "",
    ),
    "parts-of-measure": (
        {"measures": MEASURE + "opex_msek_yr\nm,outline,,Lead,7.5\n"
         + "a,area_instance,m,Lead here,4.5\nb,area_instance,m,Lead there,3.0\n"},
        "measures", "Lead there,3.0", "Lead there,4.0",
    ),
    "sum-in-words": (
        {"financing": "finance_id,kind,amount_text,msek_low,msek_high\nf,x,12 + 30 + 5,47,47\n"},
        "financing", "47,47", "57,57",
    ),
    "joint-figure": (
        {"measures": MEASURE + "reduction_text,reduction_t_co2e_yr\n"
         + "a,outline,,Paths,Part of 32 kt,\nb,outline,,Stops,Some,\n"},
        "measures", "Stops,Some", "Stops,Part of 32 kt",
    ),
    "indicator-denies": (
        {"measures": MEASURE + "reduction_text\na,outline,,Paths,32 kt\n",
         "indicators": INDICATOR + "measures_ghg\ni,Tonnes cut,t,a,y\n"},
        "indicators", "a,y", "a,n",
    ),
    "sink-sum": (
        {"impact_pathways": "pathway_id,direct_impact_text,direct_value,direct_unit\n"
          "p,Sinks in 2030,800,kt CO2e\n",
         "context_figures": "fact_id,topic,name_en,value,unit,year\n"
          "a,sink,Wood in houses,460,kt CO2e,2030\nb,sink,Soil,340,kt CO2e,2030\n"},
        "context_figures", "Soil,340", "Soil,120",
    ),
    "last-ones": (
        {"targets": "target_id,title_en,area_id,target_year,target_value,target_unit\n"
          "a,Buses,m,2027,210,buses\nb,Buses,m,2030,210,buses\nc,Last buses,m,2027,60,buses\n"},
        "targets", "2027,210", "2027,180",
    ),
    "finished-late": (
        {"measures": MEASURE + "implementation_status\na,outline,,Improve 30 km,done by 2030\n",
         "indicators": INDICATOR + "target_2030\ni,km of path,km,a,30\n"},
        "measures", "by 2030", "by 2034",
    ),
    "outcome-timing": (
        {"measures": MEASURE + "early_outcomes\na,outline,,Sort,10 % less within two years\n",
         "indicators": INDICATOR + "baseline,target_2025,target_2027,target_2030\n"
         + "i,% plastics,%,a,43,40,30,0\n"},
        "indicators", "43,40,30", "43,43,43",
    ),
    "outcome-count": (
        {"impact_pathways": "pathway_id,area_id,late_outcome_3_4yr\np,m,Twelve districts join\n",
         "targets": "target_id,title_en,area_id,target_year,target_value,target_unit\n"
          "t,Districts,m,2030,12,districts\n"},
        "impact_pathways", "Twelve", "Five",
    ),
    "energy-share": (
        {"inventory": GHG + "e,2020,Electricity,Final consumption,,energy,TWh/yr,2.2,stated,\n",
         "measures": MEASURE + "renewable_energy_text\na,outline,,Solar,Solar 440 GWh\n",
         "indicators": INDICATOR + "calculation,target_2030\n"
         + "i,% local power,%,a,output ÷ electricity use,20\n"},
        "indicators", "use,20", "use,46",
    ),
    "signatories-counted": (
        {"signatories": "signatory_id,organisation,legal_form,signatory_position\n"
         + "".join(f"{n},Firm {n},company,CEO\n" for n in range(35))
         + "c,City of X,municipality,Mayor\n",
         "stakeholders": "stakeholder_id,stakeholders_involved,network_or_organisation\n"
          "s,35 local companies,Climate contract\n"},
        "stakeholders", "35 local", "200 local",
    ),
    "status-evidence": (
        {"commitments_national": "commitment_id,party,status,evidence_sv\nc,City,kept,Rapport\n"},
        "commitments_national", "Rapport", "",
    ),
    "claims-above-source": (
        {"inventory": GHG + "a,2020,Transport,,x,GHG emissions,kt,100,stated,\n",
         "measures": MEASURE + "area_id,reduction_t_co2e_yr\n"
         + "a,outline,,Buses,area-mobility,50001\nb,outline,,Cars,area-mobility,40002\n"},
        "measures", "mobility,40002", "mobility,70002",
    ),
    "promise-target": (
        {"commitments_national": "commitment_id,party,text_sv,text_en,target_date\n"
          "c,City,Utsläppen minskar 70 procent,Emissions down 70 %,2030\n",
         "targets": "target_id,level,target_year,target_value,target_unit\n"
         "t,city,2030,-70,% vs 1990\n"},
        "targets", "2030,-70", "2030,-63",
    ),
    "carried-twice": (
        {"versions": "id,year\nv,2030\n",
         "commitment_measures": "version,commitment,measure,level\nv,a,m,0.5\nv,b,m,0.5\n"},
        "commitment_measures", "b,m,0.5", "b,m,0.8",
    ),
    "empty-link": (
        {"versions": "id,year\nv,2030\n",
         "annexes": "version,id,address,sha256\nv,a,https://example.org/a,\n"},
        "annexes", "https://example.org/a", "",
    ),
    "indicator-effect": (
        {"measures": MEASURE + "reduction_t_co2e_yr\na,outline,,Capture,303000\n",
         "indicators": INDICATOR + "target_2030\ni,Captured,kt CO2e/yr,a,303\n"},
        "indicators", "a,303", "a,412",
    ),
}  # fmt: skip


def found(folder: Path, tables: dict[str, str]) -> set[str]:
    folder.mkdir()
    if "versions" in tables:
        (folder / "contract.toml").write_text('city = "nowhere"\n', encoding="utf-8")
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return {each.check for each in check_contract(folder).findings}


@pytest.mark.parametrize("check", sorted(CASES))
def test_a_changed_cell_is_found(check: str, tmp_path: Path) -> None:
    tables, file, before, after = CASES[check]
    assert tables[file].count(before) == 1
    assert check not in found(tmp_path / "clean", tables)
    spoilt = {**tables, file: tables[file].replace(before, after)}
    assert check in found(tmp_path / "spoilt", spoilt)


def test_every_check_has_been_seen_to_find_and_not_to_find() -> None:
    assert set(CASES) | set(FAULTS) == set(CHECKS)
