"""Read foreign files in a child process with limits; its answer is parsed, never unpickled."""
