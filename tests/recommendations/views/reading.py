"""Reading a page as a test does: its source in one line."""


def text(response):
    return " ".join(response.content.decode().split())


def shown(client, user, url, status=200):
    """The page at `url` as `user` gets it."""
    client.force_login(user)
    response = client.get(url)
    assert response.status_code == status
    return text(response)
