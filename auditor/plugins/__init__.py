"""Plugins: the hooks they implement, relation packs, and the loading of both."""
