"""Board, figures and their rows as JSON-ready answers, each worked out once per snapshot and question (看板答案)."""
