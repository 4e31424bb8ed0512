"""Which files may be kept, and where: by kind, by what is inside, whole or not at all."""
