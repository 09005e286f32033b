"""What happens when a case may no longer be used: it is gone for everybody at once, and a tombstone stays."""
