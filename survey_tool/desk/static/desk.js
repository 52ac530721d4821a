// Files are dropped anywhere; what changes beside the page is noticed. Without this script the page does the same by its forms.
"use strict";

const drop = document.querySelector("form[data-drop]");
let typed = false;
let leaving = false;

document.addEventListener("input", () => {
  typed = true;
});

document.addEventListener("submit", () => {
  leaving = true; // to load the page again now would throw the answer away
});

if (drop) {
  const files = drop.querySelector("input[type=file]");
  const over = drop.querySelector(".over");
  const busy = drop.querySelector(".busy");
  const brings = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const mark = (on) => {
    drop.classList.toggle("on", on);
    if (over) over.hidden = !on;
  };
  document.addEventListener("dragover", (event) => {
    if (brings(event)) {
      event.preventDefault();
      mark(true);
    }
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) mark(false);
  });
  document.addEventListener("drop", (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    mark(false);
    if (event.dataTransfer.files.length) {
      files.files = event.dataTransfer.files;
      drop.requestSubmit();
    }
  });
  drop.addEventListener("submit", () => {
    if (busy) busy.hidden = false;
    bringing = 1;
    drop.querySelector("button").disabled = true;
  });
}

// To leave while files are being brought would bring some of them only.
let bringing = 0; // the first time it is the bringing itself that leads to another page
addEventListener("beforeunload", (event) => {
  if (bringing) bringing += 1;
  if (bringing > 2) event.preventDefault();
});

// All of a list, or none.
for (const all of document.querySelectorAll("[data-all]")) {
  const boxes = [...all.closest("fieldset").querySelectorAll("input[type=checkbox]:not([data-all])")];
  all.closest("[hidden]").hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
  });
  for (const box of boxes) {
    box.addEventListener("change", () => {
      all.checked = boxes.every((each) => each.checked);
      all.indeterminate = !all.checked && boxes.some((each) => each.checked);
    });
  }
}

// A button that was pressed once does its work once.
for (const form of document.querySelectorAll("form:not([data-drop])")) {
  form.addEventListener("submit", () => {
    for (const button of form.querySelectorAll("button")) setTimeout(() => (button.disabled = true));
  });
}

// Escape closes what was opened around the place where somebody is, and stays there.
document.addEventListener("keydown", (event) => {
  const opened = event.key === "Escape" && document.activeElement?.closest("details[open]");
  if (!opened) return;
  opened.open = false;
  opened.querySelector("summary").focus();
});

const version = document.body.dataset.version;
const working = document.body.dataset.work === "running";

async function beat() {
  if (leaving) return;
  let told;
  try {
    const answer = await fetch("/pulse", { cache: "no-store" });
    told = await answer.json();
  } catch {
    return; // the desk has ended, or is busy
  }
  const bar = document.getElementById("work");
  if (bar && told.work.all) {
    bar.max = told.work.all;
    bar.value = told.work.done;
    document.getElementById("work-done").textContent = `${told.work.done} / ${told.work.all}`;
  }
  const ended = working && told.work.state !== "running";
  const changed = version && told.version !== version && told.work.state !== "running";
  if (leaving || (!ended && !changed)) return;
  // To load the answer to a form again would send that form again.
  if (typed || "still" in document.body.dataset || document.activeElement?.matches("input, textarea, select")) {
    document.getElementById("news").hidden = false;
  } else {
    location.reload();
  }
}

setInterval(() => document.visibilityState === "visible" && beat(), working ? 1000 : 4000);
