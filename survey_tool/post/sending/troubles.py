"""What keeps a message from being sent, in words for the secretariat."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Mapping
from types import MappingProxyType

from survey_tool.post.record.keeping import RecordFileError, RecordInUseError
from survey_tool.post.record.troubles import not_accessible
from survey_tool.post.sending.smtp import LOGIN_CODES, LoginIncompleteError, LoginNotAsciiError, RefusedError, shown
from survey_tool.settings.mail_server import PASSWORD_VARIABLE, USER_VARIABLE, SmtpServer
from survey_tool.wording.handwritten import MistakesError
from survey_tool.wording.system_reasons import system_reason
from survey_tool.wording.words import Words

TO_NOBODY = Words("このメールは、どの宛先にも送信していません。", "This message was sent to none of its addressees.")
RUN_AGAIN = Words(
    "もう一度送信すると、残りのメールから再開します。",
    "Send again to go on with the messages that are left.",
)
TRY_LATER = Words("しばらく待ってから、", "Wait a while. ") + RUN_AGAIN
MEND_AND_RUN = Words("原因を取り除いた後、", "Remove the cause. ") + RUN_AGAIN

UNKNOWN_HOST = Words("メールサーバー {server} が見つかりません。", "The mail server {server} was not found.")
CHECK_HOST = Words("設定の host を確認してください。", "Please check host in the settings.")
NO_CONNECTION = Words(
    "メールサーバー {server} に接続できません（{reason}）。", "The mail server {server} cannot be reached ({reason})."
)
CHECK_PORT = Words(
    "設定の host と port、ネットワークの状態を確認してください。",
    "Please check host and port in the settings, and the network.",
)
BAD_CERTIFICATE = Words(
    "メールサーバー {server} の証明書を信頼できないため、接続を中止しました（{reason}）。",
    "The certificate of the mail server {server} is not trusted; the connection was ended ({reason}).",
)
CHECK_CERTIFICATE = Words(
    "組織内の認証局の証明書を使用している場合は、設定の ca_file に指定してください。",
    "If your organisation has its own certification authority, name its certificate as ca_file in the settings.",
)
NOT_SECURED = Words(
    "メールサーバー {server} と暗号化した接続ができません（{reason}）。暗号化しない接続では送信しません。",
    "No secured connection to the mail server {server} ({reason}). Nothing is sent without one.",
)
CHECK_SECURITY = Words(
    "設定の security（starttls 又は tls）と port の組合せを確認してください。",
    "Please check that security (starttls or tls) and port in the settings go together.",
)
UNEXPECTED = Words(
    "メールサーバー {server} から想定外の応答がありました（{reason}）。",
    "The mail server {server} gave an unexpected answer ({reason}).",
)
NOT_OFFERED = Words(
    "メールサーバー {server} は、暗号化又はログインに対応していません（{reason}）。",
    "The mail server {server} offers no secured connection or no login ({reason}).",
)
BAD_LOGIN = Words(
    "メールサーバー {server} にログインできません（{reason}）。",
    "The mail server {server} refused the login ({reason}).",
)
CHECK_LOGIN = Words(
    f"ユーザー名とパスワードを確認してください（環境変数 {USER_VARIABLE}、{PASSWORD_VARIABLE}）。",
    f"Please check the user name and the password (in the environment: {USER_VARIABLE}, {PASSWORD_VARIABLE}).",
)
HALF_LOGIN = Words(
    f"ユーザー名とパスワードは、両方を指定するか、どちらも指定しないでください（環境変数 {USER_VARIABLE}、{PASSWORD_VARIABLE}）。",
    f"Give both a user name and a password, or neither (in the environment: {USER_VARIABLE}, {PASSWORD_VARIABLE}).",
)
ASCII_LOGIN = Words(
    "ユーザー名又はパスワードに、使用できない文字があります。",
    "The user name or the password holds characters that cannot be used.",
)
LOST = Words("メールサーバー {server} との接続が切れました。", "The connection to the mail server {server} was lost.")
RECIPIENT_REFUSED = Words(
    "メールサーバーが宛先 {recipient} を受け付けませんでした（{reason}）。",
    "The mail server refused the addressee {recipient} ({reason}).",
)
STANDS_IN = Words("このアドレスは、{where}に記入されたものです。", "This address stands in {where}.")
CHECK_RECIPIENT = Words(
    "連絡先の一覧（contacts.csv）のアドレスを修正した後、もう一度送信してください。",
    "Please mend the address in the list of contacts (contacts.csv) and send again.",
)
MESSAGE_REFUSED = Words(
    "メールサーバーがメールを受け付けませんでした（{reason}）。", "The mail server refused the message ({reason})."
)
LOGIN_WANTED = Words(
    "メールサーバーがログインを求めています（{reason}）。", "The mail server asks for a login ({reason})."
)
IN_USE = Words(
    "別の実行が送信中です。終了してから、もう一度送信してください。",
    "Another run is sending at the moment. Send again when it has ended.",
)
NOWHERE: Mapping[str, Words] = MappingProxyType({})
NOT_TWICE = Words("二重送信を防ぐため、送信していません。", "Nothing is sent, so that no message goes out twice.")


def explain(error: Exception, server: SmtpServer, where: Mapping[str, Words] = NOWHERE) -> Words | None:
    """Why a message was not sent and what to do about it; nothing for an error that has nothing to do with sending.

    `where` tells of addresses that do not stand in the list of contacts where they stand.
    """
    match error:
        case LoginIncompleteError():
            return HALF_LOGIN
        case RecordInUseError():
            return IN_USE
        case MistakesError():
            return sentences(*error.lines, NOT_TWICE)
        case RecordFileError():
            return not_accessible(error)
        case RefusedError():
            return _refused(error, server, where)
        case LoginNotAsciiError():
            return sentences(ASCII_LOGIN, CHECK_LOGIN)
        case smtplib.SMTPException():
            return _smtp(error, server)
        case OSError():
            return _connection(error, server)
    return None


def sentences(*parts: Words) -> Words:
    """Sentences one after the other."""
    return Words("".join(part.ja for part in parts), " ".join(part.en for part in parts))


def refused_recipient(error: RefusedError, where: Mapping[str, Words]) -> Words:
    """Which addressee the server refused, how it said so, and where the address stands if that is not the list of contacts."""
    refused = RECIPIENT_REFUSED.fill(recipient=error.recipient, reason=f"{error.code} {error.reply}")
    found = where.get(error.recipient)
    return sentences(refused, STANDS_IN.fill(where=found)) if found else refused


def _refused(error: RefusedError, server: SmtpServer, where: Mapping[str, Words]) -> Words:
    reason = f"{error.code} {error.reply}"
    after = TRY_LATER if error.for_now else MEND_AND_RUN
    if error.code in LOGIN_CODES:
        return sentences(LOGIN_WANTED.fill(server=server.address, reason=reason), CHECK_LOGIN)
    if error.recipient:
        return sentences(refused_recipient(error, where), TO_NOBODY, after if error.for_now else CHECK_RECIPIENT)
    return sentences(MESSAGE_REFUSED.fill(reason=reason), TO_NOBODY, after)


def _smtp(error: smtplib.SMTPException, server: SmtpServer) -> Words:
    reason = _reason(error)
    match error:
        case smtplib.SMTPAuthenticationError():
            return sentences(BAD_LOGIN.fill(server=server.address, reason=reason), CHECK_LOGIN)
        case smtplib.SMTPServerDisconnected():
            return sentences(LOST.fill(server=server.address), TO_NOBODY, RUN_AGAIN)
        case smtplib.SMTPNotSupportedError():
            return sentences(NOT_OFFERED.fill(server=server.address, reason=reason), CHECK_SECURITY)
    return sentences(UNEXPECTED.fill(server=server.address, reason=reason), CHECK_SECURITY)


def _connection(error: OSError, server: SmtpServer) -> Words:
    reason = _reason(error)
    match error:
        case ssl.SSLCertVerificationError():
            return sentences(BAD_CERTIFICATE.fill(server=server.address, reason=reason), CHECK_CERTIFICATE)
        case ssl.SSLError():
            return sentences(NOT_SECURED.fill(server=server.address, reason=reason), CHECK_SECURITY)
        case socket.gaierror():
            return sentences(UNKNOWN_HOST.fill(server=server.address), CHECK_HOST)
    return sentences(NO_CONNECTION.fill(server=server.address, reason=reason), CHECK_PORT)


def _reason(error: Exception) -> Words | str:
    match error:
        case smtplib.SMTPResponseException():
            return f"{error.smtp_code} {shown(error.smtp_error)}"
        case ssl.SSLCertVerificationError():
            return error.verify_message
        case OSError() if error.strerror:
            return system_reason(error)
    return shown(str(error))
