"""Reports in the layouts of other systems, filled from the register (报表样式页面)."""
