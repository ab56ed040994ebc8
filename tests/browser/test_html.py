"""Every page as the server sends it passes the Nu HTML checker."""

import json
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from budgets.models import ImportFile
from municipalities.models import ApiToken
from tests.browser.conftest import BUDGET, FULL_SCENARIO
from tests.browser.test_accessibility import PAGES
from tests.browser.test_import_in_browser import KNOTTY, LIST, brought

CHECKER = Path(settings.BASE_DIR) / "node_modules/vnu-jar/build/dist/vnu.jar"
FRAGMENTS = {
    "antwoord op een filter": f"{BUDGET}?q=opvang",
    "antwoord op een jaar": f"{FULL_SCENARIO}?jaar=2022",
    "herkomst in een venster": f"{BUDGET}herkomst/?cijfer=result&jaar=2023",
}


def test_every_page_and_answer_is_valid_html(client, demo, tmp_path):
    if shutil.which("java") is None or not CHECKER.exists():
        pytest.skip(
            "Java or vnu-jar is not on this machine (Debian: apt-get install default-jre-headless; npm ci)"
        )
    tomorrow = timezone.localdate() + timedelta(days=1)
    token = {"naam": "BI", "toegang": "read", "geldig_tot": tomorrow.isoformat()}
    (tmp_path / "inloggen.html").write_bytes(client.get("/inloggen/").content)
    client.login(username="adviseur", password="demo")
    (tmp_path / "token gemaakt.html").write_bytes(client.post("/account/", token).content)
    withdraw = f"/account/tokens/{ApiToken.objects.get().prefix}/intrekken/"
    for name, path in {**PAGES, "token intrekken": withdraw}.items():
        (tmp_path / f"{name}.html").write_bytes(client.get(path).content)
    for name, path in FRAGMENTS.items():
        content = client.get(path, headers={"HX-Request": "true"}).content.decode()
        whole = f"<!doctype html><html lang=nl><head><title>deel</title></head><body>{content}</body></html>"
        (tmp_path / f"{name}.html").write_text(whole)
    client.login(username="financien", password="demo")
    file = brought(**KNOTTY)
    for name, path in {"importeren": LIST, "bestand": file, "bestand met meer": f"{file}?rijen=200"}.items():
        (tmp_path / f"{name}.html").write_bytes(client.get(path).content)
    ImportFile.objects.update(content=b"x" * 400_000)
    (tmp_path / "groot bestand.html").write_bytes(client.get(file).content)
    for name in ("500", "problems/database", "problems/unreadable"):
        (tmp_path / f"{Path(name).name}.html").write_text(render_to_string(f"{name}.html", {"writing": True}))
    command = ["java", "-jar", str(CHECKER), "--format", "json", *map(str, tmp_path.glob("*.html"))]
    checked = subprocess.run(command, capture_output=True, text=True, timeout=300)
    messages = json.loads(checked.stderr)["messages"]
    wrong = [
        f"{Path(m['url']).name}: {m['message']} {m.get('extract', '')}"
        for m in messages
        if m["type"] == "error"
    ]
    assert wrong == []
