"""The instruments: each turns a pitch into samples."""
