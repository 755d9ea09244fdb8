"""Argon2 with the least it may take: what the tests ask is who gets in, not how long a guess lasts."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickHasher(Argon2PasswordHasher):
    time_cost, memory_cost, parallelism = 1, 8, 1
