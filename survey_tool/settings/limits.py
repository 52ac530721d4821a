"""How much of a returned file is too much; the defaults leave good forms a hundredfold room."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from survey_tool.settings.tables import About, Settings


class Limits(Settings):
    """Whatever exceeds one of these is refused before or while it is read, and costs its own file only."""

    file_mb: Annotated[
        int, Field(ge=1, le=200), About("提出されたファイルの大きさ（MB）", "a returned file, in MB")
    ] = 20
    # A sheet with a million formatted blank rows must pass: it is harmless, and happens when a whole column is coloured.
    sheet_mb: Annotated[
        int, Field(ge=1, le=1024), About("展開後の1シートの大きさ（MB）", "one sheet, uncompressed, in MB")
    ] = 256
    part_mb: Annotated[
        int,
        Field(ge=1, le=512),
        About("展開後のその他の部品の大きさ（MB）", "any other part of a file (texts, styles …), uncompressed, in MB"),
    ] = 64
    total_mb: Annotated[
        int,
        Field(ge=1, le=4096),
        About("1つのファイル又は圧縮ファイルの展開後の合計（MB）", "all that one file or archive unpacks to, in MB"),
    ] = 512
    # Formatted blank rows reach about 20, a decompression bomb 1,000.
    ratio: Annotated[
        int,
        Field(ge=10, le=1100),
        About("圧縮の倍率（1MB未満の部品は対象外）", "how many times smaller a part of 1 MB or more may have become"),
    ] = 300
    members: Annotated[
        int, Field(ge=10, le=100_000), About("1つのファイルに含まれる部品の数", "parts or files inside one file")
    ] = 2000
    row: Annotated[
        int,
        Field(ge=1000, le=1_048_576),
        About("値を記入できる最後の行", "farthest row that may hold something"),
    ] = 100_000
    column: Annotated[
        int,
        Field(ge=100, le=16_384),
        About("値を記入できる最後の列", "farthest column that may hold something"),
    ] = 1000
    cells: Annotated[
        int,
        Field(ge=100_000, le=50_000_000),
        About(
            "全シートの面積（A1から値のある最後の行及び列まで、空白を含むセルの数）",
            "area of all sheets from A1 to the last filled row and column, in cells, blank or not",
        ),
    ] = 8_000_000
    texts: Annotated[
        int, Field(ge=1000, le=10_000_000), About("1つのファイルに含まれる文字列の数", "texts in one file's list")
    ] = 1_000_000
    text_length: Annotated[
        int,
        Field(ge=1000, le=1_000_000),
        About("1つのセルの文字数（超える部分は切り捨て）", "characters of one cell; what is longer is cut there"),
    ] = 32_767  # what Excel holds
    seconds: Annotated[
        int, Field(ge=1, le=600), About("1つのファイルの読取りにかかる時間（秒）", "seconds to read one file")
    ] = 20
    # The same for every reader, whatever their number: the verdict on a file must not depend on the machine's cores.
    memory_mb: Annotated[
        int,
        Field(ge=256, le=16_384),
        About(
            "1つのファイルの読取りに使用するメモリ（MB）",
            "memory to read one file, in MB, where the system can limit it",
        ),
    ] = 512
    memory_total_mb: Annotated[
        int,
        Field(ge=256, le=131_072),
        About(
            "同時に読み取るファイルの全体で使用するメモリ（MB）。同時に読み取る数は、これに収まる数となります。",
            "memory to read files at the same time, in MB: no more of them are read at once than fit into it",
        ),
    ] = 1024

    @property
    def at_once(self) -> int:
        """How many files may be read at the same time."""
        return max(1, self.memory_total_mb // self.memory_mb)
