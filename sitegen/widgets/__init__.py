"""The scripts of the site, and the first run of each widget in its page."""
