"""Commands about what was decided: history, differences, backups, files taken back in."""
