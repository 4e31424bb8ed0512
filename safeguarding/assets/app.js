import { initAll as govuk } from "./vendor/govuk-frontend.min.js";
import { initAll as moj } from "./vendor/moj-frontend.min.js";

govuk();
moj();

// On a phone the stylesheet stacks these tables' cells; the roles keep them tables for a screen reader.
const roles = { table: "table", "thead, tbody, tfoot": "rowgroup", tr: "row", td: "cell", "thead th": "columnheader", "tbody th, tfoot th": "rowheader" };
for (const table of document.querySelectorAll("table.app-stack")) {
  table.setAttribute("role", "table");
  for (const [selector, role] of Object.entries(roles)) {
    table.querySelectorAll(selector).forEach((element) => element.setAttribute("role", role));
  }
}

// Paper shows what the screen folds away, also where the stylesheet cannot open it.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("main details:not([open])")];
  folded.forEach((each) => each.setAttribute("open", ""));
});
addEventListener("afterprint", () => folded.forEach((each) => each.removeAttribute("open")));

document.documentElement.dataset.appReady = "true"; // the browser tests wait for this
