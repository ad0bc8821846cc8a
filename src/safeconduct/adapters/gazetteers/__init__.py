"""Fill a gazetteer from the outside: the world's cities and countries, files of districts and villages."""
