"""What a schema asks for, and values that meet it: the parts that samples are made with."""
