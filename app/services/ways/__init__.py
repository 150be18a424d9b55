"""The ways to people and their programs: what is sent by each, and what an answer means."""
