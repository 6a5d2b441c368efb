"use strict";
(() => {
  const form = document.getElementById("filter");
  const shown = document.getElementById("shown");
  const changes = Array.from(document.querySelectorAll(".change"));
  const texts = new Map();
  const textOf = (change) => {
    if (!texts.has(change)) {
      const heading = change.closest(".group").querySelector("h3").textContent;
      texts.set(change, (heading + " " + change.textContent).toLowerCase());
    }
    return texts.get(change);
  };
  const apply = () => {
    const levels = new Set(Array.from(form.querySelectorAll("[name=level]:checked"), (each) => each.value));
    const report = form.elements.report ? form.elements.report.value : "";
    const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const change of changes) {
      const section = change.closest(".report");
      const isShown = levels.has(change.dataset.level) && (!report || section.dataset.report === report)
        && words.every((word) => textOf(change).includes(word));
      change.hidden = !isShown;
      count += Number(isShown);
    }
    for (const group of document.querySelectorAll(".group")) {
      group.hidden = !group.querySelector(".change:not([hidden])");
    }
    for (const section of document.querySelectorAll(".report")) {
      section.hidden = Boolean(report) && section.dataset.report !== report;
    }
    shown.textContent = count === changes.length ? `${count} ${count === 1 ? "change" : "changes"}`
      : `${count} of ${changes.length} changes`;
  };
  const fold = (isOpen) => {
    for (const each of document.querySelectorAll(".change:not([hidden]) details")) {
      each.open = isOpen;
    }
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.elements.unfold.addEventListener("click", () => fold(true));
  form.elements.fold.addEventListener("click", () => fold(false));
  form.hidden = changes.length === 0;
  apply();
})();
