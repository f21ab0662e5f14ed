"""What is read from a plan as PostgreSQL gives it."""

from bench.explain import in_short, nodes, whole_scans

PLAN = {
    "Plan": {
        "Node Type": "Sort",
        "Plans": [
            {
                "Node Type": "Hash Join",
                "Plans": [
                    {"Node Type": "Seq Scan", "Relation Name": "courses_enrolment"},
                    {"Node Type": "Hash", "Plans": [{"Node Type": "Seq Scan", "Relation Name": "courses_edition"}]},
                ],
            }
        ],
    },
    "Execution Time": 1.5,
}


def test_nodes_come_from_the_top_down():
    assert [node["Node Type"] for node in nodes(PLAN)] == ["Sort", "Hash Join", "Seq Scan", "Hash", "Seq Scan"]


def test_only_scans_of_large_tables_are_flagged():
    assert whole_scans(PLAN, {"courses_enrolment"}) == ["courses_enrolment"]
    assert whole_scans({}, {"courses_enrolment"}) == []


def test_a_statement_is_told_without_its_columns():
    assert in_short('SELECT "a"."id",\n  "a"."name" FROM "a" WHERE "a"."id" = %s') == 'SELECT … FROM "a" WHERE "a"."id" = %s'
