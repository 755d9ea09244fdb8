// Paper with one key. <a data-print href="/notices/12.pdf"> opens the paper and starts printing; without an address
// (<button data-print>) the page itself is printed. <body data-print-now> prints as soon as it is shown.
function openAndPrint(address) {
  const opened = window.open(address, "_blank");
  if (!opened) { location.assign(address); return; }
  // A browser that shows PDF files in its own viewer may not let us press "print" there; the paper is open all the same.
  opened.addEventListener("load", () => setTimeout(() => { try { opened.print(); } catch { /* the reader prints it */ } }, 300));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-print]");
  if (!button) return;
  event.preventDefault();
  if (button.href) openAndPrint(button.href);
  else window.print();
});

if (document.body.hasAttribute("data-print-now")) window.addEventListener("load", () => window.print());
