"""What an office is set up and looked after with: folder, people, sessions, copies, the practice office."""
