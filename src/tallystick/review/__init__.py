"""A review page as a file: HTML, Markdown, JSON. Nothing unsupported gets through."""
