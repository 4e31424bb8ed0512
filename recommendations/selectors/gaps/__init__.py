"""The gaps in the plan: the checks, how many there are of each, and each as a sentence."""
