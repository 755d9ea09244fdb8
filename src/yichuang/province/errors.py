class ProvinceError(Exception):
    """Facts or an engine that cannot be used: one line with cause and remedy."""
