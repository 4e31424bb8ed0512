import { initAll as govuk } from "./vendor/govuk-frontend.min.js";
import { initAll as moj } from "./vendor/moj-frontend.min.js";
import "./kept_words.js";

govuk();
moj();

// What MoJ's box that ticks all says, in sight and in the language of the page.
const tickAll = document.querySelector("#select-all label");
if (tickAll) tickAll.textContent = tickAll.closest("[data-app-label]").dataset.appLabel;

// On a phone the stylesheet stacks these tables' cells; the roles keep them tables for a screen reader.
const roles = { table: "table", "thead, tbody, tfoot": "rowgroup", tr: "row", td: "cell", "thead th": "columnheader", "tbody th, tfoot th": "rowheader" };
for (const table of document.querySelectorAll("table.app-stack")) {
  table.setAttribute("role", "table");
  for (const [selector, role] of Object.entries(roles)) {
    table.querySelectorAll(selector).forEach((element) => element.setAttribute("role", role));
  }
}

// A link into what is folded away opens it, also where the browser does not.
const unfold = () => document.getElementById(location.hash.slice(1))?.closest("details")?.setAttribute("open", "");
addEventListener("hashchange", unfold);
unfold();

// Paper shows what the screen folds away, also where the stylesheet cannot open it.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("main details:not([open])")];
  folded.forEach((each) => each.setAttribute("open", ""));
});
// The access log hears that a page is printed. A printer waits for nobody, and nobody for this.
const signOut = document.querySelector(".app-header__person");
if (signOut) {
  addEventListener("beforeprint", () => {
    const told = new FormData();
    told.set("csrfmiddlewaretoken", signOut.elements.csrfmiddlewaretoken.value);
    told.set("page", location.pathname);
    told.set("marking", document.querySelector(".app-marking").textContent);
    fetch("/access-log/printed/", { method: "POST", body: told, keepalive: true }).catch(() => {});
  });
}
addEventListener("afterprint", () => folded.forEach((each) => each.removeAttribute("open")));

// A long piece of work says that it goes on.
for (const form of document.querySelectorAll("form[data-app-progress]")) {
  form.addEventListener("submit", () => {
    const told = document.createElement("p");
    told.className = "govuk-body";
    told.setAttribute("role", "status");
    const bar = document.createElement("progress");
    bar.className = "app-progress";
    bar.setAttribute("aria-label", form.dataset.appProgress);
    form.append(told, bar);
    told.textContent = form.dataset.appProgress;
  });
}

// What a worker makes says how far it is, until it is there. Not for ever: whoever has gone away is signed out all the same.
const [EVERY, LOOKS] = [2000, 300]; // milliseconds; how often at most
for (const shown of document.querySelectorAll("[data-app-long-work]")) lookAgain(shown, LOOKS);

function lookAgain(shown, looks) {
  setTimeout(async () => {
    const answer = await fetch(location.href).catch(() => null);
    if (answer?.redirected) return location.assign(answer.url);
    const anew = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = anew && anew.querySelector(".app-how-far");
    if (now) {
      document.title = anew.title;
      if (now.innerHTML !== shown.innerHTML) shown.replaceWith(now);
    }
    const next = now || shown;
    if ("appLongWork" in next.dataset && looks) lookAgain(next, looks - 1);
  }, EVERY);
}

// A piece of evidence is described once there is one: the page of an update is short where nothing is attached.
for (const row of document.querySelectorAll("[data-app-evidence]")) {
  const about = row.querySelector(".app-pair__about");
  const given = () => [...row.querySelectorAll("input")].some((input) => (input.type === "checkbox" ? input.checked : input.value));
  const show = () => (about.hidden = !given());
  row.addEventListener("input", show);
  addEventListener("pageshow", show); // Back may fill in what was typed
  show();
}

// The button says that completion is recommended, and of which parts.
for (const box of document.querySelectorAll('input[name="recommends_complete"]')) {
  const button = box.form.querySelector("button.govuk-button");
  const plain = button.textContent.trim().replace(/ and recommend .*/, ""); // as it stands where no script runs
  const name = () => {
    const ticked = [...box.form.querySelectorAll('input[name="recommended"]:checked')].map((part) => part.labels[0].textContent);
    const parts = ticked.map((part, n) => (n ? part.replace(/^Part /, "") : part.replace(/^Part/, ticked.length > 1 ? "parts" : "part")));
    const which = new Intl.ListFormat("en-GB").format(parts);
    const words = box.checked ? `${plain} and recommend ${[which, "complete"].filter(Boolean).join(" ")}` : plain;
    // A press begins by leaving the field before it, which is a change too: the button that is pressed must not be another by then.
    if (button.textContent.trim() !== words) button.textContent = words;
  };
  box.form.addEventListener("change", name);
  name();
}

// A table pasted from Word or Excel keeps its cells: the words go into the box, the table itself into a hidden field.
// Once the box holds anything else, its words alone count.
for (const box of document.querySelectorAll("[data-app-pasted-table]")) {
  const table = document.getElementById(box.dataset.appPastedTable);
  box.addEventListener("paste", (event) => {
    const pasted = new DOMParser().parseFromString(event.clipboardData.getData("text/html"), "text/html");
    table.value = box.value.trim() ? "" : [...pasted.querySelectorAll("table")].map(bare).join("");
  });
  box.addEventListener("input", (event) => {
    if (event.inputType !== "insertFromPaste") table.value = "";
  });
}

function bare(table) {
  const cells = (row) => [...row.cells].map((cell) => `<td rowspan="${cell.rowSpan}" colspan="${cell.colSpan}">${words(cell)}</td>`);
  return `<table>${[...table.rows].map((row) => `<tr>${cells(row).join("")}</tr>`).join("")}</table>`;
}

function words(cell) {
  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(/\s+/g, " ");
  cell.querySelectorAll("br").forEach((each) => each.replaceWith("\n"));
  cell.querySelectorAll("p, li, div").forEach((each) => each.append("\n"));
  return cell.textContent.trim().replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/\n/g, "<br>");
}

document.documentElement.dataset.appReady = "true"; // the browser tests wait for this
