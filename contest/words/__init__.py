"""What those who write rulebooks are told, in their language."""
