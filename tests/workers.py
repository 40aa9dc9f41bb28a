"""A Dask client with workers of its own, for the tests that compare their answers with those of this machine."""

from __future__ import annotations

from contextlib import contextmanager

import pytest


@contextmanager
def dask_client(workers: int, processes: bool = False):
    """A client whose workers are threads of this process, or processes of their own. Skips where Dask is missing."""
    distributed = pytest.importorskip("distributed", reason="not run: distributed is not installed (make test installs it)")
    with distributed.LocalCluster(n_workers=workers, threads_per_worker=1, processes=processes,
                                  dashboard_address="127.0.0.1:0") as cluster:
        with distributed.Client(cluster) as client:
            yield client
