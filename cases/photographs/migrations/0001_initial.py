"""The tables of photographs and hand-offs, with their trails and triggers."""

import cases.records.constraints
import cases.records.fields
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("institutions", "0003_the_trail_holds"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("records", "0003_hold_the_course"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Photograph",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("released", models.BooleanField(default=False, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True, default="", help_text="Where this was read.", max_length=120, verbose_name="source"
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                ("comment", models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates.")),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                (
                    "on",
                    cases.records.fields.WhenField(
                        blank=True, help_text="Day of the photograph.", null=True, verbose_name="taken"
                    ),
                ),
                (
                    "view",
                    models.CharField(
                        blank=True, default="", help_text="The same view at two times makes a pair.", max_length=120
                    ),
                ),
                ("region", models.CharField(blank=True, default="", help_text="Part of the body.", max_length=120)),
                (
                    "side",
                    models.CharField(
                        blank=True, default="", max_length=120, verbose_name="side, relative to the primary"
                    ),
                ),
                (
                    "face",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("absent", "Not in the picture"),
                            ("masked", "Painted over"),
                            ("visible", "In the picture"),
                        ],
                        help_text="Eyes, nose, mouth or ears, in a mirror too.",
                        max_length=8,
                        verbose_name="face",
                    ),
                ),
                (
                    "tattoo",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("absent", "Not in the picture"),
                            ("masked", "Painted over"),
                            ("visible", "In the picture"),
                        ],
                        help_text="Or a scar that only this patient has.",
                        max_length=8,
                        verbose_name="tattoo or birthmark",
                    ),
                ),
                (
                    "jewellery",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("absent", "Not in the picture"),
                            ("masked", "Painted over"),
                            ("visible", "In the picture"),
                        ],
                        help_text="A ring, a chain, a uniform.",
                        max_length=8,
                        verbose_name="jewellery or clothing",
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("absent", "Not in the picture"),
                            ("masked", "Painted over"),
                            ("visible", "In the picture"),
                        ],
                        help_text="A wristband, a paper, a screen, a door sign.",
                        max_length=8,
                        verbose_name="label or name",
                    ),
                ),
                ("ruler", models.BooleanField(blank=True, null=True, verbose_name="ruler in the picture")),
                (
                    "consent_to",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("own", "The treating institution only"),
                            ("images_internal", "Reviewers of the registry too"),
                            ("images_publication", "Reviewers, and printing in a publication"),
                        ],
                        help_text="For whom the patient has agreed to this photograph.",
                        max_length=20,
                        verbose_name="consent",
                    ),
                ),
                ("for_review", models.BooleanField(default=False, editable=False)),
                ("sha256", models.CharField(editable=False, help_text="Of the clean pixels.", max_length=64)),
                ("width", models.PositiveIntegerField(editable=False)),
                ("height", models.PositiveIntegerField(editable=False)),
                (
                    "masks",
                    models.PositiveSmallIntegerField(default=0, editable=False, help_text="Rectangles painted over."),
                ),
                ("removed", models.JSONField(default=dict, editable=False)),
                ("camera_day", cases.records.fields.WhenField(blank=True, editable=False, null=True)),
                (
                    "route",
                    models.CharField(
                        choices=[("file", "As a file"), ("phone", "From a telephone")], editable=False, max_length=8
                    ),
                ),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                ("checked_at", models.DateTimeField(editable=False, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="records.case",
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The finding that it shows.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="photographs",
                        to="records.skinfinding",
                        verbose_name="skin finding",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "verbose_name": "photograph",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HandOff",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("secret_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("check_word", models.CharField(editable=False, max_length=40)),
                ("created_at", models.DateTimeField(editable=False)),
                ("expires_at", models.DateTimeField(editable=False)),
                ("taken_up_at", models.DateTimeField(editable=False, null=True)),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                (
                    "received",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, validators=[django.core.validators.MaxValueValidator(20)]
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="records.case",
                    ),
                ),
                (
                    "created_by",
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
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HandOffEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("check_word", models.CharField(editable=False, max_length=40)),
                ("created_at", models.DateTimeField(editable=False)),
                ("expires_at", models.DateTimeField(editable=False)),
                ("taken_up_at", models.DateTimeField(editable=False, null=True)),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                (
                    "received",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, validators=[django.core.validators.MaxValueValidator(20)]
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.case",
                    ),
                ),
                (
                    "created_by",
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
                        editable=False,
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
                        to="photographs.handoff",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PhotographImage",
            fields=[
                (
                    "photograph",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="image",
                        serialize=False,
                        to="photographs.photograph",
                    ),
                ),
                ("pixels", models.BinaryField()),
                ("thumbnail", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="PhotographEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What other rows of the case call this one.",
                        max_length=40,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True, default="", help_text="Where this was read.", max_length=120, verbose_name="source"
                    ),
                ),
                (
                    "absent",
                    models.JSONField(blank=True, default=dict, editable=False, help_text="Why a field is empty."),
                ),
                (
                    "as_reported",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="The wording of the source, field by field; no dates.",
                    ),
                ),
                ("comment", models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates.")),
                (
                    "contradiction_note",
                    models.TextField(
                        blank=True,
                        help_text="Where the source contradicts itself: keep both facts and say so here.",
                        verbose_name="contradiction in the source",
                    ),
                ),
                (
                    "on",
                    cases.records.fields.WhenField(
                        blank=True, help_text="Day of the photograph.", null=True, verbose_name="taken"
                    ),
                ),
                (
                    "view",
                    models.CharField(
                        blank=True, default="", help_text="The same view at two times makes a pair.", max_length=120
                    ),
                ),
                ("region", models.CharField(blank=True, default="", help_text="Part of the body.", max_length=120)),
                (
                    "side",
                    models.CharField(
                        blank=True, default="", max_length=120, verbose_name="side, relative to the primary"
                    ),
                ),
                (
                    "face",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("absent", "Not in the picture"),
                            ("masked", "Painted over"),
                            ("visible", "In the picture"),
                        ],
                        help_text="Eyes, nose, mouth or ears, in a mirror too.",
                        max_length=8,
                        verbose_name="face",
                    ),
                ),
                (
                    "tattoo",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("absent", "Not in the picture"),
                            ("masked", "Painted over"),
                            ("visible", "In the picture"),
                        ],
                        help_text="Or a scar that only this patient has.",
                        max_length=8,
                        verbose_name="tattoo or birthmark",
                    ),
                ),
                (
                    "jewellery",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("absent", "Not in the picture"),
                            ("masked", "Painted over"),
                            ("visible", "In the picture"),
                        ],
                        help_text="A ring, a chain, a uniform.",
                        max_length=8,
                        verbose_name="jewellery or clothing",
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("absent", "Not in the picture"),
                            ("masked", "Painted over"),
                            ("visible", "In the picture"),
                        ],
                        help_text="A wristband, a paper, a screen, a door sign.",
                        max_length=8,
                        verbose_name="label or name",
                    ),
                ),
                ("ruler", models.BooleanField(blank=True, null=True, verbose_name="ruler in the picture")),
                (
                    "consent_to",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("own", "The treating institution only"),
                            ("images_internal", "Reviewers of the registry too"),
                            ("images_publication", "Reviewers, and printing in a publication"),
                        ],
                        help_text="For whom the patient has agreed to this photograph.",
                        max_length=20,
                        verbose_name="consent",
                    ),
                ),
                ("for_review", models.BooleanField(default=False, editable=False)),
                ("sha256", models.CharField(editable=False, help_text="Of the clean pixels.", max_length=64)),
                ("width", models.PositiveIntegerField(editable=False)),
                ("height", models.PositiveIntegerField(editable=False)),
                (
                    "masks",
                    models.PositiveSmallIntegerField(default=0, editable=False, help_text="Rectangles painted over."),
                ),
                ("removed", models.JSONField(default=dict, editable=False)),
                ("camera_day", cases.records.fields.WhenField(blank=True, editable=False, null=True)),
                (
                    "route",
                    models.CharField(
                        choices=[("file", "As a file"), ("phone", "From a telephone")], editable=False, max_length=8
                    ),
                ),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                ("checked_at", models.DateTimeField(editable=False, null=True)),
                (
                    "added_by",
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
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.case",
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
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
                    "finding",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The finding that it shows.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="records.skinfinding",
                        verbose_name="skin finding",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
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
                        to="photographs.photograph",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handoff",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "photographs_handoffevent" ("case_id", "check_word", "created_at", "created_by_id", "ended_at", "expires_at", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received", "taken_up_at") SELECT new_values."case_id", new_values."check_word", new_values."created_at", new_values."created_by_id", new_values."ended_at", new_values."expires_at", new_values."id", new_values."institution_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received", new_values."taken_up_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d82ba688914ed31a2455f2a5ad29ed786e99ef7c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c25a1",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="photographs_handoff",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handoff",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "photographs_handoffevent" ("case_id", "check_word", "created_at", "created_by_id", "ended_at", "expires_at", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received", "taken_up_at") SELECT new_values."case_id", new_values."check_word", new_values."created_at", new_values."created_by_id", new_values."ended_at", new_values."expires_at", new_values."id", new_values."institution_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."received", new_values."taken_up_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."check_word" IS DISTINCT FROM (new_values."check_word") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."created_by_id" IS DISTINCT FROM (new_values."created_by_id") OR old_values."ended_at" IS DISTINCT FROM (new_values."ended_at") OR old_values."expires_at" IS DISTINCT FROM (new_values."expires_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."received" IS DISTINCT FROM (new_values."received") OR old_values."taken_up_at" IS DISTINCT FROM (new_values."taken_up_at")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="687b3f1c7ade4e35717e362830fb86191d2d96a6",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6dffc",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="photographs_handoff",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handoff",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "photographs_handoffevent" ("case_id", "check_word", "created_at", "created_by_id", "ended_at", "expires_at", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received", "taken_up_at") SELECT old_values."case_id", old_values."check_word", old_values."created_at", old_values."created_by_id", old_values."ended_at", old_values."expires_at", old_values."id", old_values."institution_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."received", old_values."taken_up_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4be2ecb581d5705d0f01bfb643b8ab4e354f6216",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d7e4a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="photographs_handoff",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handoffevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d67f06e33b8fb119d80abd5962c9e21d65e02751",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6aacd",
                    table="photographs_handoffevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="photographimage",
            name="case",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="records.case",
            ),
        ),
        migrations.AddField(
            model_name="photographimage",
            name="institution",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="institutions.institution",
            ),
        ),
        migrations.AddConstraint(
            model_name="photograph",
            constraint=models.CheckConstraint(
                condition=models.Q(cases.records.constraints.LaterThan("on", "lo", "on", "hi"), _negated=True),
                name="photograph_on_bounds_in_order",
                violation_error_message="The latest possible day lies before the earliest possible day.",
            ),
        ),
        migrations.AddConstraint(
            model_name="photograph",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("for_review", False),
                    models.Q(
                        models.Q(("face__in", ["absent", "masked"])),
                        models.Q(("tattoo__in", ["absent", "masked"])),
                        models.Q(("jewellery__in", ["absent", "masked"])),
                        models.Q(("label__in", ["absent", "masked"])),
                        ("consent_to__in", ["images_internal", "images_publication"]),
                    ),
                    _connector="OR",
                ),
                name="for_review_only_what_shows_nobody_and_has_consent",
                violation_error_message="Reviewers see a photograph only when nothing in it tells who it is, and the patient has agreed.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="photograph",
            trigger=pgtrigger.compiler.Trigger(
                name="follow_the_case",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="NEW.released := coalesce((SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false); RETURN NEW;",
                    hash="c6c9b2741ae39870be361e0bec3893a54462d0ad",
                    operation="INSERT",
                    pgid="pgtrigger_follow_the_case_14df2",
                    table="photographs_photograph",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="photograph",
            trigger=pgtrigger.compiler.Trigger(
                name="row_version",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF to_jsonb(NEW) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(OLD) - 'released' - 'row_version' THEN NEW.row_version := OLD.row_version + 1; ELSE NEW.row_version := OLD.row_version; END IF; RETURN NEW;",
                    hash="f5534fea026fc297c9be23b6d376bfcde991181b",
                    operation="UPDATE",
                    pgid="pgtrigger_row_version_24654",
                    table="photographs_photograph",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="photograph",
            trigger=pgtrigger.compiler.Trigger(
                name="case_version_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM new_values); RETURN NULL;",
                    hash="d38d1e2c627673006d4ab5a574c9c6d6172e3176",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_case_version_insert_5e89a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="photographs_photograph",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="photograph",
            trigger=pgtrigger.compiler.Trigger(
                name="case_version_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM (SELECT new_row.case_id FROM new_values new_row JOIN old_values old_row USING (id) WHERE to_jsonb(new_row) - 'released' - 'row_version' IS DISTINCT FROM to_jsonb(old_row) - 'released' - 'row_version') c); RETURN NULL;",
                    hash="42f6e3eb8c3291f14a6b68c3e15323e636c6192a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_case_version_update_2bab5",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="photographs_photograph",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="photograph",
            trigger=pgtrigger.compiler.Trigger(
                name="case_version_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM old_values); RETURN NULL;",
                    hash="c75ade9d2499f6b0958e14295ef6033e8015823b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_case_version_delete_c5b5f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="photographs_photograph",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="photograph",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "photographs_photographevent" ("absent", "added_at", "added_by_id", "as_reported", "camera_day", "case_id", "checked_at", "checked_by_id", "comment", "consent_to", "contradiction_note", "face", "finding_id", "for_review", "height", "id", "institution_id", "jewellery", "key", "label", "masks", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "region", "removed", "route", "row_version", "ruler", "sha256", "side", "source", "tattoo", "view", "width") SELECT new_values."absent", new_values."added_at", new_values."added_by_id", new_values."as_reported", new_values."camera_day", new_values."case_id", new_values."checked_at", new_values."checked_by_id", new_values."comment", new_values."consent_to", new_values."contradiction_note", new_values."face", new_values."finding_id", new_values."for_review", new_values."height", new_values."id", new_values."institution_id", new_values."jewellery", new_values."key", new_values."label", new_values."masks", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."region", new_values."removed", new_values."route", new_values."row_version", new_values."ruler", new_values."sha256", new_values."side", new_values."source", new_values."tattoo", new_values."view", new_values."width" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0270947fce023aab6ae86c4f7127afcfcdca50b2",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fb27f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="photographs_photograph",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="photograph",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "photographs_photographevent" ("absent", "added_at", "added_by_id", "as_reported", "camera_day", "case_id", "checked_at", "checked_by_id", "comment", "consent_to", "contradiction_note", "face", "finding_id", "for_review", "height", "id", "institution_id", "jewellery", "key", "label", "masks", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "region", "removed", "route", "row_version", "ruler", "sha256", "side", "source", "tattoo", "view", "width") SELECT new_values."absent", new_values."added_at", new_values."added_by_id", new_values."as_reported", new_values."camera_day", new_values."case_id", new_values."checked_at", new_values."checked_by_id", new_values."comment", new_values."consent_to", new_values."contradiction_note", new_values."face", new_values."finding_id", new_values."for_review", new_values."height", new_values."id", new_values."institution_id", new_values."jewellery", new_values."key", new_values."label", new_values."masks", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."region", new_values."removed", new_values."route", new_values."row_version", new_values."ruler", new_values."sha256", new_values."side", new_values."source", new_values."tattoo", new_values."view", new_values."width" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."absent" IS DISTINCT FROM (new_values."absent") OR old_values."added_at" IS DISTINCT FROM (new_values."added_at") OR old_values."added_by_id" IS DISTINCT FROM (new_values."added_by_id") OR old_values."as_reported" IS DISTINCT FROM (new_values."as_reported") OR old_values."camera_day" IS DISTINCT FROM (new_values."camera_day") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."checked_at" IS DISTINCT FROM (new_values."checked_at") OR old_values."checked_by_id" IS DISTINCT FROM (new_values."checked_by_id") OR old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."consent_to" IS DISTINCT FROM (new_values."consent_to") OR old_values."contradiction_note" IS DISTINCT FROM (new_values."contradiction_note") OR old_values."face" IS DISTINCT FROM (new_values."face") OR old_values."finding_id" IS DISTINCT FROM (new_values."finding_id") OR old_values."for_review" IS DISTINCT FROM (new_values."for_review") OR old_values."height" IS DISTINCT FROM (new_values."height") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."institution_id" IS DISTINCT FROM (new_values."institution_id") OR old_values."jewellery" IS DISTINCT FROM (new_values."jewellery") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."label" IS DISTINCT FROM (new_values."label") OR old_values."masks" IS DISTINCT FROM (new_values."masks") OR old_values."on" IS DISTINCT FROM (new_values."on") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."region" IS DISTINCT FROM (new_values."region") OR old_values."removed" IS DISTINCT FROM (new_values."removed") OR old_values."route" IS DISTINCT FROM (new_values."route") OR old_values."row_version" IS DISTINCT FROM (new_values."row_version") OR old_values."ruler" IS DISTINCT FROM (new_values."ruler") OR old_values."sha256" IS DISTINCT FROM (new_values."sha256") OR old_values."side" IS DISTINCT FROM (new_values."side") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."tattoo" IS DISTINCT FROM (new_values."tattoo") OR old_values."view" IS DISTINCT FROM (new_values."view") OR old_values."width" IS DISTINCT FROM (new_values."width")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="cd866c385a08ecde30de056e1e7bc090e5e2bab0",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fc1df",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="photographs_photograph",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="photograph",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "photographs_photographevent" ("absent", "added_at", "added_by_id", "as_reported", "camera_day", "case_id", "checked_at", "checked_by_id", "comment", "consent_to", "contradiction_note", "face", "finding_id", "for_review", "height", "id", "institution_id", "jewellery", "key", "label", "masks", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "region", "removed", "route", "row_version", "ruler", "sha256", "side", "source", "tattoo", "view", "width") SELECT old_values."absent", old_values."added_at", old_values."added_by_id", old_values."as_reported", old_values."camera_day", old_values."case_id", old_values."checked_at", old_values."checked_by_id", old_values."comment", old_values."consent_to", old_values."contradiction_note", old_values."face", old_values."finding_id", old_values."for_review", old_values."height", old_values."id", old_values."institution_id", old_values."jewellery", old_values."key", old_values."label", old_values."masks", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."region", old_values."removed", old_values."route", old_values."row_version", old_values."ruler", old_values."sha256", old_values."side", old_values."source", old_values."tattoo", old_values."view", old_values."width" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="8d1f2a8cf3c8cb0b2d99f57a8fbe5792370f8134",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3d3bc",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="photographs_photograph",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="photographevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1a137075750ab3671486a599357bfbf2f2ec24ce",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f1b2d",
                    table="photographs_photographevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
