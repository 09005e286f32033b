"""The definition as a reader of the paper would want it: timelines, answers and reasons."""
