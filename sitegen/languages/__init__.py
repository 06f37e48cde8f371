"""The two languages: names, links, the English build, checks of translations."""
