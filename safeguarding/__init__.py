"""People, posts, roles, the clock and the history: the app that the other two stand on."""
