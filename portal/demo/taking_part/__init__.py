"""People who took part in the demo's events. All of them are invented: their family names are names of flowers."""
