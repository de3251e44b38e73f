"""Rules on what was read: whether it is a report at all, whether it is whole, and whether its text is sound."""
