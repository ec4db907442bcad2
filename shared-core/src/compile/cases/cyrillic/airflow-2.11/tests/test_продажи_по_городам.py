"""The DAG loads without an error and holds the tasks of its spec, in their order."""

from pathlib import Path

from airflow.models.dagbag import DagBag

DAGS = Path(__file__).parent.parent / "dags"


def test_the_dag_loads_and_keeps_its_order():
    bag = DagBag(dag_folder=str(DAGS / "продажи_по_городам.py"), include_examples=False)
    assert bag.import_errors == {}
    dag = bag.dags["продажи-по-городам"]
    assert dag.task_ids and set(dag.task_ids) == {"land_продажи", "publish_витрина", "clean_up_витрина"}
    assert "publish_витрина" in dag.get_task("land_продажи").downstream_task_ids
    assert "clean_up_витрина" in dag.get_task("publish_витрина").downstream_task_ids
