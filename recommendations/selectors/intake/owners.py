"""Which post an owner's words in a document mean."""

from safeguarding.models import Post

from .answers import NEW, NOBODY, POST


class Owners:
    """The posts of the register by title and by other spelling, and what was answered about words that match none.

    One query.
    """

    def __init__(self, answers):
        self.posts = {post.pk: post for post in Post.objects.all()}
        self.answered = answers.owners
        self.by_words = {}
        for post in list(self.posts.values()):
            self.add(post)

    def add(self, post):
        """Know this post too."""
        self.posts[post.pk] = post
        for spelling in (post.title, *post.aliases.splitlines()):
            self.by_words.setdefault(folded(spelling), post)

    def post(self, words):
        """The Post that the words mean, or None: nobody is named, nothing was answered, or a post is to be made."""
        found = self.by_words.get(folded(words))
        choice = self.answered.get(words, "")
        if found is None and choice.startswith(POST):
            key = choice.removeprefix(POST)
            return self.posts.get(int(key)) if key.isdecimal() else None
        return found

    def is_new(self, words):
        """Whether a post of this name is to be made."""
        return bool(words.strip()) and self.post(words) is None and self.answered.get(words) == NEW

    def meant(self, words):
        """The post that the words mean or would make, in words; "" for none."""
        return str(self.post(words or "") or (f"a new post, {words}" if self.is_new(words or "") else ""))

    def unknown(self, words):
        """Whether the words name somebody whom the register does not know, and nothing was answered about them."""
        return bool(words.strip()) and self.post(words) is None and self.answered.get(words) not in (NEW, NOBODY)


def folded(words):
    """Words made comparable: case and runs of space levelled."""
    return " ".join(words.casefold().split())
