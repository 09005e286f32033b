"""How good the data are, in numbers: for leads of their own institution, for administrators of all."""
