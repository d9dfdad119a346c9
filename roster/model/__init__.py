"""The domain: what is rostered, under which rules; imports no third-party package but pydantic."""
