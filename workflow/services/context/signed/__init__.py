"""What is signed and by whom: manifests, statements, the order of signers, verdicts, and files that stay offline."""
