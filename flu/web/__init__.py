"""Between Flask and the nouns: doors, answers, assets, errors."""
