"""Requests for access, and what the institutions answer (docs/adr/0027).

Who asked reads a request, the members of an institution that is asked, and administrators. An institution answers for
itself alone; nobody changes what was asked; a request is decided by an administrator, or withdrawn by who asked.
"""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from registry.database.holding import OnlyTriggersAppend, TriggersHold
from registry.database.row_security import ADMINISTRATOR, USER, forced, own_institution, policy

REQUEST, ANSWER = "institutions_accessrequest", "institutions_accessanswer"
OWN = f"asked_by_id = {USER}"
OWNER = {"command": "ALL", "role": "CURRENT_USER", "using": "true", "check": "true"}
ASKED_OF_MINE = f"id IN (SELECT a.request_id FROM {ANSWER} a WHERE {own_institution('a.institution_id')})"
OPENED = f"{OWN} AND state = 'open' AND decided_by_id IS NULL AND project_id IS NULL"
WITHDRAWN = f"{OWN} AND state = 'withdrawn' AND project_id IS NULL"


def secured(table: str, *, read: str, add: str, change: str, to: str) -> str:
    """Policies of a table of which nothing is deleted. ``to``: what a changed row must be."""
    return (
        forced(table)
        + policy(table, "owner_works", **OWNER)
        + policy(table, "scope_reads", command="SELECT", role="PUBLIC", using=read)
        + policy(table, "scope_adds", command="INSERT", role="PUBLIC", check=add)
        + policy(table, "scope_changes", command="UPDATE", role="PUBLIC", using=change, check=to)
        + f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM registry_app;"
    )


def trail_of(table: str, read: str) -> str:
    return (
        forced(f"{table}event")
        + policy(f"{table}event", "owner_works", **OWNER)
        + policy(f"{table}event", "scope_reads", command="SELECT", role="PUBLIC", using=read)
        + policy(f"{table}event", "scope_appends", command="INSERT", role="PUBLIC", check="true")
        + f"REVOKE UPDATE, DELETE, TRUNCATE ON {table}event FROM registry_app;"
    )


SECURITY = (
    secured(
        REQUEST,
        read=f"{OWN} OR {ADMINISTRATOR} OR {ASKED_OF_MINE}",
        add=OPENED,
        change=f"{OWN} OR {ADMINISTRATOR}",
        to=f"{ADMINISTRATOR} OR ({WITHDRAWN})",
    )
    + secured(
        ANSWER,
        read=f"{OWN} OR {ADMINISTRATOR} OR {own_institution()}",
        add=f"{OWN} AND agreed IS NULL",
        change=own_institution(),
        to=own_institution(),
    )
    + f"GRANT UPDATE (state, decided_by_id, decided_at, project_id) ON {REQUEST} TO registry_app;"
    + f"GRANT UPDATE (agreed, remark, answered_by_id, answered_at) ON {ANSWER} TO registry_app;"
    + trail_of(REQUEST, f"{OWN} OR {ADMINISTRATOR}")
    + trail_of(ANSWER, f"{ADMINISTRATOR} OR {own_institution()}")
)


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0005_access_tokens"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccessAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("agreed", models.BooleanField(blank=True, null=True)),
                ("remark", models.CharField(blank=True, max_length=300)),
                ("answered_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.institution"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AccessRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=160)),
                ("purpose", models.TextField(max_length=2000)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waiting"),
                            ("approved", "Approved"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField(editable=False)),
                ("decided_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.project",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AccessAnswerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("agreed", models.BooleanField(blank=True, null=True)),
                ("remark", models.CharField(blank=True, max_length=300)),
                ("answered_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.institution",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="institutions.accessanswer",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.accessrequest",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="accessanswer",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="institutions.accessrequest"
            ),
        ),
        migrations.CreateModel(
            name="AccessRequestEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("title", models.CharField(max_length=160)),
                ("purpose", models.TextField(max_length=2000)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waiting"),
                            ("approved", "Approved"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField(editable=False)),
                ("decided_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="institutions.accessrequest",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.project",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="accessrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("project__isnull", True), ("state", "approved"), _connector="OR"),
                name="only_an_approved_request_has_a_project",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accessrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_accessrequestevent" ("asked_at", "asked_by_id", "decided_at", "decided_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "purpose", "state", "title") SELECT new_values."asked_at", new_values."asked_by_id", new_values."decided_at", new_values."decided_by_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."purpose", new_values."state", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="80ec669c96fc4fb55281f85eb50ddddb2f284310",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_383b2",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_accessrequest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accessrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_accessrequestevent" ("asked_at", "asked_by_id", "decided_at", "decided_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "purpose", "state", "title") SELECT new_values."asked_at", new_values."asked_by_id", new_values."decided_at", new_values."decided_by_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."project_id", new_values."purpose", new_values."state", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d2292314502a52cea185cd6d8a7be4200f047413",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a97cf",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_accessrequest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accessrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_accessrequestevent" ("asked_at", "asked_by_id", "decided_at", "decided_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "purpose", "state", "title") SELECT old_values."asked_at", old_values."asked_by_id", old_values."decided_at", old_values."decided_by_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."project_id", old_values."purpose", old_values."state", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3a8493f5e8236df1089d83fbc1ebd857fec23646",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_982d9",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_accessrequest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accessanswerevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="45296b8a94ee4c3c9cdc00c12b9db1ff70b935f9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_71d48",
                    table="institutions_accessanswerevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="accessanswer",
            constraint=models.UniqueConstraint(
                fields=("request", "institution"), name="an_institution_answers_a_request_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="accessanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed__isnull", True), ("answered_by__isnull", True)),
                    models.Q(("agreed__isnull", False), ("answered_by__isnull", False)),
                    _connector="OR",
                ),
                name="an_answer_is_somebodys",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accessanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_accessanswerevent" ("agreed", "answered_at", "answered_by_id", "asked_by_id", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark", "request_id") SELECT new_values."agreed", new_values."answered_at", new_values."answered_by_id", new_values."asked_by_id", new_values."id", new_values."institution_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."remark", new_values."request_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8cc9430b06ba3bafef1087dc6b26d00d334dedda",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d8af9",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_accessanswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accessanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_accessanswerevent" ("agreed", "answered_at", "answered_by_id", "asked_by_id", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark", "request_id") SELECT new_values."agreed", new_values."answered_at", new_values."answered_by_id", new_values."asked_by_id", new_values."id", new_values."institution_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."remark", new_values."request_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ecabb43e45ef353b85ccb3568bef490f6dabeeb2",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2b67a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_accessanswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accessanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_accessanswerevent" ("agreed", "answered_at", "answered_by_id", "asked_by_id", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark", "request_id") SELECT old_values."agreed", old_values."answered_at", old_values."answered_by_id", old_values."asked_by_id", old_values."id", old_values."institution_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."remark", old_values."request_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="cde67406c89dc2c591e9193fc9b530eaa3759396",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_576d1",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_accessanswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accessrequestevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="683c7a0d6a056393147a2da0542967ba439ed694",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1f5ac",
                    table="institutions_accessrequestevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(SECURITY, migrations.RunSQL.noop),
        *(TriggersHold(table) for table in (REQUEST, ANSWER)),
        *(OnlyTriggersAppend(f"{table}event") for table in (REQUEST, ANSWER)),
    ]
