"""One module for each kind of file: what must be checked in its bytes, and which of them the reading library may see."""
