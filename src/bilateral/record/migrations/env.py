"""Alembic's entry: run the steps on the connection that `bilateral.record.upgrade` hands over."""

from alembic import context

from bilateral.record.schema import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True
)
with context.begin_transaction():
    context.run_migrations()
