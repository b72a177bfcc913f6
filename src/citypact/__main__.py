"""``python -m citypact``: the same command line as ``citypact``."""

from citypact.cli.main import main

if __name__ == "__main__":
    main()
