"""Send texts through a gateway that is asked over HTTP."""
