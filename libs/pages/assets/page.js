// What scripts add to a page that works without them: copying, the busy button, the focus on errors, closing menus.
for (const button of document.querySelectorAll("button.copy")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const words = button.querySelector("span");
    const before = words.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      words.textContent = "已复制";
    } catch {
      words.textContent = "未能复制";
    }
    setTimeout(() => { words.textContent = before; }, 2000);
  });
}

// A second press must not send twice: the button keeps its width, says so, and swallows the press.
for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    if (form.method !== "post") return;
    form.dataset.sent = "yes";
    const button = event.submitter;
    if (!button || !button.classList.contains("btn")) return;
    const width = `${button.offsetWidth}px`;
    button.style.minWidth = width;
    button.setAttribute("aria-busy", "true");
    // After the form has been read, or the button's own value would be lost.
    setTimeout(() => { button.textContent = button.dataset.busy || "正在提交"; });
  });
}
// Back from the next page, a form can be sent again.
addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of document.querySelectorAll("form[data-sent]")) location.reload();
});

// How many rows are ticked.
for (const state of document.querySelectorAll("[data-ticked]")) {
  const form = state.closest("form");
  const count = () => { state.querySelector("b").textContent = form.querySelectorAll("[data-tick]:checked").length; };
  if (form) form.addEventListener("change", count);
}

const first = document.querySelector("[data-focus]");
if (first) first.focus();
