"""Claims from documents: numbers, dates, places, actors, speech, and the extractors."""
