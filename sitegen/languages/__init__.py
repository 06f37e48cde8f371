"""Both languages: their names and links, the English build, checks that pages are translated."""
