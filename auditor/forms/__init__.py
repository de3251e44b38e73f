"""Forms as data, and the binding of a parsed document to one of them."""
