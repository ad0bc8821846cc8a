"""Keep the key that signs instructions and passes, and the secret of addresses and cards."""
