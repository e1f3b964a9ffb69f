/* Comfort for the form that adds a proof: looks at the file before it is sent, and shows how far the sending is.
   Without it the form does the same in one long wait; in any trouble it lets go and the form is sent plainly. */

const TAKEN = /^(application\/pdf|image\/(jpeg|png|heic|heif))$/;
const form = document.querySelector("form.upload");

if (form) {
  const file = form.querySelector("[type=file]");
  const said = form.querySelector("[role=status]");
  const bar = form.querySelector("progress");
  const button = form.querySelector("[type=submit]");

  const say = (text) => { said.textContent = text; };

  const mistake = (chosen) => {
    if (chosen.size === 0) return "There is nothing in that file. Choose another.";
    if (chosen.size > Number(form.dataset.largest)) return "That file is bigger than 10 MB. A photo of the letter is smaller.";
    if (chosen.type && !TAKEN.test(chosen.type)) return "That is not a photo or a PDF. Take a photo of the letter, or save it as a PDF.";
    return "";
  };

  const sendPlainly = () => {
    bar.hidden = true;
    say("Still sending. This can take a few minutes.");
    form.submit();
  };

  const progress = (event) => {
    if (!event.lengthComputable) return;
    const percent = Math.floor((100 * event.loaded) / event.total);
    bar.value = percent;
    const tenth = `Sending: ${Math.floor(percent / 10) * 10}% done.`;
    if (said.textContent !== tenth) say(tenth);
  };

  const arrived = (request) => {
    const there = request.responseURL && new URL(request.responseURL);
    if (request.status !== 200 || !there || there.origin !== location.origin) return sendPlainly();
    say("Sent.");
    return location.assign(there.href);
  };

  form.addEventListener("submit", (event) => {
    const [chosen] = file.files;
    if (!chosen) return;
    const wrong = mistake(chosen);
    if (wrong || button.disabled) {
      event.preventDefault();
      if (wrong) say(wrong);
      return;
    }
    event.preventDefault();
    button.disabled = true;
    bar.value = 0;
    bar.hidden = false;
    say("Sending: 0% done.");
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", progress);
    request.addEventListener("load", () => arrived(request));
    request.addEventListener("error", sendPlainly);
    request.open("POST", form.action);
    request.send(new FormData(form));
  });

  window.addEventListener("pageshow", () => {
    button.disabled = false;
    bar.hidden = true;
  });
}
