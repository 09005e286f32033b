"""Help: a page per task, in words, found from the page that it helps with."""
