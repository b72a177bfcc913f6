"""An invented city whose tables agree with each other, to be written and then spoilt one by one.

The city differs by seed: how many sectors, measures and commitments, in which unit, how large, and
rounded to how many digits. Where a printed figure follows from others it is computed from the exact
ones and rounded by itself, as honest tables are.
"""

import csv
import random
from pathlib import Path

SECTORS = (
    "Buildings", "Transport", "Waste", "Industrial processes", "Agriculture", "Shipping",
    "Machinery", "Product use", "Aviation",
)  # fmt: skip
PLACES = ("north", "harbour", "hill", "river", "market", "station", "island", "forest", "mill")
COLUMNS = {
    "inventory": "row_id inventory_id year sector subsector scope quantity unit value value_text "
    "value_type source note",
    "emission_factors": "factor_id name_en name_sv value_raw unit_raw",
    "emissions_gap": "row_id sector_en baseline_2019 baseline_share_pct residual_2030_target "
    "required_reduction_2030 reduction_in_existing_strategies_2030 "
    "printed_pct_of_reduction_column remaining_2030 emissions_gap unit",
    "targets": "target_id title_en title_sv level programme area_id scope base_year base_value "
    "base_unit target_year target_value target_unit direction",
    "transition_areas": "area_id title_en b22_action_count roadmap_status_plan "
    "roadmap_status_summary",
    "measures": "measure_id row_kind parent_id area_id indicator_ids title_sv title_en "
    "description_en responsible_body scale reduction_text reduction_t_co2e_yr capex_text "
    "capex_msek_low capex_msek_high opex_msek_yr implementation_status count_in_totals "
    "renewable_energy_text source",
    "impact_pathways": "pathway_id area_id direct_impact_text direct_value direct_unit "
    "indirect_impact_cobenefit linked_measure_ids",
    "indicators": "indicator_id name_en name_sv unit area_id linked_measure_id definition "
    "calculation baseline target_2025 target_2027 target_2030 target_text",
    "financing": "finance_id kind name_en name_sv area_id amount_text msek_low msek_high meur "
    "period",
    "signatories": "signatory_id phase organisation legal_form signatory_position source",
    "commitments_national": "commitment_id clause party modality text_sv text_en target_date "
    "measurable linked_area source",
    "contract_structure": "clause title_sv title_en parent responsible_party in_toc",
    "policies": "policy_id name_en year_or_period",
}


def chance(seed: object) -> random.Random:
    """What is drawn by a seed, the same every time."""
    return random.Random(str(seed))  # noqa: S311  no secret rests on it


