"""The controls every page is made of; each reads its colours and sizes from the theme in force."""
