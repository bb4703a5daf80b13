"""The calendar feed of an account's deadlines (期限日历订阅)."""
