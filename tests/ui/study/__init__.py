"""How the study is set up."""
