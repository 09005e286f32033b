"""The page of the quick line: what a typed course would become, drawn, and written once it is confirmed."""
