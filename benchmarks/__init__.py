"""How fast the product is, beside the libraries underneath and beside other tools: `make bench`."""
