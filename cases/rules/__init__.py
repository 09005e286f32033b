"""What follows from the record: the medical rules in pure Python, without Django, I/O or a clock."""
