"""What is done without a person: looking at the site at night, and telling people what concerns them."""
