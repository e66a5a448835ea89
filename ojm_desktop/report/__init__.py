"""Paper: PDF with reportlab and SVG, from plain values. It never sees the store; it draws text, never markup (I6)."""
