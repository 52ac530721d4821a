"""Names that Windows keeps for itself."""

from __future__ import annotations

import re

DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(?:\.|$)")
"""How a name begins that means a device on Windows, whatever its ending: neither a file nor a folder can be called so there."""
