"""Runs a command of airflow once the scheduler's pod has migrated the database.

In one process, because to import Airflow takes seconds of CPU, and a loop of `airflow db check-migrations` takes them again and again.
"""

import sys

from airflow.__main__ import main
from airflow.utils.db import check_migrations

check_migrations(600)
sys.exit(main())
