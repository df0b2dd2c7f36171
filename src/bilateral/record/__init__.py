"""The store of a record: its tables, what is put into them, and what is asked of them.

`bilateral.record.store.Record` opens a record; the other modules are functions over its connections, one for each thing
that a record keeps. What belongs to SQLite or PostgreSQL alone stands in `sqlite` and `postgres`.
"""
