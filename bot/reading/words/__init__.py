"""Words: an article cut into sentences, words and the typed spans of its language."""
