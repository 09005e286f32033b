"""Forms that act on several questions at once."""

import uuid
from collections.abc import Mapping

from django import forms

from cases.desk.questions.threads import WordsForm
from cases.review.questions.models import Question
from cases.review.questions.querysets import QuestionQuerySet
from cases.review.questions.steps import STEPS, Side, StepKey


class StepsForm(WordsForm):
    """One step for all questions that are ticked, with the same words."""

    step = forms.ChoiceField(label="What to do", error_messages={"required": "Choose what to do."})
    question = forms.TypedMultipleChoiceField(
        coerce=uuid.UUID, error_messages={"required": "Tick at least one question in the list."}
    )

    def __init__(self, questions: QuestionQuerySet, side: Side, data: Mapping | None = None):
        super().__init__(data)
        self.questions = questions
        self.fields["step"].choices = [("", "–")] + [
            (one.key, one.button) for one in STEPS.values() if one.button and one.side is side
        ]
        self.fields["question"].choices = [(str(pk), "") for pk in questions.values_list("pk", flat=True)]

    @property
    def key(self) -> StepKey:
        return StepKey(self.cleaned_data["step"])

    def chosen(self) -> list[Question]:
        return list(self.questions.filter(pk__in=self.cleaned_data["question"]))
