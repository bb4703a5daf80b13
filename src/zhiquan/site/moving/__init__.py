"""Moving the desk from one database to another, and checking that it arrived whole (工作库迁移)."""
