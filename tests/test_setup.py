"""The package can be built with a compiler, without one, and without wanting one."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

# The smallest extension that stands for the engine's sources: what is tested is the building.
MODULE = """
#include <Python.h>
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, .m_name = "_native", .m_size = 0};
PyMODINIT_FUNC PyInit__native(void) { return PyModuleDef_Init(&module); }
"""


@pytest.fixture
def package(tmp_path: Path, repository: Path) -> Path:
    """A copy of what a build starts from, with a small extension in the engine's place."""
    native = tmp_path / "src/citypact/engine/native"
    native.mkdir(parents=True)
    for name in ("setup.py", "pyproject.toml", "README.md", "LICENSE", "src/citypact/__init__.py"):
        shutil.copy(repository / name, tmp_path / name)
    (tmp_path / "src/citypact/engine/__init__.py").touch()
    (native / "module.c").write_text(MODULE)
    for name in ("kernel_baseline.c", "kernel_avx2.c"):
        (native / name).write_text(f"int citypact_{name[:-2]}(void) {{ return 0; }}\n")
    return tmp_path


def build(package: Path, **environment: str) -> tuple[list[Path], str]:
    """The extensions that a build makes, and what the build said."""
    done = subprocess.run(
        [sys.executable, "setup.py", "build", "--build-lib", "built"],
        cwd=package,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert (package / "built/citypact/__init__.py").is_file()
    return list((package / "built").rglob("_native*")), said


def test_a_compiler_makes_one_extension_for_all_later_pythons(package: Path) -> None:
    made, said = build(package)
    assert len(made) == 1, said
    assert made[0].parent.name == "engine"
    assert "abi3" in made[0].name or sysconfig.get_config_var("Py_GIL_DISABLED")


def test_without_a_compiler_the_build_goes_on_and_says_so(package: Path) -> None:
    made, said = build(package, CC="/bin/false")
    assert made == []
    assert 'building extension "citypact.engine._native" failed' in said


def test_the_extension_can_be_left_out_on_purpose(package: Path) -> None:
    made, said = build(package, CITYPACT_NATIVE="0")
    assert made == []
    assert "failed" not in said


def test_the_extension_is_left_out_where_its_sources_are_not(package: Path) -> None:
    (package / "src/citypact/engine/native/kernel_avx2.c").unlink()
    made, said = build(package)
    assert made == []
    assert "failed" not in said
