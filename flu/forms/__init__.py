"""What may be typed, tidied, and how long. Forms never save."""
