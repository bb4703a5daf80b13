"""What the public asks and complains of, with answers and clocks (更正与申诉)."""
