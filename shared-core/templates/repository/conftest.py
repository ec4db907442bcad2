"""Airflow gets a home of its own for the tests, so that nothing of this machine's is read or changed."""

import atexit
import os
import shutil
import tempfile

HOME = tempfile.mkdtemp(prefix="airflow-tests-")
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ.update(
    AIRFLOW_HOME=HOME,
    AIRFLOW__CORE__LOAD_EXAMPLES="False",
    AIRFLOW__CORE__UNIT_TEST_MODE="False",
    AIRFLOW__DATABASE__SQL_ALCHEMY_CONN=f"sqlite:///{HOME}/airflow.db",
    AIRFLOW__OPENLINEAGE__DISABLED="True",
    AIRFLOW__USAGE_DATA_COLLECTION__ENABLED="False",
)
