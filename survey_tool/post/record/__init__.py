"""The record: what no file of a round says, because people did it. One file, only ever added to."""
