"""Changes of the tables, in order (表结构变更)."""
