"""How dates and numbers are read and printed in each language; stock Django refuses 31.12.2024 in Estonian."""
