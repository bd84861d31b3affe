"""The server: Voilà with our own pages before it, on one port, for those who hold a link."""
