"""How fast and how small FLU is, told beside its own ceilings in one run: `make bench`."""
