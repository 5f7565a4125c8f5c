"""What every test may use."""

pytest_plugins = ["tests.telegram_world", "tests.postgres"]
