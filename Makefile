# For those who have make: hands every verb on to ./dev. Arguments: make test ARGS="-k dates"
VERBS := setup run test check fix docs bench attack audit drills desk mutants lock clean

.PHONY: help $(VERBS)
help:
	@./dev
$(VERBS):
	@./dev $@ $(ARGS)
