"""What befell people: the words of harm and the people under them."""
