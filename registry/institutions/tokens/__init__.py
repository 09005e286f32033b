"""Personal access tokens: a program reads what its person may read, and nothing else."""
