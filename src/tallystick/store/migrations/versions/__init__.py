"""The steps. Each ends by setting the guards anew (`guards.install`)."""
