"""Runs a command of airflow once the scheduler's pod has migrated the database.

In one process, because to import Airflow takes seconds of CPU, and a loop of `airflow db check-migrations` takes them again and again.
"""

import atexit
import gc
import sys

from airflow.__main__ import main
from airflow.utils.db import check_migrations

# When it has served, Python's last collection of garbage takes seconds of CPU, on a busy node more than the grace period.
atexit.register(gc.freeze)
check_migrations(600)
sys.exit(main())
