"""What readings of this extractor are kept under."""

NAME = "tagger/1"
