"""Requests for access: a researcher asks, each institution answers for itself, an administrator opens the project."""
