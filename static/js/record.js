// Records the visitor's voice and plays it back. Takes live in this page's memory only and are sent nowhere.

const LONGEST = 180;
const recorder = document.querySelector("[data-recorder]");
const find = (name) => recorder.querySelector(`[data-${name}]`);
const button = find("record");
const startLabel = button.textContent;
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
let running = null;
let takes = 0;

function list(blob, seconds) {
  const take = find("take").content.firstElementChild.cloneNode(true);
  const audio = take.querySelector("audio");
  takes += 1;
  take.querySelector("[data-name]").append(` ${takes}`);
  take.querySelector("[data-length]").textContent = clock(seconds);
  audio.src = URL.createObjectURL(blob);
  audio.setAttribute("aria-label", take.querySelector("[data-name]").textContent);
  take.querySelector("[data-delete]").addEventListener("click", () => {
    URL.revokeObjectURL(audio.src);
    take.remove();
    button.focus();
  });
  find("takes").prepend(take);
  find("status").textContent = find("status").dataset.ready;
}

async function start() {
  find("refused").hidden = true;
  let sound;
  try {
    sound = await navigator.mediaDevices.getUserMedia({ audio: true });
    const media = new MediaRecorder(sound);
    const pieces = [];
    const since = performance.now();
    const passed = () => (performance.now() - since) / 1000;
    const timer = setInterval(() => {
      find("clock").textContent = clock(passed());
      if (passed() >= LONGEST) stop();
    }, 250);
    media.addEventListener("dataavailable", (event) => pieces.push(event.data));
    media.addEventListener("stop", () => {
      for (const track of sound.getTracks()) track.stop();
      list(new Blob(pieces, { type: media.mimeType }), running.seconds);
      running = null;
    });
    media.start();
    running = { media, timer, passed };
    button.textContent = button.dataset.stop;
    find("status").textContent = find("status").dataset.running;
  } catch {
    for (const track of sound?.getTracks() ?? []) track.stop();
    find("refused").hidden = false;
  }
}

function stop() {
  if (running?.media.state !== "recording") return;
  clearInterval(running.timer);
  running.seconds = running.passed();
  running.media.stop();
  button.textContent = startLabel;
}

for (const part of document.querySelectorAll("[data-script]")) part.hidden = false;
for (const part of document.querySelectorAll("[data-without-script]")) part.hidden = true;
button.addEventListener("click", () => (running ? stop() : start()));
