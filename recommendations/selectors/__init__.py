"""Every question, "as at" included.

What one page asks stands in the folder, or module, that is named as its module of views; what several ask stands here.
"""
