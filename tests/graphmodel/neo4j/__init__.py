"""The server store on its own."""
