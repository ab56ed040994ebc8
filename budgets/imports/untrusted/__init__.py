"""What is done with the bytes of a file that somebody uploaded, in a process of its own.

A file may be made to take all memory or all time, and the library that reads it cannot be
interrupted; so this runs apart, under limits, and knows the standard library and calamine only:
no Django, no database, no settings, and a start of a few hundredths of a second.
"""
