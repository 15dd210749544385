"""`python -m tests.local_cluster`: a scheduler and two workers, each a process of its own; prints the address, ends with standard input."""

from __future__ import annotations

import sys

from distributed import LocalCluster


def main() -> None:
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None, "worker_dashboard_address": None}
    with LocalCluster(**options) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
