"""SMHI's nine sectors of territorial emissions."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["SECTORS", "SmhiSector"]


@dataclass(frozen=True, slots=True)
class SmhiSector:
    """One of SMHI's sectors: identifier here, names, and its names in the two forms of file."""

    id: str
    title_sv: str
    title_en: str
    names: tuple[str, ...]


#: SMHI's nine sectors. The export misspells one of them.
SECTORS = (
    SmhiSector("transport", "Transporter", "Transport", ("Transporter", "transport")),
    SmhiSector("machinery", "Arbetsmaskiner", "Machinery", ("Arbetsmaskiner", "working_machinery")),
    SmhiSector(
        "waste",
        "Avfall (inkl. avlopp)",
        "Waste and waste water",
        ("Avfall (inkl.avlopp)", "waste_and_wastewater"),
    ),
    SmhiSector(
        "heating",
        "Egen uppvärmning av bostäder och lokaler",
        "Own heating of dwellings and premises",
        (
            "Egen uppvärmning av bostäder och lokaler",
            "Egen uppärmning av bostäder och lokaler",
            "own_heating_buildings",
        ),
    ),
    SmhiSector(
        "energy-supply",
        "El och fjärrvärme",
        "Electricity and district heat",
        ("El och fjärrvärme", "electricity_and_district_heating"),
    ),
    SmhiSector(
        "industry",
        "Industri (energi och processer)",
        "Industry (energy and processes)",
        ("Industri (energi + processer)", "industry"),
    ),
    SmhiSector("agriculture", "Jordbruk", "Agriculture", ("Jordbruk", "agriculture")),
    SmhiSector(
        "product-use",
        "Produktanvändning (inkl. lösningsmedel)",
        "Product use (including solvents)",
        ("Produktanvändning (inkl. lösningsmedel)", "product_use"),
    ),
    SmhiSector(
        "international-transport",
        "Utrikes transporter",
        "International transport",
        ("Utrikes transporter", "international_transport"),
    ),
)
