"""The settings of the mail server that `mail --smtp` sends with."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from survey_tool.settings.tables import About, DataFile, Settings

USER_VARIABLE = "SURVEY_TOOL_SMTP_USER"
PASSWORD_VARIABLE = "SURVEY_TOOL_SMTP_PASSWORD"
HOST_PATTERN = r"^[0-9A-Za-z.:-]+$"

Security = Literal["starttls", "tls"]
USUAL_PORT: dict[Security, int] = {"starttls": 587, "tls": 465}


class SmtpServer(Settings):
    """The mail server. Nothing is sent over a connection that is not secured; the login stands elsewhere."""

    host: Annotated[
        str,
        Field(pattern=HOST_PATTERN),
        About("メールサーバーの名前", "the server's name", example="smtp.example.go.jp"),
    ]
    security: Annotated[
        Security, About("暗号化の方式（starttls 又は tls）", "how the connection is secured: starttls or tls")
    ] = "starttls"
    port: Annotated[
        Annotated[int, Field(ge=1, le=65535)] | None,
        About(
            "ポート番号（通常は starttls が587、tls が465）",
            "port; usually 587 for starttls, 465 for tls",
            example="587",
        ),
    ] = None
    ca_file: Annotated[
        DataFile | None,
        About(
            "組織内の認証局の証明書（PEM形式）",
            "certificate of your own certification authority (PEM)",
            example="ca.pem",
        ),
    ] = None
    timeout_seconds: Annotated[int, Field(ge=1, le=600), About("応答を待つ秒数", "seconds to wait for an answer")] = 60

    @property
    def address(self) -> str:
        """Host and port, as a message to the user names them."""
        return f"{self.host}:{self.usual_port}"

    @property
    def usual_port(self) -> int:
        """The port given, else the usual one."""
        return self.port or USUAL_PORT[self.security]
