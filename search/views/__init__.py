"""Between the address and the page: each view translates in, makes one call into the domain, translates out."""
