"""A small OpenID Connect server over HTTP: signs its tokens, hands a code out once, checks secret and PKCE."""

import base64
import hashlib
import json
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "registry", "a-secret-of-the-tests"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class IdentityServer:
    """``person``: claims about whoever is in front of it. ``says``: claims that it tells otherwise than it should."""

    address: str = ""
    person: dict = field(default_factory=dict)
    says: dict = field(default_factory=dict)
    signed_in_at: float = field(default_factory=time.time)
    codes: dict[str, dict] = field(default_factory=dict)
    asked: list[dict] = field(default_factory=list)

    def configuration(self) -> dict:
        named = {name: f"{self.address}/{name}" for name in ("authorize", "token", "userinfo", "jwks")}
        return {
            "issuer": self.address,
            "authorization_endpoint": named["authorize"],
            "token_endpoint": named["token"],
            "userinfo_endpoint": named["userinfo"],
            "jwks_uri": named["jwks"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def authorize(self, query: dict) -> str:
        """Where the browser is sent back to, with a code."""
        self.asked.append(query)
        if query.get("prompt") == "login":
            self.signed_in_at = time.time()
        code = uuid.uuid4().hex
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict) -> dict | None:
        asked = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proved = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        known = (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)
        if asked is None or not known or asked.get("code_challenge") != proved:
            return None
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, "auth_time": int(self.signed_in_at)}
        signed = jwt.encode(claims | self.person | self.says, KEY, algorithm="RS256", headers={"kid": "one"})
        return {"access_token": "opaque", "token_type": "Bearer", "expires_in": 300, "id_token": signed}

    def keys(self) -> dict:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [public | {"kid": "one", "alg": "RS256", "use": "sig"}]}


@contextmanager
def running() -> Iterator[IdentityServer]:
    """Such a server on a port of its own, in a thread of this process."""
    server = IdentityServer()
    web = ThreadingHTTPServer(("127.0.0.1", 0), _handler(server))
    server.address = f"http://127.0.0.1:{web.server_address[1]}"
    thread = threading.Thread(target=web.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        web.shutdown()
        web.server_close()
        thread.join()


def _handler(server: IdentityServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            at = urlsplit(self.path)
            if at.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", server.authorize({key: one[0] for key, one in parse_qs(at.query).items()}))
                self.end_headers()
                return
            pages = {
                "/.well-known/openid-configuration": server.configuration,
                "/jwks": server.keys,
                "/userinfo": lambda: server.person,
            }
            self._answer(pages[at.path]())

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer(server.token({key: one[0] for key, one in parse_qs(body).items()}))

        def _answer(self, content: dict | None):
            body = json.dumps(content or {"error": "invalid_grant"}).encode()
            self.send_response(200 if content else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            """Quiet."""

    return Handler
