"""What the demo's plans say. Everything in them is invented and marked as demo data."""
