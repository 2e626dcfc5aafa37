"""A ministry over its offices: its database prepared, its list kept, what it sees of them. It acts in none of them."""
