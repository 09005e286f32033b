"""The figures of a cohort: from its readable members to numbers, and from those to drawings and files."""
