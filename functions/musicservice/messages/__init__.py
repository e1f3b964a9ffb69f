"""What we write to people: each message defined once, worded by language, written as plain text and as HTML.

It decides what a message says and how it looks. It refuses to know who gets it, and how it is sent or sealed.
"""
