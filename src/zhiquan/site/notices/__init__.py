"""Letters to those who asked for them: what is new, what falls due (邮件提醒)."""
