"""Facts: the record of one visit, each field from the step that knows it."""
