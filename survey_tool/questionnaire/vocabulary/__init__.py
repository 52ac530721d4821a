"""How something can be asked: kinds of answer, code lists, conditions, rules, each enforced in Python and in Excel."""
