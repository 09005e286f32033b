"""A cohort as one zip of tidy tables: what each table holds, how it is written, and what says so beside it."""
