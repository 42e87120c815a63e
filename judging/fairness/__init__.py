"""What a fairness report says of a round: figures, each with its formula's inputs and size."""
