"""The Python that readers run: downloaded, compiled, packed, published."""
