"""What a document means, noun by noun, once its shape is right."""
