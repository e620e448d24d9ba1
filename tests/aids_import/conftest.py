"""What tests of the import share with those of aids."""

from tests.aids.conftest import heard

__all__ = ["heard"]
