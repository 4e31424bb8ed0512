"""Reading the documents a force and its boards send: words in, a preview out. Nothing here keeps or decides anything."""
