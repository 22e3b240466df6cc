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
  // Set before the browser asks: a second tap meanwhile would open the microphone twice.
  const take = { pieces: [], sound: null, media: null, timer: null, since: 0 };
  running = take;
  find("refused").hidden = true;
  try {
    take.sound = await navigator.mediaDevices.getUserMedia({ audio: true });
    take.media = new MediaRecorder(take.sound);
    take.media.addEventListener("dataavailable", (event) => take.pieces.push(event.data));
    // Also comes by itself, when the microphone is unplugged or taken away.
    take.media.addEventListener("stop", () => {
      end(take);
      list(new Blob(take.pieces, { type: take.media.mimeType }), passed(take));
    });
    take.media.start();
    take.since = performance.now();
    take.timer = setInterval(() => {
      find("clock").textContent = clock(passed(take));
      if (passed(take) >= LONGEST) stop();
    }, 250);
    button.textContent = button.dataset.stop;
    find("status").textContent = find("status").dataset.running;
  } catch {
    end(take);
    find("refused").hidden = false;
  }
}

const passed = ({ since }) => (performance.now() - since) / 1000;

function end({ sound, timer }) {
  clearInterval(timer);
  for (const track of sound?.getTracks() ?? []) track.stop();
  running = null;
  button.textContent = startLabel;
  find("status").textContent = "";
}

function stop() {
  if (running?.media?.state === "recording") running.media.stop();
}

for (const part of document.querySelectorAll("[data-script]")) part.hidden = false;
for (const part of document.querySelectorAll("[data-without-script]")) part.hidden = true;
button.addEventListener("click", () => (running ? stop() : start()));
