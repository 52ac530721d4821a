"""The mail server: its settings, a secured connection to it, and one message handed over to it."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from survey_tool.settings.mail_server import PASSWORD_VARIABLE, USER_VARIABLE, SmtpServer

OUR_NAME = "[127.0.0.1]"  # said to the server instead of the machine's name, which may be Japanese or private
ACCEPTANCE_SECONDS = 600  # RFC 5321, section 4.5.3.2.6: a server may take its time to accept a message
LOGIN_CODES = frozenset({530, 534, 535, 538})
LOST = (smtplib.SMTPServerDisconnected, ConnectionError, TimeoutError)
"""What tells that a connection is gone."""
_CLOSING, _TOO_LARGE = 421, 552
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

    def __init__(self, code: int, reply: bytes, recipient: str = "", *, of_sender: bool = False) -> None:
        """`recipient` is the address that was refused, blank where it is the sender (`of_sender`) or the message."""
        self.code, self.reply, self.recipient, self.of_sender = code, shown(reply), recipient, of_sender
        super().__init__(f"{code} {self.reply}")

    @property
    def for_now(self) -> bool:
        """Whether the server may accept it later, as it says itself: 4yz of RFC 5321, greylisting among them."""
        return self.code < 500

    @property
    def of_every_message(self) -> bool:
        """Whether it would refuse all others too: it wants a login, or never takes mail from this sender."""
        return self.code in LOGIN_CODES or (self.of_sender and not self.for_now and self.code != _TOO_LARGE)

    @property
    def of_this_connection(self) -> bool:
        """Whether the server is about to close the connection and takes nothing for a while."""
        return self.code == _CLOSING


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


def offer(
    smtp: smtplib.SMTP, sender: str, recipients: tuple[str, ...], size: int, may_lack: Collection[str] = ()
) -> tuple[RefusedError, ...]:
    """Names sender and addressees. One refused addressee refuses the message: it goes to all of them or to nobody, but for
    those that it `may_lack`; gives which of these were refused for good.

    Raises `RefusedError`; the server is ready for another message then, unless it has hung up.
    """
    lacking = []
    try:
        code, reply = smtp.mail(sender, [f"size={size}"] if smtp.has_extn("size") else [])
        if code != 250:
            raise RefusedError(code, reply, of_sender=True)
        for recipient in recipients:
            code, reply = smtp.rcpt(recipient)
            if code not in (250, 251):
                refused = RefusedError(code, reply, recipient)
                if refused.for_now or recipient not in may_lack:
                    raise refused
                lacking.append(refused)
    except RefusedError:
        begin_anew(smtp)
        raise
    return tuple(lacking)


def begin_anew(smtp: smtplib.SMTP) -> None:
    """Makes the server forget the message that it refused; some hang up as they refuse."""
    with suppress(OSError):
        smtp.rset()


def is_open(smtp: smtplib.SMTP) -> bool:
    """Whether the connection is still there, as far as the last answer told."""
    return smtp.sock is not None


def hand_over(smtp: smtplib.SMTP, message: bytes, before_end: Callable[[], None]) -> str:
    """Transmits an offered message and returns the server's answer.

    A server has no message before it has read the line with the single dot. So `before_end` is called when everything
    else was transmitted: an interruption before it means that nothing was sent, and what is uncertain shrinks to the
    time between that line and the answer. Raises `RefusedError`, or `UncertainError` where no answer came.
    """
    code, reply = smtp.docmd("DATA")
    if code != 354:
        begin_anew(smtp)
        raise RefusedError(code, reply)
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
        begin_anew(smtp)
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
