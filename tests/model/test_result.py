import csv
import json
from pathlib import Path

import numpy as np
import pytest

from citypact.errors import EnvironmentFault
from citypact.model import City, Result, export, run_scenario


@pytest.fixture(scope="module")
def result(smallville: City) -> Result:
    return run_scenario(smallville, "half", draws=50)


def test_json_has_exactly_the_agreed_keys(result: Result) -> None:
    said = json.loads(json.dumps(result.to_json(), allow_nan=False))
    assert list(said) == [
        "city",
        "scenario",
        "book_hash",
        "program_version",
        "seed",
        "years",
        "unit",
        "emissions",
        "bands",
        "targets",
        "measures",
        "money",
        "warnings",
    ]
    assert list(said["emissions"]) == ["total", "by_sector"]
    assert list(said["bands"]) == ["p05", "p50", "p95"]
    for target in said["targets"]:
        assert list(target) == ["id", "year", "value", "median", "gap", "probability"]
    for measure in said["measures"]:
        assert list(measure) == ["id", "alone", "last", "share", "not_computable"]
    assert list(said["money"]) == ["by_kind", "by_payer"]


def test_json_holds_the_figures(result: Result) -> None:
    said = json.loads(json.dumps(result.to_json()))
    assert said["emissions"]["total"] == result.total.tolist()
    assert said["emissions"]["by_sector"]["transport"] == result.by_sector["transport"].tolist()
    assert said["bands"]["p95"] == result.bands["total"].p95.tolist()
    by_id = {measure["id"]: measure for measure in said["measures"]}
    assert by_id["talk"]["share"] == []
    assert by_id["talk"]["not_computable"] == "no figure says what it does"
    assert by_id["capture"]["not_computable"] is None
    assert by_id["capture"]["alone"][-1] > 0.0
    assert said["targets"][-1] == {
        "id": "eaten-half",
        "year": 2030,
        "value": None,
        "median": None,
        "gap": None,
        "probability": None,
    }


def test_without_draws_the_bands_are_empty(smallville: City) -> None:
    said = run_scenario(smallville, "none").to_json()
    assert said["bands"] == {"p05": [], "p50": [], "p95": []}


def test_money_sums_up_by_each_of_its_labels(result: Result) -> None:
    total = sum(result.money.values())
    for part in ("kind", "payer", "beneficiary"):
        assert sum(result.money_by(part).values()) == pytest.approx(total)
    assert set(result.money_by("payer")) == {key[1] for key in result.money}
    assert sum(result.balance(actor) for actor in ("household", "outside", "utility", "city")) == (
        pytest.approx(np.zeros(31), abs=1e-9)
    )
    assert (result.balance("nobody") == 0.0).all()


def test_energy_is_in_gwh_by_activity_and_carrier(result: Result) -> None:
    assert result.energy["homes", "heat"][0] == pytest.approx(560.0)
    used = result.use["cars", "petrol-car", "petrol"]
    assert (result.energy["cars", "petrol"] == used).all()


def test_every_figure_stands_in_a_table_with_its_unit(result: Result) -> None:
    tables = result.tables()
    for name, table in tables.items():
        assert "unit" in table.columns, name
        place = table.columns.index("unit")
        assert all(row[place] for row in table.rows), name
        assert all(len(row) == len(table.columns) for row in table.rows)
    assert len(tables["emissions"].rows) == 31 * len(result.emissions)
    units = {row[0]: row[2] for row in tables["activities"].rows}
    assert units == {"cars": "Mvkm/yr", "homes": "GWh/yr", "plant": "GWh/yr"}
    rows = [row for row in tables["measures"].rows if row[:2] == ("talk", "share")]
    assert {row[-1] for row in rows} == {None}


def test_csv_says_what_the_tables_say(result: Result, tmp_path: Path) -> None:
    paths = result.to_csv(tmp_path)
    assert {path.stem for path in paths} == set(result.tables())
    written = (tmp_path / "by_sector.csv").read_bytes()
    assert b"\r" not in written
    rows = list(csv.DictReader(written.decode("utf-8").splitlines()))
    assert rows[0].keys() == {"sector", "year", "unit", "value"}
    for row in rows:
        series = result.by_sector[row["sector"]]
        assert float(row["value"]) == series[int(row["year"]) - 2020]


def test_data_frames_hold_the_same(result: Result) -> None:
    frames = result.to_pandas()
    assert frames.keys() == result.tables().keys()
    assert list(frames["total"].columns) == ["year", "unit", "value"]
    assert frames["total"]["value"].tolist() == result.total.tolist()


def test_the_data_set_is_labelled(result: Result) -> None:
    found = result.to_xarray()
    assert found["total"].attrs["units"] == "kt/yr"
    transport = found["emissions"].sel(sector="transport", scope="1", origin="fossil", gas="CO2")
    key = ("transport", "1", "fossil", "CO2")
    assert transport.values.tolist() == result.emissions[key].tolist()
    assert np.isnan(found["emissions"].sel(sector="buildings", scope="2").values).all()
    assert found["activities"].attrs["units"].startswith("cars: Mvkm/yr")


@pytest.mark.parametrize(("library", "method"), [("pandas", "to_pandas"), ("xarray", "to_xarray")])
def test_a_missing_library_names_the_extra_that_brings_it(
    result: Result, library: str, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, library, None)
    with pytest.raises(EnvironmentFault, match=rf"{library} is not installed.*\[analysis\]"):
        getattr(result, method)()


def test_a_block_without_unit_of_its_own_has_one_a_label() -> None:
    block = export.Block("x", ("a",), {("b",): np.array([1.0])}, units={("b",): "km"})
    assert block.table(np.array([2020], dtype=np.int32)).rows == (("b", 2020, "km", 1.0),)
