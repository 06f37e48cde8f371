"""What pages may load and who may frame them; the frame in which Python runs."""