class Invented:
    """Tables of a consistent city, by name; each row a dictionary of texts."""

    def __init__(self, seed: int) -> None:
        self.rng = chance(seed)
        self.tables: dict[str, list[dict[str, str]]] = {name: [] for name in COLUMNS}
        self.kilo = self.rng.random() < 0.5
        self.scale = 10 ** self.rng.uniform(1, 4) * (1 if self.kilo else 100)
        self.digits = self.rng.choice((0, 0, 1))
        self.sectors = list(SECTORS[: self.rng.randint(3, len(SECTORS))])
        self._inventory()
        self._factors()
        self._gap()
        self._plan()
        self._contract()

    def add(self, table: str, **cells: object) -> dict[str, str]:
        names = COLUMNS[table].split()
        row = dict.fromkeys(names, "")
        row.update({name: str(cell) for name, cell in cells.items()})
        assert set(row) == set(names), set(row) - set(names)
        row[names[0]] = row[names[0]] or f"{table[:3]}-{len(self.tables[table]) + 1}"
        self.tables[table].append(row)
        return row

    def printed(self, value: float, digits: int | None = None) -> str:
        return f"{value:.{self.digits if digits is None else digits}f}"

    @property
    def unit(self) -> str:
        return "kt CO2e/yr" if self.kilo else "t CO2e/yr"

    def write(self, folder: Path, order: random.Random | None = None) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        for table, rows in self.tables.items():
            if not rows:
                continue
            names = list(rows[0])
            if order:
                order.shuffle(names)
            with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, names, lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
        return folder

    def place(self, table: str, row: dict[str, str], column: str) -> tuple[str, int, str]:
        """Where the checker should say that a cell is."""
        at = next(n for n, each in enumerate(self.tables[table]) if each is row)
        return f"{table}.csv", at + 2, column

    def _inventory(self) -> None:
        self.emitted = {
            name: [self.scale * self.rng.uniform(1, 60) for _ in (1, 2)] for name in self.sectors
        }
        cells = {"quantity": "GHG emissions", "unit": self.unit, "value_type": "stated"}
        own = {**cells, "inventory_id": "gpc_ghg", "year": 2022, "source": "P-AP A-1.4"}
        for name, (one, two) in self.emitted.items():
            for scope, value in (("1", one), ("2", two), ("total", one + two)):
                self.add("inventory", **own, sector=name, scope=scope, value=self.printed(value))
            nothing = {"value_text": "NO", "value_type": "notation"}
            self.add("inventory", **{**own, **nothing}, sector=name, scope="3")
        sums = [sum(each[scope] for each in self.emitted.values()) for scope in (0, 1)]
        for scope, value in (("1", sums[0]), ("2", sums[1]), ("total", sum(sums))):
            self.add("inventory", **own, sector="Total", scope=scope, value=self.printed(value))
        self.base = {name: 1.2 * sum(each) for name, each in self.emitted.items()}
        whole = sum(self.base.values())
        own = {**cells, "inventory_id": "terr", "year": 2019, "scope": "territorial",
               "source": "P-AP A-2.3"}  # fmt: skip
        for name, value in (*self.base.items(), ("All sectors", whole)):
            self.add("inventory", **own, sector=name, value=self.printed(value))
            self.add("inventory", **{**own, "quantity": "share of total", "unit": "%"},
                     sector=name, value=f"{100 * value / whole:.0f}")  # fmt: skip
        self._energy()

    def _energy(self) -> None:
        parts = [self.rng.uniform(1e7, 2e9) for _ in range(self.rng.randint(2, 5))]
        cells = {"year": 2022, "sector": "Buildings", "scope": "1", "value_type": "stated"}
        for place, value in zip(PLACES, parts, strict=False):
            self.add("inventory", **cells, inventory_id="gpc_activity", subsector=place,
                     quantity="activity (energy)", unit="kWh/yr", value=f"{value:.0f}")  # fmt: skip
        self.add("inventory", **cells, inventory_id="gpc_energy", quantity="final energy",
                 unit="MWh/yr", value=f"{sum(parts) / 1e3:.0f}")  # fmt: skip

    def _factors(self) -> None:
        unit = self.rng.choice(("kg/MWh", "g CO2e/kWh"))
        diesel, hvo = self.rng.uniform(250, 340), self.rng.uniform(10, 90)
        share = self.rng.randint(5, 40)
        rows = (
            ("Diesel", "Diesel", diesel), ("HVO", "HVO", hvo),
            (f"Blended fuel ({100 - share}% diesel, {share}% HVO)", "Blandning",
             (1 - share / 100) * diesel + share / 100 * hvo),
            ("Electricity", "El", self.rng.uniform(5, 500)),
            ("District heating", "Fjärrvärme", self.rng.uniform(5, 250)),
            ("Natural gas", "Naturgas", self.rng.uniform(200, 250)),
        )  # fmt: skip
        for name_en, name_sv, value in rows:
            self.add("emission_factors", name_en=name_en, name_sv=name_sv, unit_raw=unit,
                     value_raw=f"{value:.1f}")  # fmt: skip

    def _gap(self) -> None:
        self.cut = {name: value * self.rng.uniform(0.2, 0.6) for name, value in self.base.items()}
        whole, cut = sum(self.base.values()), sum(self.cut.values())
        residual = 0.2 * whole
        for name, value in self.base.items():
            self.add("emissions_gap", sector_en=name, baseline_2019=self.printed(value),
                     baseline_share_pct=f"{100 * value / whole:.0f}",
                     reduction_in_existing_strategies_2030=self.printed(self.cut[name]),
                     printed_pct_of_reduction_column=f"{100 * self.cut[name] / cut:.0f}",
                     remaining_2030=self.printed(value - self.cut[name]),
                     unit=self.unit)  # fmt: skip
        self.add("emissions_gap", sector_en="Total", baseline_2019=self.printed(whole),
                 baseline_share_pct="100", residual_2030_target=self.printed(residual),
                 required_reduction_2030=self.printed(whole - residual),
                 reduction_in_existing_strategies_2030=self.printed(cut),
                 printed_pct_of_reduction_column="100",
                 remaining_2030=self.printed(whole - cut),
                 emissions_gap=self.printed(whole - residual - cut), unit=self.unit)  # fmt: skip
        base = {"base_year": 2019, "base_value": self.printed(whole), "base_unit": self.unit}
        own = {
            "scope": "territorial",
            "target_year": 2030,
            "level": "city",
            "direction": "decrease",
        }
        self.add("targets", **base, **own, title_en="Emissions down 80 %",
                 title_sv="Utsläppen ner 80 procent", target_value="-80",
                 target_unit="% vs 2019")  # fmt: skip
        self.add("targets", **base, **own, title_en="What may be left",
                 title_sv="Vad som får vara kvar", target_value=self.printed(residual),
                 target_unit=self.unit)  # fmt: skip
        self.add("targets", title_en="The Mission's rule", title_sv="EU-missionens regel",
                 level="EU", scope="city", target_year=2030, target_value="-80", target_unit="%",
                 direction="decrease")  # fmt: skip

    def _plan(self) -> None:
        rate = self.rng.uniform(9, 13)
        per = 1e3 if self.kilo else 1.0
        for area in self.rng.sample(PLACES, self.rng.randint(2, 5)):
            self._area(f"area-{area}", area, rate, per)

    def _area(self, area: str, name: str, rate: float, per: float) -> None:
        count = self.rng.randint(1, 4)
        self.add("transition_areas", area_id=area, title_en=name.title(), b22_action_count=count,
                 roadmap_status_plan="draft available",
                 roadmap_status_summary="finalising first iteration")  # fmt: skip
        low = high = opex = 0.0
        for number in range(count):
            cost = [round(self.rng.uniform(1, 900), 1) for _ in range(2)]
            cost.sort()
            cut = 30 + round(self.rng.uniform(0.001, 0.02) * self.scale * per)
            yearly = round(self.rng.uniform(0.5, 40), 1)
            low, high, opex = low + cost[0], high + cost[1], opex + yearly
            own = f"act-{name}-{number}"
            indicator = f"{len(self.tables['measures']) + 1:02d}.{number:02d}"
            self.add("measures", measure_id=own, row_kind="outline", area_id=area,
                     title_sv=f"Projekt {name} {self._word()}", source="P-AP B-2.2",
                     title_en=f"Project {self._word()} {self._word()}", count_in_totals="y",
                     responsible_body="Streets department", indicator_ids=indicator,
                     reduction_text=f"{cut / 1e3:g} kt CO2e", reduction_t_co2e_yr=cut,
                     capex_text=f"{cost[0]}-{cost[1]} MSEK", capex_msek_low=cost[0],
                     capex_msek_high=cost[1], opex_msek_yr=yearly,
                     implementation_status="Under way")  # fmt: skip
            self.add("impact_pathways", area_id=area, direct_impact_text=f"{cut / 1e3:g} kt",
                     direct_value=f"{cut / 1e3:g}", direct_unit="kt CO2e",
                     linked_measure_ids=own)  # fmt: skip
            self._indicator(indicator, area, own)
        self.add("financing", kind="C-3.1", name_en=f"Roadmap {name}", name_sv=f"Färdplan {name}",
                 area_id=area, amount_text=f"{high:.1f} MSEK", msek_low=f"{high:.1f}",
                 msek_high=f"{high:.1f}", meur=f"{high / rate:.2f}", period="total")  # fmt: skip
        self.add("financing", kind="C-3.1", name_en=f"Running {name}", name_sv=f"Drift {name}",
                 area_id=area, amount_text=f"{opex:.1f} MSEK", msek_low=f"{opex:.1f}",
                 msek_high=f"{opex:.1f}", meur=f"{opex / rate:.2f}", period="per year")  # fmt: skip

    def _word(self) -> str:
        return "".join(self.rng.choice("bdfgklmnprst") + self.rng.choice("aeiou") for _ in range(4))

    def _indicator(self, number: str, area: str, measure: str) -> None:
        steps = sorted(self.rng.sample(range(1, 100), 4), reverse=self.rng.random() < 0.5)
        name = self._word()
        self.add("indicators", indicator_id=f"ind-{number}", name_en=f"% {name} replaced",
                 name_sv=f"Andel utbytta {name}", unit="%", area_id=area,
                 linked_measure_id=measure, definition=f"Share of {name} that is replaced",
                 calculation="Replaced ones over all of them", baseline=steps[0],
                 target_2025=steps[1], target_2027=steps[2], target_2030=steps[3],
                 target_text=f"{steps[1]}/{steps[2]}/{steps[3]} %")  # fmt: skip
        for year, value in zip((2025, 2027, 2030), steps[1:], strict=True):
            self.add("targets", target_id=f"tgt-{number}-{year}", title_en=f"Replaced {name}",
                     title_sv=f"Utbytta {name}", level="indicator",
                     programme=f"CCC indicator {number}", area_id=area, target_year=year,
                     target_value=value, target_unit="%")  # fmt: skip

    def _contract(self) -> None:
        parties = [f"Party {self._word()} AB" for _ in range(self.rng.randint(1, 5))]
        self.add("signatories", phase="city", organisation="City of Nowhere",
                 legal_form="municipality", signatory_position="Mayor",
                 source="P2024-CM 6")  # fmt: skip
        for party in parties:
            self.add("signatories", phase="first", organisation=party, legal_form="private company",
                     signatory_position="CEO", source="P2024-CM 6")  # fmt: skip
        for number in range(1, self.rng.randint(3, 9)):
            self.add("contract_structure", clause=str(number), title_sv=f"Klausul {number}",
                     title_en=f"Clause {number}", in_toc="y")  # fmt: skip
            for _ in range(self.rng.randint(1, 6)):
                year = self.rng.randint(2024, 2030)
                words = f"{self._word()} {self._word()}"
                self.add("commitments_national", clause=str(number), modality="undertakes",
                         party=self.rng.choice(["City of Nowhere", *parties]), measurable="y",
                         text_sv=f"Bygga {words} senast {year}",
                         text_en=f"Build {words} by {year}", target_date=year,
                         source=f"P2024-CM {number}")  # fmt: skip
        self.add("policies", name_en="Environmental programme", year_or_period="2021-2030")
