"""Numbers to figures: each function takes frozen numbers and gives a `Figure`. Pure: no reader, database or clock."""
