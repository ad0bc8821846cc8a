"""Run what hostile input could stall or swell in a process that can be killed."""
