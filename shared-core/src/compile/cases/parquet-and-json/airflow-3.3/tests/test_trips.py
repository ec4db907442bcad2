"""The DAG loads without an error and holds the tasks of its spec, in their order."""

from pathlib import Path

from airflow.dag_processing.dagbag import DagBag

DAGS = Path(__file__).parent.parent / "dags"


def test_the_dag_loads_and_keeps_its_order():
    bag = DagBag(dag_folder=str(DAGS / "trips.py"))
    assert bag.import_errors == {}
    dag = bag.dags["trips"]
    assert dag.task_ids and set(dag.task_ids) == {"land_trips", "land_people", "land_notes", "publish_load", "clean_up_load"}
    assert "publish_load" in dag.get_task("land_trips").downstream_task_ids
    assert "publish_load" in dag.get_task("land_people").downstream_task_ids
    assert "publish_load" in dag.get_task("land_notes").downstream_task_ids
    assert "clean_up_load" in dag.get_task("publish_load").downstream_task_ids
