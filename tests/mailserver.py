"""A real mail server for tests: TLS with a certificate of its own, a login, and faults on demand."""

from __future__ import annotations

import asyncio
import gc
import shutil
import socket
import ssl
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from survey_tool.settings.mail_server import PASSWORD_VARIABLE, USER_VARIABLE, Security, SmtpServer

HOST = "localhost"
USER, PASSWORD = "jimu@example.go.jp", "correct horse"
LOGIN = {USER_VARIABLE: USER, PASSWORD_VARIABLE: PASSWORD}

LOST_BEFORE = "the connection is lost before the server takes the message"
LOST_AFTER = "the server takes the message, and its answer is lost"


@dataclass(frozen=True)
class Certificate:
    """A self-made certificate for `HOST` and its key."""

    certificate: Path
    key: Path


@dataclass(frozen=True)
class Received:
    """A message that the server has accepted."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes

    @property
    def message_id(self) -> str:
        (line,) = [line for line in self.content.split(b"\r\n") if line.startswith(b"Message-ID: ")]
        return line.removeprefix(b"Message-ID: ").decode("ascii")


@dataclass
class MailServer:
    """What the server has received, and what it is told to do.

    `refuse` answers an address with a reply; `faults` are used up one by one, a message each: `LOST_BEFORE`,
    `LOST_AFTER`, a reply in place of acceptance, or nothing. `at` has a fault for the first message that comes to a stage (`mail`,
    `rcpt`, `data`, `end`): a reply, `hang up`, or both; with `lasting` for every message.
    """

    port: int
    certificate: Certificate
    security: Security
    received: list[Received] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    faults: list[str | None] = field(default_factory=list)
    at: dict[str, str] = field(default_factory=dict)
    lasting: bool = False
    logins: list[str] = field(default_factory=list)
    secured: list[bool] = field(default_factory=list)
    connections: set[SMTP] = field(default_factory=set)

    @property
    def settings(self) -> SmtpServer:
        return SmtpServer(
            host=HOST, port=self.port, security=self.security, ca_file=self.certificate.certificate, timeout_seconds=5
        )

    def forget(self) -> None:
        """Nothing was received yet, and nothing is to befall."""
        for left_over in (self.received, self.refuse, self.faults, self.logins, self.secured, self.at):
            left_over.clear()
        self.lasting = False

    def deliveries(self) -> Counter[tuple[str, str]]:
        """How often each addressee has received each message."""
        return Counter((message.message_id, each) for message in self.received for each in message.recipients)

    def settle(self) -> None:
        """Waits until nothing is under way."""
        for attempt in range(500):
            if not self.connections:
                return
            gc.collect(
                min(attempt, 2)
            )  # closes sockets of runs that were cut off; what is young first, which costs little
            time.sleep(0.01)
        raise AssertionError("a connection to the server was left open")

    def befalls(self, stage: str, server: SMTP) -> str | None:
        """What is answered at a stage in place of acceptance; the connection may be closed as well."""
        fault = self.at.get(stage) if self.lasting else self.at.pop(stage, None)
        if fault and fault.endswith("hang up"):
            transport = server.transport
            assert isinstance(transport, asyncio.Transport)
            if "," in fault:
                server.loop.call_soon(transport.close)  # when the answer is written
            else:
                transport.abort()
        return fault.partition(",")[0] if fault else None

    async def handle_MAIL(  # noqa: N802 (aiosmtpd finds its hooks by these names)
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if fault := self.befalls("mail", server):
            return fault
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 (aiosmtpd finds its hooks by these names)
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if fault := self.befalls("rcpt", server):
            return fault
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 (the same)
        self.secured.append(bool(session.ssl) or self.security == "tls")
        if said := self.befalls("end", server):
            return said
        fault = self.faults.pop(0) if self.faults else None
        if fault in (None, LOST_AFTER):
            assert isinstance(envelope.content, bytes)
            self.received.append(Received(envelope.mail_from or "", tuple(envelope.rcpt_tos), envelope.content))
        if fault in (LOST_BEFORE, LOST_AFTER):
            assert server.transport
            server.transport.close()
        return fault or "250 accepted"

    def check_login(self, *login: Any) -> AuthResult:
        data = login[-1]
        assert isinstance(data, LoginPassword)
        self.logins.append(data.login.decode())
        right = data == LoginPassword(USER.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=right)  # not handled: aiosmtpd answers with its refusal


@contextmanager
def running(certificate: Certificate, security: Security = "starttls") -> Iterator[MailServer]:
    """A server in a thread of this process, on a port of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    mail = MailServer(port, certificate, security)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.certificate, certificate.key)
    implicit = security == "tls"

    class Counted(SMTP):
        def connection_made(self, transport: Any) -> None:
            mail.connections.add(self)
            super().connection_made(transport)

        async def smtp_DATA(self, argument: str) -> None:  # noqa: N802 (the same)
            if fault := mail.befalls("data", self):
                await self.push(fault)
            else:
                await super().smtp_DATA(argument)

        def connection_lost(self, error: Exception | None) -> None:
            super().connection_lost(error)
            mail.connections.discard(self)

    class Server(Controller):
        def factory(self) -> SMTP:
            return Counted(
                mail,
                hostname=HOST,
                tls_context=None if implicit else context,
                require_starttls=not implicit,
                auth_required=True,
                auth_require_tls=not implicit,  # it does not know that its connection is secured from the start
                authenticator=mail.check_login,
            )

    controller = Server(mail, hostname="127.0.0.1", port=port, ssl_context=context if implicit else None)
    controller.start()
    try:
        yield mail
    finally:
        controller.stop()


def make_certificate(folder: Path) -> Certificate | None:
    """Made by the `openssl` program; nothing where there is none."""
    program = shutil.which("openssl")
    if not program:
        return None
    made = Certificate(folder / "certificate.pem", folder / "key.pem")
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    names = ("-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}")
    files = ("-keyout", str(made.key), "-out", str(made.certificate))
    subprocess.run([program, "req", "-x509", *curve, "-days", "2", *names, *files], check=True, capture_output=True)
    return made
