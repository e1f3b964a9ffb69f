"""How a sum is written: whole pence as pounds."""

PENCE = 100


def money(pence: int) -> str:
    """A sum in whole pence as "£53.50", or "£12" where there are no odd pence."""
    sign = "-" if pence < 0 else ""
    pounds, odd = divmod(abs(pence), PENCE)
    return f"{sign}£{pounds:,}" + (f".{odd:02}" if odd else "")
