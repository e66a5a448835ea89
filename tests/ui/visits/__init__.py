"""The panels of visits."""
