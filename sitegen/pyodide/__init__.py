"""The Pyodide runtime of the site: downloaded, compiled, packed, published."""
