"""Questions at the fields of a case: asked by a reviewer or by the registry, answered by the institution; and ticks."""
