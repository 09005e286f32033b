"""Invitations: how somebody who was given a role gets into the account that was made for them."""
