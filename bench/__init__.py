"""How fast Qalqan is, as ratios to a bare page of the same run: `make bench`."""
