/* Sounds made in the browser from recipes, when somebody asks: nothing is fetched and nothing starts by itself.
   The button and what is said of it are in the page, hidden: only here are they brought to light. */

const LOUDEST = 0.16, FADE = 0.06, FLUTTER = 5.3;

/** Schedules every note of `voices` on `context`; gives the gain they all pass, and when the last is over. */
export function schedule(context, voices, begin = context.currentTime + 0.05) {
  const out = new GainNode(context, { gain: LOUDEST / Math.sqrt(voices.length) });
  out.connect(context.destination);
  const hiss = noise(context);
  let end = begin;
  for (const voice of voices)
    for (const [number, at, length] of voice.notes) {
      sound(context, out, hiss, voice, number, begin + at, length);
      end = Math.max(end, begin + at + length + voice.fall / 1000);
    }
  return { out, end };
}

function sound(context, out, hiss, voice, number, at, length) {
  const pitch = 440 * 2 ** ((number - 69) / 12), attack = voice.attack / 1000, fall = voice.fall / 1000;
  const end = at + length + fall, shape = new GainNode(context, { gain: 0 });
  shape.gain.setValueAtTime(0, at);
  shape.gain.linearRampToValueAtTime(1, at + attack);
  if (fall) shape.gain.setTargetAtTime(0, at + attack, fall / 3);
  else shape.gain.setValueAtTime(1, at + Math.max(attack, length - FADE));
  shape.gain.linearRampToValueAtTime(0, fall ? end : at + Math.max(attack, length - FADE) + FADE);
  shape.connect(out);
  tone(context, voice, pitch, at, end).connect(shape);
  if (voice.noise) breath(context, hiss, voice, pitch, at, end).connect(shape);
}

function tone(context, voice, pitch, at, end) {
  const imag = Float32Array.from([0, ...voice.harmonics]), real = new Float32Array(imag.length);
  const made = new OscillatorNode(context, {
    frequency: pitch, periodicWave: new PeriodicWave(context, { real, imag }),
  });
  if (voice.wobble) {
    const flutter = new OscillatorNode(context, { frequency: FLUTTER });
    const depth = new GainNode(context, { gain: 0 });
    depth.gain.setValueAtTime(0, at);
    depth.gain.linearRampToValueAtTime(voice.wobble, at + 0.5);
    flutter.connect(depth).connect(made.detune);
    flutter.start(at);
    flutter.stop(end);
  }
  made.start(at);
  made.stop(end);
  const level = new GainNode(context, { gain: 1 - voice.noise / 100 });
  return made.connect(level);
}

function breath(context, hiss, voice, pitch, at, end) {
  const air = new AudioBufferSourceNode(context, { buffer: hiss, loop: true });
  const band = new BiquadFilterNode(context, { type: "bandpass", frequency: Math.min(pitch * 3, 9000), Q: 0.7 });
  const level = new GainNode(context, { gain: voice.noise / 60 });
  air.start(at);
  air.stop(end);
  return air.connect(band).connect(level);
}

function noise(context) {
  const buffer = new AudioBuffer({ length: context.sampleRate, sampleRate: context.sampleRate });
  const samples = buffer.getChannelData(0);
  for (let i = 0; i < samples.length; i++) samples[i] = Math.random() * 2 - 1;
  return buffer;
}

let playing = null;

function stop() {
  if (!playing) return;
  const { context, out, button, words, timer } = playing;
  playing = null;
  clearTimeout(timer);
  button.textContent = words;
  out.gain.setTargetAtTime(0, context.currentTime, FADE / 3);
  setTimeout(() => context.close(), 300);
}

function start(button, voices) {
  const context = new AudioContext(), { out, end } = schedule(context, voices);
  const timer = setTimeout(stop, (end - context.currentTime) * 1000);
  playing = { context, out, button, timer, words: button.textContent };
  button.textContent = button.dataset.stop;
}

function offer(place) {
  const button = place.querySelector("button"), voices = JSON.parse(place.dataset.hear);
  button.addEventListener("click", () => {
    const mine = playing?.button === button;
    stop();
    if (!mine) start(button, voices);
  });
  place.hidden = false;
}

if (typeof AudioContext === "function") {
  document.querySelectorAll("[data-hear]").forEach(offer);
  addEventListener("keydown", (event) => { if (event.key === "Escape") stop(); });
  addEventListener("pagehide", stop);
}
