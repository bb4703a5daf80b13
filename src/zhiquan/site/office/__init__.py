"""The site's door to the register and its figures (通向登记库的门)."""
