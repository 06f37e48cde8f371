"""The steps of the build; mkdocs_hooks.py calls them in their order."""
