"""The DAG loads without an error and holds the tasks of its spec, in their order."""

from pathlib import Path

from airflow.dag_processing.dagbag import DagBag

DAGS = Path(__file__).parent.parent / "dags"


def test_the_dag_loads_and_keeps_its_order():
    bag = DagBag(dag_folder=str(DAGS / "flights_on_time.py"))
    assert bag.import_errors == {}
    dag = bag.dags["flights-on-time"]
    assert dag.task_ids and set(dag.task_ids) == {"land_flights", "publish_mart", "clean_up_mart"}
    assert "publish_mart" in dag.get_task("land_flights").downstream_task_ids
    assert "clean_up_mart" in dag.get_task("publish_mart").downstream_task_ids
