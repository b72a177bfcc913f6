import json
from pathlib import Path

import pytest
from tests.cli.command import refused, run_here, run_process

HEADER = "kommun_kod,kommun,year,sector,tonnes_co2e"
YEARS = (1990, 2000, 2005, 2010, 2015, 2020, 2023, 2024)


def rows() -> list[str]:
    """Twelve municipalities, two sectors; half is left every tenth year in one of them."""
    return [
        f"{code},Name,{year},{sector},{value}"
        for code in range(1280, 1292)
        for year in YEARS
        for sector, value in (("transport", 800 * 0.5 ** ((year - 1990) / 10)), ("industry", 5))
    ]


def written(folder: Path, lines: list[str], header: str = HEADER) -> Path:
    file = folder / "smhi.csv"
    file.write_text("\n".join([header, *lines]) + "\n", "utf-8")
    return file


def test_json_has_the_named_keys(tmp_path: Path) -> None:
    done = run_here("backtest", "--smhi", written(tmp_path, rows()), "--json")
    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    assert (said["n"], said["years"], said["cases"]) == (12, [2020, 2023], 24)
    assert said["median_ape"] == pytest.approx(0.0, abs=1e-9)
    assert set(said["references"]) == {"last_value", "lad_line", "anchored_lad_line"}
    assert 0.0 <= said["coverage90"] <= 1.0
    assert set(said["sectors"]) == {"transport", "industry"}
    assert said["known_years"] == [1990, 2000, 2005, 2010, 2015]
    assert said["inner"]["trials"][-1] == [2010, 2015]
    assert (said["gas"], len(said["sha256"])) == ("CO2e", 64)
    assert said["aim90"] == [0.85, 0.95]
    for band in (said["band"], *(one["band"] for one in said["sectors"].values())):
        assert band["within_aim"] in {"within", "below", "above"}
        assert 0.0 <= band["chance"] <= 1.0
        assert (band["outside"], band["far_outside"], band["farthest"]) == (0, 0, [])
    assert "origins" not in said


def test_json_names_who_lies_far_outside_and_after_which_jump(tmp_path: Path) -> None:
    lines = [
        row.rsplit(",", 1)[0] + ",0.01"
        if row.startswith(("1285,Name,2020,indus", "1285,Name,2023,indus"))
        else row
        for row in rows()
    ]
    said = json.loads(run_here("backtest", "--smhi", written(tmp_path, lines), "--json").stdout)
    industry = said["sectors"]["industry"]
    assert industry["coverage90"] == pytest.approx(22 / 24)
    band = industry["band"]
    assert band["within_aim"] == "within"
    assert (band["outside"], band["far_outside"], band["far_outside_after_jump"]) == (1, 1, 1)
    far = band["farthest"][0]
    assert (far["code"], far["name"], far["outcome"]) == ("1285", "Eslöv", 0.01)
    assert far["jump"] == {
        "change": "closed",
        "sector": "industry",
        "years": [2015, 2020],
        "before": 5.0,
        "after": 0.01,
        "unit": "t/yr",
    }


def test_every_origin_is_told_when_asked_for(shared: Path) -> None:
    file = shared / "data/emissions/smhi_ghg_municipality_sector_2026-06.csv"
    done = run_here("backtest", "--smhi", file, "--last", "2015", "--to", "2010", "--origins")
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    head = next(line for line in lines if line.startswith("Held in 90 % bands, from figures up to"))
    assert head.split()[-2:] == ["2005", "2010"]
    said = json.loads(
        run_here(
            "backtest", "--smhi", file, "--last", "2015", "--to", "2010", "--origins", "--json"
        ).stdout
    )
    assert [(one["to"], one["years"]) for one in said["origins"]] == [
        (2005, [2010, 2015]),
        (2010, [2015]),
    ]
    now = said["origins"][1]
    assert (now["coverage90"], now["n"]) == (said["coverage90"], 290)
    assert now["sectors"] == {name: one["coverage90"] for name, one in said["sectors"].items()}
    last = next(line for line in reversed(lines) if line.startswith("Total  "))
    assert last.split()[-2:] == [f"{100 * now['coverage90']:.1f}", "%"]


