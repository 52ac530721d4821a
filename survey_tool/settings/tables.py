"""What tables of settings are made of: keys that say in both languages what they mean, and mistakes in words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from survey_tool.wording.addresses import PATTERN
from survey_tool.wording.words import Words

ADDRESS_PATTERN = f"^{PATTERN}$"
IN_WORDS = "in_words"  # the type of errors that carry their own words


@dataclass(frozen=True, slots=True)
class About:
    """What a setting means, declared beside it.

    `ours`: no published rule says so; it is our choice until the secretariat decides. `example`: a value to show for a
    setting that says more when it is left out. `first`: it has to be set before anything goes out; the others may stay.
    `each_round`: what held for the last round cannot hold for the next.
    """

    ja: str
    en: str
    ours: bool = False
    example: str | None = None
    first: bool = False
    each_round: bool = False

    @property
    def words(self) -> Words:
        return Words(self.ja, self.en)


class Settings(BaseModel):
    """A table of settings. An unknown key is a mistake; a number may stand for a text (`round = 2026`)."""

    # Built when the settings are read, and within those of the round only.
    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, coerce_numbers_to_str=True, defer_build=True
    )


class Bilingual(Settings):
    """A text in both languages."""

    ja: str
    en: str

    @property
    def words(self) -> Words:
        return Words(self.ja, self.en)


def called(table: type[Settings], key: str, within: str = "") -> Words:
    """A setting by what it means, with its key in brackets for those who edit the file; `within` is the key of its table."""
    said = next(each for each in table.model_fields[key].metadata if isinstance(each, About))
    whole = f"{within}.{key}" if within else key
    return said.words + Words(f"（{whole}）", f" ({whole})")


def against(wrong: Words, allowed: Words, key: str = "") -> PydanticCustomError:
    """The error that a validator raises: what is wrong and what is allowed, at a key of the same table."""
    carried = {
        "wrong_ja": wrong.ja,
        "wrong_en": wrong.en,
        "allowed_ja": allowed.ja,
        "allowed_en": allowed.en,
        "key": key,
    }
    return PydanticCustomError(IN_WORDS, "{wrong_en} {allowed_en}", carried)


def _existing(path: Path, info: ValidationInfo) -> Path:
    """The path from the workspace on; only settings that were read from a workspace know where that is."""
    workspace = (info.context or {}).get("workspace")
    if workspace is None:
        return path
    if not (workspace / path).is_file():
        raise against(
            Words(f"「{path}」というファイルがありません。", f'There is no file "{path}".'),
            Words("作業フォルダからの相対パスで指定してください。", "Give its path from the workspace on."),
        )
    found: Path = workspace / path
    return found


def _from_workspace(path: Path, info: ValidationInfo) -> Path:
    """The same, whatever lies there: it may be on a drive that is not always connected."""
    workspace = (info.context or {}).get("workspace")
    return path if workspace is None else Path(workspace) / path


Folder = Annotated[Path, AfterValidator(_from_workspace)]
DataFile = Annotated[Path, AfterValidator(_existing)]

Address = Annotated[str, Field(pattern=ADDRESS_PATTERN)]
