// The kiosk forgets: after data-idle-home="60" seconds without a touch it returns to its first page, leaving nothing behind
// for the next person.
const way = document.querySelector("[data-idle-home]");
if (way) {
  const wait = Number(way.dataset.idleHome) * 1000;
  let timer = 0;
  const leave = () => { sessionStorage.clear(); location.replace(way.href); };
  const touched = () => { clearTimeout(timer); timer = setTimeout(leave, wait); };
  for (const name of ["pointerdown", "keydown", "touchstart", "scroll"]) document.addEventListener(name, touched, { passive: true });
  window.addEventListener("pageshow", (event) => { if (event.persisted) leave(); });
  touched();
}
