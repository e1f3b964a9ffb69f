"""How near two spellings are. It only compares: what a slip means is for others to say."""


def one_slip(one: str, other: str) -> bool:
    """Whether one letter is missing, added or wrong, or two neighbours changed places; equal counts too."""
    same = min(len(one), len(other))
    start = next((n for n in range(same) if one[n] != other[n]), same)
    left, right = one[start:], other[start:]
    swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
    return swapped or left[1:] == right or left == right[1:] or left[1:] == right[1:]
