"""The forms that go out: written, and written again with more room for somebody who has run out of it."""
