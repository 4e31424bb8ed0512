// What is typed is kept on the server, a moment after the last key and when one leaves, until the form is sent.
const PAUSE = 2000; // milliseconds after the last key
const AGAIN = 15000; // milliseconds until what could not be kept is tried again

// Back may fetch the page anew, with another token, and fill in what was typed: it is the page that was sent all the same.
const back = performance.getEntriesByType("navigation")[0]?.type === "back_forward";

for (const once of document.querySelectorAll("[data-app-keeps-words]")) {
  if (back && history.state?.once) once.value = history.state.once;
  history.replaceState({ ...history.state, once: once.value }, "");
  keep(once.form);
}

function keep(form) {
  let news = false; // typed, and not kept yet
  let failed = false; // the last time it was tried
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
    news = failed = false;
    clearTimeout(timer);
  });
  addEventListener("beforeunload", (event) => {
    if (failed && news) event.preventDefault(); // the browser asks whether to leave all the same
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
      if (answer.status === 401) return notKept(": ", signInAgain());
      if (!answer.headers.get("Content-Type")?.includes("json")) return notKept();
      const said = await answer.json();
      if (said.csrf) form.elements.csrfmiddlewaretoken.value = said.csrf;
      tell(!answer.ok, said.told);
    } catch {
      notKept(": the tracker cannot be reached");
    }
  }

  function notKept(...why) {
    news = true;
    clearTimeout(timer);
    timer = setTimeout(save, AGAIN);
    tell(true, "Not kept", ...why, ". What you typed is still on this page.");
  }

  // What is told again and again is not read out again and again. What was not kept is told where one types.
  function tell(not, ...words) {
    failed = not;
    told.replaceChildren(...words);
    told.classList.toggle("app-kept-words__told--not", not);
    told.setAttribute("aria-live", not ? "polite" : "off");
  }

  function signInAgain() {
    const link = document.createElement("a");
    link.className = "govuk-link";
    link.href = `/sign-in/?next=${encodeURIComponent(location.pathname)}`;
    link.target = "_blank";
    link.textContent = "sign in again (new tab)";
    return link;
  }
}
