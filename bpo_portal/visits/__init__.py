"""Counts visits of role pages without knowing who came: no cookie, no address and no browser is kept.

`middleware` decides what is a visit, `counter` adds up in memory until the sums are saved, `report` is what
editors see of them in the admin.
"""
