"""Back-up, restore and upgrade of lake and desk as one pair (备份、恢复、升级)."""
