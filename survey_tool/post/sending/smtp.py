"""The mail server: its settings, a secured connection to it, and one message handed over to it."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from survey_tool.settings.mail_server import PASSWORD_VARIABLE, USER_VARIABLE, SmtpServer

OUR_NAME = "[127.0.0.1]"  # said to the server instead of the machine's name, which may be Japanese or private
ACCEPTANCE_SECONDS = 600  # RFC 5321, section 4.5.3.2.6: a server may take its time to accept a message
LINE_DOT = re.compile(rb"(?m)^\.")


@dataclass(frozen=True, slots=True)
class Login:
    """Who logs in; the password is never shown."""

    user: str
    password: str = field(repr=False)


class LoginIncompleteError(Exception):
    """Only one of the two variables of the login is set."""


class LoginNotAsciiError(Exception):
    """The user or the password holds characters that the ways of logging in do not know."""


class RefusedError(Exception):
    """The server refused a message for certain: it was not accepted for any addressee."""

    def __init__(self, code: int, reply: bytes, recipient: str = "") -> None:
        """`recipient` is the address that was refused, blank where it is the sender or the message."""
        self.code, self.reply, self.recipient = code, shown(reply), recipient
        super().__init__(f"{code} {self.reply}")


class UncertainError(Exception):
    """The connection ended between the end of a message and the server's answer."""


def login_from(environment: Mapping[str, str]) -> Login | None:
    """The login in the environment; none where neither variable is set. Raises `LoginIncompleteError`."""
    user, password = environment.get(USER_VARIABLE, ""), environment.get(PASSWORD_VARIABLE, "")
    if bool(user) != bool(password):
        raise LoginIncompleteError
    return Login(user, password) if user else None


@contextmanager
def connected(server: SmtpServer, login: Login | None) -> Iterator[smtplib.SMTP]:
    """A secured connection, logged in. Raises `OSError` (all of smtplib's and ssl's are) and `LoginNotAsciiError`."""
    context = ssl.create_default_context(cafile=server.ca_file)
    smtp = _connect(server, context)
    try:
        if server.security == "starttls":
            smtp.starttls(context=context)
        smtp.ehlo_or_helo_if_needed()
        _log_in(smtp, login)
        yield smtp
        with suppress(OSError):  # what was to be sent is sent
            smtp.quit()
    finally:
        smtp.close()


def offer(smtp: smtplib.SMTP, sender: str, recipients: tuple[str, ...], size: int) -> None:
    """Names sender and addressees. One refused addressee refuses the message: it goes to all of them or to nobody."""
    _expect(250, smtp.mail(sender, [f"size={size}"] if smtp.has_extn("size") else []))
    for recipient in recipients:
        code, reply = smtp.rcpt(recipient)
        if code not in (250, 251):
            with suppress(OSError):  # some servers hang up as they refuse
                smtp.rset()
            raise RefusedError(code, reply, recipient)


def hand_over(smtp: smtplib.SMTP, message: bytes, before_end: Callable[[], None]) -> str:
    """Transmits an offered message and returns the server's answer.

    A server has no message before it has read the line with the single dot. So `before_end` is called when everything
    else was transmitted: an interruption before it means that nothing was sent, and what is uncertain shrinks to the
    time between that line and the answer. Raises `RefusedError`, or `UncertainError` where no answer came.
    """
    _expect(354, smtp.docmd("DATA"))
    smtp.send(LINE_DOT.sub(b"..", message))
    try:
        before_end()
    except BaseException:
        smtp.close()  # anything but the single dot, QUIT too, would be read as part of the message
        raise
    try:
        code, reply = _end(smtp)
    except OSError as error:
        raise UncertainError from error
    if code == 250:
        return shown(reply)
    if 400 <= code < 600:
        raise RefusedError(code, reply)
    raise UncertainError


def _end(smtp: smtplib.SMTP) -> tuple[int, bytes]:
    if smtp.sock:
        smtp.sock.settimeout(ACCEPTANCE_SECONDS)
    smtp.send(b".\r\n")
    answer = smtp.getreply()
    if smtp.sock:
        smtp.sock.settimeout(smtp.timeout)
    return answer


def shown(reply: bytes | str) -> str:
    """A server's answer as it may stand in a message to the user."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())[:300]


def _connect(server: SmtpServer, context: ssl.SSLContext) -> smtplib.SMTP:
    timeout = float(server.timeout_seconds)
    if server.security == "tls":
        return smtplib.SMTP_SSL(server.host, server.usual_port, OUR_NAME, timeout=timeout, context=context)
    return smtplib.SMTP(server.host, server.usual_port, OUR_NAME, timeout=timeout)


def _log_in(smtp: smtplib.SMTP, login: Login | None) -> None:
    if login:
        try:
            smtp.login(login.user, login.password)
        except UnicodeError as error:
            raise LoginNotAsciiError from error


def _expect(wanted: int, answer: tuple[int, bytes]) -> None:
    code, reply = answer
    if code != wanted:
        raise RefusedError(code, reply)
