"""Certificates: issuing, drawing, checking."""
