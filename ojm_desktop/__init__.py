"""OJM Desktop: an offline program for Offender Journey Mapping."""

__version__ = "0.1.0"
