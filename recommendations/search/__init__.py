"""The texts that can be found (models.search): written when a verb ends, checked and made anew by a command, indexed."""
