"""What the numbers are: statistics and comparisons over stored verdicts. Owns no table."""
