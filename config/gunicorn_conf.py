"""How gunicorn serves the application: as it stands for `make run`, through the environment in production."""

import os
from typing import Any

wsgi_app = "config.wsgi:application"
bind = f"{os.environ.get('BIND_HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "1"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
loglevel = os.environ.get("GUNICORN_LOG_LEVEL", "warning")
control_socket_disable = True  # the running server is not steered through a socket in someone's home


def when_ready(server: Any) -> None:
    """Say where the application is and, under `make run`, with which accounts to enter it."""
    print(f"\nRegiobegroting draait op http://{bind}/", flush=True)
    if os.environ.get("SHOW_DEMO_ACCOUNTS"):
        print("Log in als adviseur, financien, portefeuillehouder, beheerder of lezer, of als buurregio")
        print("(een andere regio); het wachtwoord is steeds: demo")
        print("Stoppen: Ctrl-C", flush=True)
