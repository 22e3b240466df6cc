"""The site's content for other programs, read only: see docs/api.md for what is promised.

A module for each subject; `lists` holds what lists share, `problems` the one shape of errors, `middleware` what holds
for every address under /api/.
"""
