"""Commands about need: how often to visit, where the year will end, whether figures add up."""
