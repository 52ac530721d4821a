"""From answers to findings and cases: every row judged by the rules of the questionnaire."""
