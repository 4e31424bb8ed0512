"""The queue of the DCC, and each thing in it as it is decided on."""
