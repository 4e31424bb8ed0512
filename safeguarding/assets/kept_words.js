// What is typed is kept on the server, a moment after the last key and when one leaves, until the form is sent.
const PAUSE = 2000; // milliseconds after the last key

// Back may fetch the page anew, with another token, and fill in what was typed: it is the page that was sent all the same.
const back = performance.getEntriesByType("navigation")[0]?.type === "back_forward";

for (const once of document.querySelectorAll("[data-app-keeps-words]")) {
  if (back && history.state?.once) once.value = history.state.once;
  history.replaceState({ ...history.state, once: once.value }, "");
  keep(once.form);
}

function keep(form) {
  let news = false; // typed, and not kept yet
  let timer;
  const told = document.createElement("p");
  told.className = "app-kept-words__told";
  told.setAttribute("role", "status");
  form.append(told);

  form.addEventListener("input", () => {
    news = true;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => {
    news = false;
    clearTimeout(timer);
  });
  addEventListener("pagehide", () => save({ leaving: true }));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save({ leaving: true });
  });

  async function save({ leaving = false } = {}) {
    if (!news) return;
    news = false;
    clearTimeout(timer);
    const words = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
    words.set("press", "later");
    const request = { method: "POST", body: words, headers: { Accept: "application/json" }, redirect: "manual" };
    // A browser sends 64 kB at most for a page that is gone.
    if (leaving && words.toString().length < 60000) request.keepalive = true;
    try {
      const answer = await fetch(form.getAttribute("action") || location.href, request);
      if (answer.status === 401) return tell(signInAgain());
      if (!answer.headers.get("Content-Type")?.includes("json")) return tell("Not kept. What you typed is still on this page.");
      const said = await answer.json();
      if (said.csrf) form.elements.csrfmiddlewaretoken.value = said.csrf;
      tell(said.told);
    } catch {
      news = true;
      tell("Not kept: the tracker cannot be reached. What you typed is still on this page.");
    }
  }

  // What is told again and again is not read out again and again.
  function tell(...words) {
    told.replaceChildren(...words);
    told.setAttribute("aria-live", typeof words[0] === "string" && words[0].startsWith("Kept") ? "off" : "polite");
  }

  function signInAgain() {
    news = true; // tried again with the next key
    const link = document.createElement("a");
    link.className = "govuk-link";
    link.href = `/sign-in/?next=${encodeURIComponent(location.pathname)}`;
    link.target = "_blank";
    link.textContent = "sign in again (new tab)";
    const all = document.createDocumentFragment();
    all.append("Not kept: ", link, ". What you typed is still on this page.");
    return all;
  }
}
