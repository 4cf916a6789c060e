"""Rebuild all fitted weights, byte for byte: ``python -m checks.fit --data ../shared/data``.

Takes about a quarter of an hour on one core; needs ``checks/fit/requirements.txt``. Exit
status 2 and a sentence say that labelled data are missing.
"""

import argparse
import importlib
import os
import sys
from pathlib import Path

#: One thread, and one kind of processor's instructions on every machine: sums come out alike.
_SAME_SUMS = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OPENBLAS_CORETYPE": "Haswell",
    "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR",
}
#: The checks with weights, each fitted by the module of its name.
FITTED = ("attributed", "verifiable", "opinion")


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m checks.fit", description="Rebuild all fitted weights, byte for byte."
    )
    parser.add_argument("--data", type=Path, required=True, help="the folder of labelled data")
    parser.add_argument("checks", nargs="*", default=FITTED, metavar="CHECK", help="only these")
    given = parser.parse_args()
    from checks.fit import MissingData
    from checks.models.storage import WEIGHTS, save

    try:
        for name in given.checks:
            path = WEIGHTS / f"{name}.npz"
            save(path, importlib.import_module(f"checks.fit.{name}").fit(given.data))
            print(f"{path.name}: {path.stat().st_size:,} bytes", flush=True)
    except MissingData as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0


def on_one_thread(module: str) -> None:
    """Begin ``python -m module`` anew unless it runs with the settings that make sums alike.

    numpy reads them once, when it is loaded, which has happened by now.
    """
    if any(os.environ.get(name) != value for name, value in _SAME_SUMS.items()):
        os.environ.update(_SAME_SUMS)
        os.execv(sys.executable, [sys.executable, "-m", module, *sys.argv[1:]])


if __name__ == "__main__":
    on_one_thread("checks.fit")
    sys.exit(main())
