"""Invented patients with known answers, written as case JSON: the project's only generator of cases.

One patient is drawn in stations, each a module: `templates` and `edges` draw a plan and know its answer; `people`,
`disease`, `treatment`, `scans`, `skin` and `course` write the plan down as records; `patients` puts them together.
Nothing here imports the rules that the answers are meant to check. The distributions are those of
docs/synthetic-registry.md.
"""
