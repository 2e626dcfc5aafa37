"""Judge signatures: integrity, signer, trust, revocation; what a policy asks for."""
