"""All that runs while MkDocs builds; mkdocs_hooks.py lists the steps in their order."""
