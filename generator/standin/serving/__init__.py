"""A stand-in on the network: the server, faults on demand, control, and the page for people."""
