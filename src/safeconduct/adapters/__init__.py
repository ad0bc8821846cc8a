"""Fill the ports: case files, plan files, map importers, the HTML report."""
