"""Runs a command that changes Feast's registry, one pod at a time: those that start together would all make its tables.

The lock is that of a session, and gone with it however this ends.
"""

import subprocess
import sys
import time

import psycopg

deadline = time.monotonic() + 60
while True:
    try:
        session = psycopg.connect(autocommit=True)
        break
    except psycopg.OperationalError as error:
        # PostgreSQL takes connections before it has recovered, and refuses what comes by them until then.
        if time.monotonic() > deadline:
            raise
        print(error, file=sys.stderr, flush=True)
        time.sleep(0.5)
with session:
    session.execute("SELECT pg_advisory_lock(hashtext('feast apply'))")
    subprocess.run(sys.argv[1:], check=True)
