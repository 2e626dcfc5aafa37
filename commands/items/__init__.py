"""What people do with items: contribute, the steps, papers that go out and come back, and looking."""
