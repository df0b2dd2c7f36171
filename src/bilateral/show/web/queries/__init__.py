"""What the pages ask the record."""
