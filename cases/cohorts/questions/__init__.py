"""Questions about cases that the reader may not read: counted, answered within a budget, seen by administrators."""
