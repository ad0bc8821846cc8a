"""Let people tell a true instruction and a true gate pass from a forged, old or foreign one."""
