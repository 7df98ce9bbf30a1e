"""Migrates the database: airflow db migrate.

A connection that breaks, or a name that is not resolved, is tried again here: another start of the container would take seconds
of CPU to import Airflow, and nobody could tell it from one that cannot migrate.
"""

import sys
import time

from airflow.__main__ import main
from sqlalchemy.exc import OperationalError

TRIES = 60

for left in reversed(range(TRIES)):
    try:
        sys.exit(main())
    except OperationalError as error:
        if left == 0:
            raise
        print(f"the database cannot be used, tried again in 2 s ({left} left): {error}", file=sys.stderr)
        time.sleep(2)
