from flu.words import *  # noqa: F403 - moving house: import flu.words instead
