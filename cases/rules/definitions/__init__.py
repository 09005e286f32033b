"""The definitions that ship with the registry, one JSON document for each version."""
