"""How people are told what became of their work: what is said, when, and on which ways."""
