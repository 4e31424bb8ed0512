"""What the plan lacks: the checks, how many there are of each, and each as a sentence."""
