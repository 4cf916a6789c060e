"""Fitted weights on disk: ``.npz`` files that run no code when loaded and come out the same
byte for byte whenever the same numbers are saved."""

import io
import zipfile
from functools import cache
from pathlib import Path

import numpy as np

#: Where the weights of the checks lie, one file a check.
WEIGHTS = Path(__file__).parent.parent / "weights"
#: Zip keeps the time of each entry; a fixed one (the earliest zip knows) keeps the bytes the same.
_TIME = (1980, 1, 1, 0, 0, 0)
_REMEDY = (
    "Restore the file, or rebuild it from the labelled data with "
    "python -m checks.fit --data FOLDER."
)


class UnreadableWeights(RuntimeError):
    """The weights of a check are missing or damaged; the message says what to do."""


def save(path: Path, arrays: dict[str, np.ndarray]) -> None:
    """Write arrays by name, sorted, uncompressed (zlib's output differs between builds).

    Raises ``ValueError`` for an array of Python objects, which only pickle could hold.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(arrays):
            entry = io.BytesIO()
            np.lib.format.write_array(entry, np.asarray(arrays[name]), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", _TIME), entry.getvalue())


def load(path: Path) -> dict[str, np.ndarray]:
    """The arrays of a file by name, read-only; raises ``UnreadableWeights``."""
    try:
        with zipfile.ZipFile(path) as archive:
            arrays = {
                name.removesuffix(".npy"): np.lib.format.read_array(
                    io.BytesIO(archive.read(name)), allow_pickle=False
                )
                for name in archive.namelist()
            }
    except FileNotFoundError as error:
        raise UnreadableWeights(f"The weights {path} are missing. {_REMEDY}") from error
    except (OSError, ValueError, EOFError, zipfile.BadZipFile) as error:
        raise UnreadableWeights(f"The weights {path} are damaged. {_REMEDY}") from error
    for array in arrays.values():
        array.flags.writeable = False
    return arrays


@cache
def weights(name: str) -> dict[str, np.ndarray]:
    """The stored weights of one check, read once; raises ``UnreadableWeights``."""
    return load(WEIGHTS / f"{name}.npz")
