"""The pages, each a function from a request to its answer."""
