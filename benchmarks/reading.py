"""`python -m benchmarks.reading`: how long the monitor and a page wait while four large plans are uploaded and read at once."""

import re
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import requests

from tests.browser.demonstration import CAST, demonstration

FILES, MEGABYTES, SECONDS = 4, 9, 30
ROW = '{0}.{1},"The force should see to it that children are seen and heard{2}",Superintendent,30/04/2015\r\n'
LONG = ", every time" * 150


def main() -> None:
    """Print the median, the 95th percentile and the slowest answer, in milliseconds, and what became of each file."""
    with (
        tempfile.TemporaryDirectory() as folder,
        demonstration(Path(folder)) as served,
        ThreadPoolExecutor() as threads,
    ):
        people = [_signed_in(served.url) for _ in range(FILES + 1)]
        files = [_plan(number) for number in range(FILES)]
        for path in ("/healthz/", "/position/"):
            print(f"{path} alone: {_times(people[-1], served.url + path, until=lambda: False, most=60)}")
        sent = [threads.submit(_upload, person, served.url, data) for person, data in zip(people, files, strict=False)]
        time.sleep(0.5)
        watched = {
            path: threads.submit(
                _times,
                people[-1] if path == "/position/" else requests,
                served.url + path,
                until=lambda: all(each.done() for each in sent),
                most=10_000,
            )
            for path in ("/healthz/", "/position/")
        }
        for path, times in watched.items():
            print(f"{path} meanwhile: {times.result()}")
        for each in sent:
            print(*each.result())


def _plan(number):
    """A plan of so many megabytes; no two are alike."""
    lines = ["Recommendation,Action,Owner,Target date\r\n"]
    size = 0
    while size < MEGABYTES * 1_000_000:
        lines.append(ROW.format(number, len(lines), LONG))
        size += len(lines[-1])
    return "".join(lines).encode()


def _signed_in(url):
    person = requests.Session()
    token = _token(person.get(f"{url}/sign-in/").text)
    person.post(f"{url}/sign-in/{CAST['coordinator']}/", data={"csrfmiddlewaretoken": token})
    return person


def _upload(person, url, data):
    page = person.get(f"{url}/plans/").text
    once = re.search(r'name="once" value="([^"]+)"', page)
    sent = {"csrfmiddlewaretoken": _token(page), "once": once[1] if once else ""}
    began = time.monotonic()
    answer = person.post(f"{url}/plans/", data=sent, files={"file": ("plan.csv", data)}, timeout=600)
    told = re.search(r"govuk-error-message[^>]*>(.*?)</p>", answer.text, re.DOTALL)
    return (
        answer.status_code,
        f"{time.monotonic() - began:.1f} s",
        " ".join(re.sub("<.*?>", "", told[1]).split()) if told else "read",
    )


def _times(asks, address, *, until, most):
    took = []
    while not until() and len(took) < most:
        began = time.monotonic()
        asks.get(address, timeout=600).raise_for_status()
        took.append(round(1000 * (time.monotonic() - began)))
        time.sleep(0.05)
    took.sort()
    return f"{took[len(took) // 2]}, {took[len(took) * 95 // 100]}, {took[-1]} ms of {len(took)}"


def _token(page):
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]


if __name__ == "__main__":
    main()
