"""What is indexed, each kind of record through the same door (检索来源)."""
