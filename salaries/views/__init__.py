"""The pages of pay: published figures, comparison, in-hand estimate, offer check."""
