"""The role as which verdicts are derived; it stands in the house, because other rooms follow the record too."""

from registry.database.deriver import as_deriver

__all__ = ["as_deriver"]
