"""The steps that bring a record of an older version up to this one."""
