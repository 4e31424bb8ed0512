// Runs before the page is drawn, so that nothing jumps: tells the stylesheet that scripts are on.
document.body.className += " js-enabled" + ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");
