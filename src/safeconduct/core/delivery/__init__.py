"""Follow each message until it is known to have arrived: states, next channels, replies, and nobody left without word."""
