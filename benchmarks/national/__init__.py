"""A national rehearsal: 47 prefectures, their mails, two rounds, by commands and by the desk: `python -m benchmarks.national`."""
