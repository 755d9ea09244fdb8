// The voice of the call display. Every fresh call that was not there before waits its turn in one queue: a chime, then
// number and window, twice. The chime needs no file; when the clips cannot be had, it still sounds.
const board = document.querySelector("[data-voice]");
const button = document.querySelector("[data-sound-start]");
const lost = document.querySelector("[data-connection]");
const audio = new AudioContext();
const clips = new Map();
const waiting = [];
const TOO_LATE = 120000;
const GAP = 0.06;
let heard = Math.max(0, ...events().map((row) => row.event));
let speaking = false;

function events() {
  return [...board.querySelectorAll("[data-call]")].map((row) => ({
    event: Number(row.dataset.call), number: row.dataset.number, window: row.dataset.window,
    fresh: row.hasAttribute("data-fresh"), seen: performance.now(),
  }));
}

// 12 is said "ten two", 30 "three ten", as one counts in Chinese.
export function counted(number) {
  const value = Number(number);
  if (value < 10 || value > 99) return [...String(number)];
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  return [...(tens > 1 ? [String(tens)] : []), "shi", ...(ones ? [String(ones)] : [])];
}

export function wordsOf(call) {
  return ["qing", ...call.number, "hao", "dao", ...counted(call.window), "hao", "chuangkou"];
}

function clip(name) {
  if (!clips.has(name)) {
    const got = fetch(`${board.dataset.voice}${name}.opus`)
      .then((answer) => { if (!answer.ok) throw new Error(name); return answer.arrayBuffer(); })
      .then((bytes) => audio.decodeAudioData(bytes));
    got.catch(() => clips.delete(name));
    clips.set(name, got);
  }
  return clips.get(name);
}

function chime(at) {
  for (const [pitch, start] of [[880, 0], [660, 0.35]]) {
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.25, at + start);
    loudness.gain.exponentialRampToValueAtTime(0.001, at + start + 0.8);
    tone.connect(loudness).connect(audio.destination);
    tone.start(at + start);
    tone.stop(at + start + 0.8);
  }
  return at + 1.1;
}

function play(buffers, at) {
  let end = at;
  for (const buffer of buffers) {
    const source = audio.createBufferSource();
    source.buffer = buffer;
    source.connect(audio.destination);
    source.start(end);
    end += buffer.duration + GAP;
  }
  return end;
}

async function speak(call) {
  let end = chime(audio.currentTime + 0.05);
  try {
    const buffers = await Promise.all(wordsOf(call).map(clip));
    end = play(buffers, Math.max(end, audio.currentTime)) + 0.5;
    end = play(buffers, end);
  } catch { /* the chime has sounded, the number stands on the wall */ }
  document.body.dataset.spoken = `${document.body.dataset.spoken || ""} ${call.number}@${call.window}`;
  await new Promise((done) => setTimeout(done, Math.max(0, end - audio.currentTime) * 1000 + 300));
}

async function next() {
  if (speaking || audio.state !== "running") return;
  speaking = true;
  while (waiting.length) {
    const call = waiting.shift();
    if (performance.now() - call.seen < TOO_LATE) await speak(call);
  }
  speaking = false;
}

board.addEventListener("poll-changed", () => {
  const fresh = events().filter((row) => row.event > heard);
  heard = Math.max(heard, ...fresh.map((row) => row.event));
  waiting.push(...fresh.filter((row) => row.fresh).sort((one, other) => one.event - other.event));
  next();
});

// Browsers want one touch before any sound, unless the screen's browser was told otherwise.
function sound() { button.hidden = audio.state === "running"; next(); }
button.addEventListener("click", () => audio.resume().then(sound));
audio.addEventListener("statechange", sound);
setTimeout(sound, 500);

new MutationObserver(() => document.body.classList.toggle("is-lost", !lost.hidden)).observe(lost, { attributes: true });
for (const name of ["qing", "hao", "dao", "chuangkou", ..."0123456789"]) clip(name).catch(() => {});
