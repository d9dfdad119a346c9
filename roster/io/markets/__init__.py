"""Markets (逢集) and fairs (庙会) in the clerk's words, and the dates of a month they mean."""

from roster.io.markets.fairs import FAIRS, Fairs, fairs
from roster.io.markets.market import MARKET, Market, market

__all__ = ["FAIRS", "MARKET", "Fairs", "Market", "fairs", "market"]
