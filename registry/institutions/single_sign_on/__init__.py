"""Single sign-on by OpenID Connect: another server says who somebody is; who has an account is decided here."""
