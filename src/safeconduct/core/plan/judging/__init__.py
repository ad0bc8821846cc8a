"""Hold the rules of the judge, a file for each kind; `core/plan/judge.py` applies them in order."""
