"""How sentences call questions, choices and answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from survey_tool.questionnaire.vocabulary.kinds import AnswerKind, Lists
from survey_tool.wording.words import Words


@dataclass(frozen=True, slots=True)
class Labels:
    """What sentences are drawn from: the labels and kinds of a model's questions, and the lists with the choices' labels."""

    questions: Mapping[str, Words]
    kinds: Mapping[str, AnswerKind]
    lists: Lists

    def label(self, key: str) -> Words:
        """The label of a question."""
        return self.questions[key]

    def choice(self, list_name: str, key: str) -> Words:
        """The label of a choice."""
        return self.lists[list_name][key].label

    def answer(self, key: str, value: object) -> Words:
        """A canonical answer as a sentence tells it."""
        return self.kinds[key].told(value, self.lists)


def either(labels: Iterable[Words]) -> Words:
    """「a」、「b」又は「c」 and "a", "b" or "c"; more than five are said from the first to the last."""
    words = list(labels)
    if len(words) > 5:
        return Words(f"「{words[0].ja}」から「{words[-1].ja}」まで", f'"{words[0].en}" to "{words[-1].en}"')
    ja, en = [f"「{each.ja}」" for each in words], [f'"{each.en}"' for each in words]
    if len(words) == 1:
        return Words(ja[0], en[0])
    return Words("、".join(ja[:-1]) + "又は" + ja[-1], ", ".join(en[:-1]) + " or " + en[-1])
