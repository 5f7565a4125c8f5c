"""People: offices, who holds them, and which state each prosecutor serves."""
