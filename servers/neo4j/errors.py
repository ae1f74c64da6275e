"""What can go wrong before a server answers."""


class ServerProblem(Exception):
    """The server could not be fetched, started or stopped; the message says what to do about it."""


class NotInstalled(ServerProblem):
    """This machine lacks a program that the server needs: Maven, or a Java that fits."""
