"""A package, so that its fixtures last as long as the tests of this folder and no longer."""
