"""What waits for a clinician: drafts, questions, cases on their way, follow-up that is due."""
