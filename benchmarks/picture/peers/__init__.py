"""Name the forecasters that the picture is measured against, one file a peer."""
