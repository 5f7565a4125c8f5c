"""Places: countries and cities, and whether somebody is said to be there."""
