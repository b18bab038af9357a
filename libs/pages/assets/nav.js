// Menus are <details>: they work alone, and here also close on Escape and on a press beside them.
const menus = document.querySelectorAll("details.who, .thumb details");
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus) {
    if (menu.open && menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  }
});
addEventListener("click", (event) => {
  for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
});

// A press of the slash key goes to the search, as no field is being written in.
addEventListener("keydown", (event) => {
  const field = document.querySelector("input[type=search]");
  const writing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
  if (event.key !== "/" || writing || !field || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  field.focus();
});
