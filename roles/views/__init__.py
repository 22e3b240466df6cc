"""The pages of the ground floor, a module a subject."""
