"""One module for each kind of page: ``show`` draws it, ``act`` does what its form asks for."""
