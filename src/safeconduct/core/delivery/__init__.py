"""Follow each message until it has arrived: states, next channels, replies, and nobody left without word."""
