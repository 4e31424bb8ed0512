"""A plan that comes in held against the register: before anything is done, and again as it is done."""
