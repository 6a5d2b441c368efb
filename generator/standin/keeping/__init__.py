"""What a stand-in keeps: a store in memory or in a file."""
