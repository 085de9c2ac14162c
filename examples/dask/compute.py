#!/usr/bin/python3
"""A group-by with its mean over a Dask cluster, right even though a worker is killed in its middle.

Run by: scalesim run cluster.yaml -- ./compute.py
"""
import os
import subprocess
import sys
import time

import dask.bag
from distributed import Client

PARTITIONS = 96
ROWS = 2000
KEYS = 7
FIRST_RESULT_SECONDS = 60
LOSS_SECONDS = 60
RESULT_SECONDS = 180


def rows(partition):
    """The rows of one partition: (key, value), the same on every machine; slow enough to be killed in its middle."""
    time.sleep(0.5)
    return [((partition * ROWS + i) % KEYS, (partition * 31 + i) % 1009) for i in range(ROWS)]


def add(total, row):
    return total[0] + row[1], total[1] + 1


def merge(left, right):
    return left[0] + right[0], left[1] + right[1]


def expected():
    """The same means, computed here in one loop."""
    totals = {}
    for partition in range(PARTITIONS):
        for i in range(ROWS):
            key, value = (partition * ROWS + i) % KEYS, (partition * 31 + i) % 1009
            total, count = totals.get(key, (0, 0))
            totals[key] = total + value, count + 1
    return {key: total / count for key, (total, count) in totals.items()}


def fail(why):
    sys.exit(f"FAILED: {why}")


def wait_for(what, seconds, look):
    """What look gives once it gives something, asked for again and again."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        if time.monotonic() > deadline:
            fail(f"{what} within {seconds} s")
        time.sleep(0.05)
    return found


def fullest(client):
    """The worker with the most results so far, by its name; nothing while there are none."""
    held = {address: len(keys) for address, keys in client.has_what().items()}
    if not any(held.values()):
        return None
    address = max(held, key=held.get)
    return client.scheduler_info()["workers"][address]["name"], held[address]


def main():
    workers = int(os.environ["SCALESIM_WORKERS"])
    with Client(f"tcp://{os.environ['SCALESIM_MASTER']}", timeout="30s") as client:
        client.wait_for_workers(workers, timeout=60)
        grouped = dask.bag.from_sequence(range(PARTITIONS), npartitions=PARTITIONS).map(rows).flatten() \
            .foldby(lambda row: row[0], add, (0, 0), merge, (0, 0))
        future = client.compute(grouped)
        victim, held = wait_for("no partition was computed", FIRST_RESULT_SECONDS, lambda: fullest(client))
        subprocess.run(
            [os.environ["SCALESIM_PROGRAM"], "kill", victim, "--cluster", os.environ["SCALESIM_CLUSTER"]], check=True)
        if future.done():
            fail("the computation ended before its worker was killed, so it shows nothing")
        wait_for(
            "the scheduler did not see the loss", LOSS_SECONDS,
            lambda: len(client.scheduler_info()["workers"]) == workers - 1)
        means = {key: total / count for key, (total, count) in future.result(timeout=RESULT_SECONDS)}
    if means != expected():
        fail(f"the means are {means}, expected {expected()}")
    print(f"{victim} was killed with {held} results; the scheduler counts {workers - 1} workers")
    print(f"the means of {PARTITIONS * ROWS} rows by {KEYS} keys are right")


if __name__ == "__main__":
    main()
