"""Papers that go out: their contents as plain words first; lib/ makes the bytes. Nothing here asks who may see what."""