def test_what_is_not_known_is_null(tmp_path: Path) -> None:
    """Of two municipalities there are 12 errors with a weight of 6: too few for a tail of 5 %."""
    lines = [row for row in rows() if row.startswith(("1280", "1281"))]
    said = json.loads(run_here("backtest", "--smhi", written(tmp_path, lines), "--json").stdout)
    assert said["coverage90"] is None
    assert said["band"]["within_aim"] == "unknown"
    assert (said["band"]["low"], said["band"]["chance"]) == (None, None)


def test_table_of_sweden(shared: Path) -> None:
    file = shared / "data/emissions/smhi_ghg_municipality_sector_2026-06.csv"
    done = run_process("backtest", "--smhi", file)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == (
        "290 municipalities, 2020, 2021, 2022, 2023, forecast from figures up to 2015"
    )
    assert any(line.startswith("Citypact") for line in lines)
    assert "In no total, for it was nowhere above zero by 2015: International transport" in lines
    worst = next(line for line in lines if line.startswith("Mörbylånga"))
    assert "Industry" in worst
    assert worst.endswith("closed")
    held = next(line for line in lines if line.startswith("Machinery") and "no, more" in line)
    assert held.split()[1] == "99.1"
    told = next(line for line in lines if line.startswith("Bands hold more than 95 %"))
    assert "Total, Machinery, Own heating" in told
    assert any(line.startswith("Within 85 to 95 % in 4 of 8 sectors") for line in lines)
    far = next(line for line in lines if line.startswith("Total") and "Mörbylånga" in line)
    assert "2015–2020  257.4    2.0  closed" in far


def test_another_last_known_year(shared: Path) -> None:
    file = shared / "data/emissions/smhi_ghg_municipality_sector_2026-06.csv"
    said = json.loads(
        run_here("backtest", "--smhi", file, "--to", "2010", "--last", "2015", "--json").stdout
    )
    assert (said["n"], said["years"]) == (290, [2015])
    assert said["inner"]["trials"] == [[2000, 2005], [2000, 2010], [2005, 2010]]


def test_missing_cells_and_rows_are_not_zero(tmp_path: Path) -> None:
    lines = rows()
    lines[0] = lines[0].rsplit(",", 1)[0] + ","
    del lines[-3]
    said = json.loads(run_here("backtest", "--smhi", written(tmp_path, lines), "--json").stdout)
    assert said["n"] == 11
    assert said["not_scored"] == 3
    table = run_here("backtest", "--smhi", written(tmp_path, lines)).stdout
    assert "3 municipality-years lack figures and are not scored" in table


def test_the_export_itself_is_read(shared: Path) -> None:
    """It holds carbon dioxide alone, to 2022."""
    name = "smhi_lansrapport_CO2_2024-04-18_all_municipalities_subsectors.xlsx"
    done = run_process("backtest", "--smhi", shared / "data/emissions" / name, "--last", "2022")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("290 municipalities, 2016, 2017, 2018, 2019, 2020, 2021, 2022,")
    assert "CO2 alone, not all greenhouse gases" in lines


def test_a_wrong_file_is_told(tmp_path: Path) -> None:
    wrong = ["1280,Name,2015,cheese,1", "1280,Name,2015,transport,1", "1280,Name,15,transport,1"]
    said = refused("backtest", "--smhi", written(tmp_path, [*rows(), *wrong]))
    assert "line 194: 'cheese' is none of SMHI's nine sectors" in said
    assert "line 196: '15' is not a year" in said
    assert "line 195: 1280 has transport 2015 twice, first in line 10" in said
    missing = tmp_path / "none.csv"
    assert f"{missing} cannot be read" in refused("backtest", "--smhi", missing)


def test_a_wrong_year_is_told(tmp_path: Path) -> None:
    file = written(tmp_path, rows())
    assert "2013 is not among the stated years" in refused(
        "backtest", "--smhi", file, "--to", "2013"
    )
    assert "no year after 2024" in refused("backtest", "--smhi", file, "--to", "2024")
    assert "after it, found 1990, 2000: give a later last year with --to" in refused(
        "backtest", "--smhi", file, "--to", "2000"
    )
