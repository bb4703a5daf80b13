"""Looking through the register page by page, within what a reader may see (浏览登记册)."""
