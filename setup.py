"""The optional native engine; everything else about the package stands in ``pyproject.toml``.

Without a compiler the build goes on and the engine runs on NumPy. ``CITYPACT_NATIVE=0`` leaves the
extension out on purpose.
"""

import os
import sysconfig
from pathlib import Path

from setuptools import Extension, setup

NATIVE = Path("src/citypact/engine/native")
SOURCES = [NATIVE / name for name in ("module.c", "kernel_baseline.c", "kernel_avx2.c")]
# Bits must not depend on the compiler: no fused multiply-add, and no flag that reorders sums.
COMPILE_ARGUMENTS = ["-std=c11", "-O3", "-ffp-contract=off", "-fno-math-errno"]
# CPython 3.11 and later load the same binary; one without a global lock needs its own.
STABLE = not sysconfig.get_config_var("Py_GIL_DISABLED")


def native_extensions() -> list[Extension]:
    """The extension to build: one, or none where it is not wanted or its sources are not there."""
    wanted = os.environ.get("CITYPACT_NATIVE", "1") != "0"
    if not wanted or not all(source.is_file() for source in SOURCES):
        return []
    return [
        Extension(
            "citypact.engine._native",
            sources=[str(source) for source in SOURCES],
            depends=sorted(str(header) for header in NATIVE.glob("*.h")),
            define_macros=[("Py_LIMITED_API", "0x030B0000")] if STABLE else [],
            extra_compile_args=COMPILE_ARGUMENTS,
            py_limited_api=STABLE,
            optional=True,
        )
    ]


setup(
    ext_modules=native_extensions(),
    options={"bdist_wheel": {"py_limited_api": "cp311"}} if STABLE else {},
)
