"""What a document that came in would do to the register: asked before anything is done, and again as it is done."""
