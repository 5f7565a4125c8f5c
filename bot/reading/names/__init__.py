"""Names: persons as a text writes them, in every script."""
