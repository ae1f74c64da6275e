"""`python -m remit` is the command line `remit`."""

from remit.api.cli import main

if __name__ == "__main__":
    main()
