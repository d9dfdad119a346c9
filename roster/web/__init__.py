"""What is served over HTTP: the calendar feeds (``roster serve-feeds``)."""
