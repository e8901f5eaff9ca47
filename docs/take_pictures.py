"""Takes the README's pictures of a running demo: `python docs/take_pictures.py http://127.0.0.1:8000`."""
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent / "pictures"
CHROMIUM = {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]}


def main(base):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        window = browser.new_context(viewport={"width": 1280, "height": 860}, locale="et-EE").new_page()
        window.goto(f"{base}/projects/act-local/")
        window.screenshot(path=HERE / "project.png")
        window.goto(f"{base}/accounts/login/")
        window.locator('button[value="koordinaator@kogukonnad.example.org"]').click()
        window.wait_for_url("**/home/")
        window.goto(f"{base}/projects/kogukonnakeskne-lahenemisviis/promises/")
        window.screenshot(path=HERE / "promises.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
