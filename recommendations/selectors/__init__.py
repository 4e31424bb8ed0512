"""Everything that is read and nothing that is changed, "as at" included.

What one page reads stands in the folder, or module, that is named as its module of views; what several read stands here.
"""
