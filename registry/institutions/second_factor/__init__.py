"""The second factor: a passkey, or codes of an app. Needed outside the demonstration before any page opens."""
