"""What is asked: models, code lists, rules, labels. Imports nothing else of ours."""
