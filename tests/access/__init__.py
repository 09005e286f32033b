"""The declared access matrix (docs/access-matrix.toml): who opens which address, about whose thing, by which method."""
