"""One case on one page, for the tumour board."""
