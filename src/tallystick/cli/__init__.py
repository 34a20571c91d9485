"""The terminal: arguments to commands and views, answers to stdout, talk to stderr."""


def main() -> None:
    """Run the program. Exit 0 done, 1 findings or refused inputs, 2 usage, 3 setup."""
    from tallystick.cli.app import run

    run()
