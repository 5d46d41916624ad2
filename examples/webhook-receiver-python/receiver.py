"""A receiver of InfraAudit's webhooks with Python and nothing else.

WEBHOOK_SECRET is the secret of the webhook, during a change of secrets both of them with a comma between; PORT is
8787 when absent.
"""

import base64
import hashlib
import hmac
import json
import os
import sys
import time
from collections import OrderedDict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock

SECRETS = [secret for secret in os.environ.get("WEBHOOK_SECRET", "").split(",") if secret]
TOLERANCE_SECONDS = 300
MOST_BYTES = 1024 * 1024
REMEMBERED_IDS = 10_000

if not SECRETS:
    sys.exit("Set WEBHOOK_SECRET to the secret of the webhook.")


def problem_of(headers, body):
    """Why the message is not to be believed; None when it is."""
    message_id = headers.get("webhook-id")
    timestamp = headers.get("webhook-timestamp")
    signatures = headers.get("webhook-signature")
    if not message_id or not timestamp or not signatures:
        return "a header is missing"
    if not (timestamp.isascii() and timestamp.isdigit()):
        return "the time is no number"
    if abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        return "it is too old or too new"
    signed = f"{message_id}.{timestamp}.".encode() + body
    for secret in SECRETS:
        key = base64.b64decode(secret.removeprefix("whsec_"))
        digest = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest())
        right = b"v1," + digest
        if any(hmac.compare_digest(right, given.encode()) for given in signatures.split(" ")):
            return None
    return "the signature does not fit"


# The same message may come more than once: its id says so. A real receiver keeps the ids in its database.
handled = OrderedDict()
handling = Lock()


def handle(message):
    print(f"{message['timestamp']} {message['event']} {json.dumps(message['data'])}", flush=True)


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        length = int(self.headers.get("content-length", "0"))
        if length > MOST_BYTES:
            return self.answer(413)
        body = self.rfile.read(length)  # the raw bytes: parsed and written again they would not fit
        problem = problem_of(self.headers, body)
        if problem is not None:
            print(f"refused: {problem}", flush=True)
            return self.answer(401)
        message_id = self.headers["webhook-id"]
        with handling:
            if message_id not in handled:
                handle(json.loads(body))
                handled[message_id] = True
                if len(handled) > REMEMBERED_IDS:
                    handled.popitem(last=False)
        return self.answer(204)

    def answer(self, status):
        self.send_response(status)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("", int(os.environ.get("PORT", "8787"))), Receiver)
print(f"listening on {server.server_port}", flush=True)
server.serve_forever()
