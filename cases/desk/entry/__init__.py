"""Where an institution enters one case: the task list, its sections, the whole case on one page, and handing it in."""
