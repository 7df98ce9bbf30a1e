"""Makes or changes the tables, one server at a time: several that start together would all try.

The lock is that of a session, and gone with it however this ends.
"""

import os
import subprocess

import psycopg2

with psycopg2.connect() as session, session.cursor() as cursor:
    cursor.execute("SELECT pg_advisory_lock(hashtext('mlflow db upgrade'))")
    subprocess.run(["mlflow", "db", "upgrade", os.environ["MLFLOW_BACKEND_STORE_URI"]], check=True)
