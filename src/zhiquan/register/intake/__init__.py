"""From any office file to rows of the register: open, understand, read values, account for every row (文件接收)."""
