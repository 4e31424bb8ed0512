"""The ground: people, posts, roles, the clock and the history that the other two apps stand on."""
