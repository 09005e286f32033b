"""Questions of the review: beside the fields they are about, as a list, asked of many at once, and as figures."""
