"""Questionnaires: workbooks and XForms read into a `domain.form.Form`, expressions compiled, a form being answered."""
