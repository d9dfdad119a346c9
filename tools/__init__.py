"""Programs for those who work on the project: samples and generated documents."""
