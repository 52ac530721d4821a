"""One module for each kind of file: what must be checked in its bytes, and which of them the reading library may see.

Everything here runs in the child process and imports the standard library only, so that a child starts at once.
"""
