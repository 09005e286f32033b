"""What every test has: the tests' own PostgreSQL, no way to another machine, and an application to browse."""

pytest_plugins = ["tests.cluster", "tests.collector", "tests.dealing", "tests.network", "tests.served", "tests.world"]
