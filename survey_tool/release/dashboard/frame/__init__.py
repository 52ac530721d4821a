"""The frame of every sheet that people read: head, dropdowns, and how it is written."""
