"""A round that nobody has run: 47 prefectures with invented, fully answered cases, drawn from the declarations."""
