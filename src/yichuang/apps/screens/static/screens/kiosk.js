// The kiosk's own keys: [data-keypad] buttons type into [data-keypad-target]; [data-slip] prints the paper at its address
// without leaving the page, and the page itself where the browser cannot print a PDF.
const field = document.querySelector("[data-keypad-target]");

document.addEventListener("click", (event) => {
  const sign = event.target.closest("[data-sign]")?.dataset.sign;
  if (sign && field) {
    field.value = sign === "back" ? field.value.slice(0, -1) : (field.value + sign).slice(0, 18);
    return;
  }
  const slip = event.target.closest("[data-slip]");
  if (slip) print(slip.dataset.slip);
});

// A card reader types like a keyboard: opening the box puts the cursor where it types.
const box = document.querySelector(".own-identity");
if (box) box.addEventListener("toggle", () => { if (box.open) field.focus(); });

function print(address) {
  document.querySelector(".slip-frame")?.remove();
  const frame = document.createElement("iframe");
  frame.className = "slip-frame";
  frame.title = "slip";
  frame.addEventListener("load", () => {
    try { frame.contentWindow.focus(); frame.contentWindow.print(); } catch { window.print(); }
  });
  frame.src = address;
  document.body.append(frame);
}
