"""``./dev mutants``: change the rules in one small place, and see whether a test notices."""
