// Files are dropped anywhere; what changes beside the page is noticed. Without this script the page does the same by its forms.
"use strict";

const drop = document.querySelector("form[data-drop]");
const given = drop?.querySelector("input[type=file]");
let typed = false;
let leaving = false;
let bringing = 0; // files; how often the page was about to be left meanwhile

document.addEventListener("input", () => {
  typed = true;
});

document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) leaving = true; // to load the page again now would throw the answer away
});

// Says one of the sentences that stand ready at the top of the page, or none.
function tell(about) {
  const told = document.getElementById("told");
  for (const each of told.children) each.hidden = each.dataset.about !== about;
  told.hidden = !about;
}

// Which sentence says why files are not brought; none where they are.
function whyNot(files) {
  const { most, octets } = drop.dataset;
  if (!given.multiple && files.length > 1) return "one_only";
  if (files.length > Number(most)) return "too_many";
  return [...files].reduce((sum, each) => sum + each.size, 0) > Number(octets) ? "too_large" : "";
}

function whyNotDropped(brought) {
  if (!drop) return "to_nowhere";
  if (bringing) return "still_bringing";
  const isFolder = [...brought.items].some((each) => each.webkitGetAsEntry?.()?.isDirectory);
  return isFolder ? "a_folder" : whyNot(brought.files);
}

const brings = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

function mark(on) {
  drop?.classList.toggle("on", on);
  const over = drop?.querySelector(".over");
  if (over) over.hidden = !on;
}

// A file that nobody takes would be opened in place of the page.
document.addEventListener("dragover", (event) => {
  if (!brings(event)) return;
  event.preventDefault();
  mark(true);
});

document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) mark(false);
});

document.addEventListener("drop", (event) => {
  if (!brings(event)) return;
  event.preventDefault();
  mark(false);
  const wrong = whyNotDropped(event.dataTransfer);
  tell(wrong);
  if (wrong || !event.dataTransfer.files.length) return;
  given.files = event.dataTransfer.files;
  drop.requestSubmit();
});

drop?.addEventListener("submit", (event) => {
  const wrong = whyNot(given.files);
  tell(wrong);
  if (wrong) {
    event.preventDefault();
    return;
  }
  const busy = drop.querySelector(".busy");
  if (busy) busy.hidden = false;
  bringing = 1;
  drop.querySelector("button").disabled = true;
});

// To leave while files are being brought would bring some of them only. The first time it is the bringing itself that leaves.
addEventListener("beforeunload", (event) => {
  if (bringing) bringing += 1;
  if (bringing > 2) event.preventDefault();
});

// A page that the browser has kept is as it was when it was left.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  leaving = false;
  bringing = 0;
  if (!("still" in document.body.dataset)) location.reload();
  for (const button of document.querySelectorAll("button:disabled")) button.disabled = false;
});

// All of a list, or none. Without this script the box that says all is sent for all of them.
for (const all of document.querySelectorAll("[data-all]")) {
  const boxes = [...all.closest("fieldset").querySelectorAll("input[type=checkbox]:not([data-all])")];
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
  });
  const tellAll = () => {
    all.checked = boxes.every((each) => each.checked);
    all.indeterminate = !all.checked && boxes.some((each) => each.checked);
  };
  tellAll();
  for (const box of boxes) box.addEventListener("change", tellAll);
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

const MISSED = 3; // times without an answer, after which the desk has ended
let missed = 0;

async function beat() {
  if (leaving) return;
  let told;
  try {
    const answer = await fetch("/pulse", { cache: "no-store" });
    told = await answer.json();
  } catch {
    missed += 1;
    if (missed === MISSED) tell("has_ended");
    return;
  }
  if (missed >= MISSED) tell("");
  missed = 0;
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
