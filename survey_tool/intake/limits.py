"""How much of a returned file is too much. Settings of the round; the defaults leave good forms a hundredfold room."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Limits(BaseModel):
    """Whatever exceeds one of these is refused before or while it is read, and costs its own file only."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file_mb: int = Field(default=20, ge=1, le=200, description="Largest file, in MB, as it was returned.")
    sheet_mb: int = Field(
        default=256,
        ge=1,
        le=1024,
        description="Largest sheet, in MB, uncompressed. A sheet with a million formatted blank rows must pass: it is "
        "harmless, and happens when a whole column is coloured.",
    )
    part_mb: int = Field(
        default=64, ge=1, le=512, description="Largest other part inside a file (texts, styles …), in MB, uncompressed."
    )
    total_mb: int = Field(
        default=512, ge=1, le=4096, description="All that is unpacked of one file or archive together, in MB."
    )
    ratio: int = Field(
        default=300,
        ge=10,
        le=1100,
        description="How many times smaller a part may have become by compression; parts under 1 MB are not judged. "
        "Formatted blank rows reach about 20, a decompression bomb 1,000.",
    )
    members: int = Field(default=2000, ge=10, le=100_000, description="Most parts or files inside one file.")
    row: int = Field(default=100_000, ge=1000, le=1_048_576, description="Farthest row that may hold something.")
    column: int = Field(default=1000, ge=100, le=16_384, description="Farthest column that may hold something.")
    cells: int = Field(
        default=8_000_000,
        ge=100_000,
        le=50_000_000,
        description="Largest area of all sheets from A1 to the last filled row and column, in cells, blank or not.",
    )
    texts: int = Field(default=1_000_000, ge=1000, le=10_000_000, description="Most texts in one file's list of texts.")
    text_length: int = Field(
        default=32_767,
        ge=1000,
        le=1_000_000,
        description="Longest text of a cell, in characters; what is longer is cut there. 32,767 is what Excel holds.",
    )
    seconds: float = Field(default=20, ge=1, le=600, description="Longest time that reading one file may take.")
    memory_mb: int = Field(
        default=900,
        ge=256,
        le=16_384,
        description="Most memory, in MB, that a reader may take (where the operating system can limit it).",
    )
