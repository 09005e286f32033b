"""The life of a project: made, approved by a second person, extended, closed; who is in it; what each member reads."""
