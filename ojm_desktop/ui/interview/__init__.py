"""The interview: one person at a table, guided through the questionnaire, the journey drawing itself beside it."""
