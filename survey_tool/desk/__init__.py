"""The desk: the round in a window of the browser, for somebody who knows no command line.

A second thin face beside `cli/`: every act is a function of `post/`, `intake/` or `release/`, every sentence about the round is
theirs.
"""
