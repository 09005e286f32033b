"""Proof that the person at the keyboard is still the one who signed in, asked for before what cannot be undone."""
