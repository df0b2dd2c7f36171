"""The stages of a run as pure functions: tables in, tables out (schemas in `bilateral.running.tables`)."""
