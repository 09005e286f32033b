"""The language of cohorts: a question as text, terms, sentence and SQL (docs/cohort-query.md, docs/adr/0025)."""
