"""Exits with 0 when this pod's DAG processor has told the database within 30 s that it works: it listens on no port.

Without Airflow's own command, which takes 3 s of CPU each time.
"""

import socket
import subprocess
import sys

import psycopg2

url = subprocess.check_output(["/bin/bash", "/etc/airflow/connection.sh"], text=True).replace("+psycopg2", "")
with psycopg2.connect(url, connect_timeout=3) as connection, connection.cursor() as cursor:
    cursor.execute(
        "SELECT count(*) FROM job WHERE job_type = 'DagProcessorJob' AND state = 'running' AND hostname = %s"
        " AND latest_heartbeat > now() - interval '30 seconds'",
        (socket.gethostbyname(socket.gethostname()),),
    )
    beating = cursor.fetchone()[0]
sys.exit(None if beating else "no heartbeat within 30 s")
