"""What people keep of cohorts: the pages of saved cohorts and frozen runs."""
