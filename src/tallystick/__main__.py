"""``python -m tallystick`` does what ``tallystick`` does."""

from tallystick.cli import main

if __name__ == "__main__":
    main()
