"""What the two ends of the pipes between a reader process and its parent agree on.

Asked: 8 bytes for the length of the question and 8 for that of the file, the question as JSON, the file's bytes.
Answered: 8 bytes for the length, the answer as JSON: plain values that cannot do anything when they are decoded.
"""

from __future__ import annotations

import struct

QUESTION = struct.Struct("<QQ")
ANSWER = struct.Struct("<Q")
