"""What the two ends of the pipes between a reader process and its parent agree on.

Asked: 8 bytes for the length of the question and 8 for that of the file, the question as JSON, the file's bytes.
Answered: 8 bytes for the length of the answer and 8 for that of what was taken out of the file, the answer as JSON (plain
values that cannot do anything when they are decoded), the bytes of what was taken out, one after the other.
"""

from __future__ import annotations

import struct

MESSAGE = struct.Struct("<QQ")
