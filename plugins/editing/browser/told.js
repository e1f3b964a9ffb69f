/* Says beside the editor what became of a save: why it was refused, what is wrong in the content, or where to look. */
"use strict";
(() => {
  const STATE = "/edit/state";
  const PATIENCE = 40;
  const NOTE = { href: "/edit/desk/#/collections/images/new", words: "Write the picture’s note" };
  const SITE = { href: "/", words: "Look at the site" };
  let turn = 0;

  function tell(words, { wrong = false, pre = "", link = null } = {}) {
    document.querySelector(".told")?.remove();
    const box = document.createElement("section");
    box.className = wrong ? "told told--wrong" : "told";
    box.setAttribute("role", wrong ? "alert" : "status");
    const line = box.appendChild(document.createElement("p"));
    line.textContent = words;
    if (link) {
      const to = box.appendChild(document.createElement("p")).appendChild(document.createElement("a"));
      Object.assign(to, { href: link.href, textContent: link.words, target: link === SITE ? "_blank" : "" });
    }
    if (pre) box.appendChild(document.createElement("pre")).textContent = pre;
    const close = box.appendChild(document.createElement("button"));
    Object.assign(close, { type: "button", textContent: "Close", onclick: () => box.remove() });
    document.body.append(box);
  }

  const state = async () => (await fetch(STATE, { cache: "no-store" })).json();
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  async function follow(mine) {
    tell("Saved. The preview is being made…");
    for (let n = 0; n < PATIENCE; n += 1) {
      await pause(500);
      if (mine !== turn) return;
      const now = await state().catch(() => null);
      if (!now?.settled) continue;
      const wrong = Object.values(now.failures);
      const pre = wrong.join("\n\n");
      const link = pre.includes("a note on this picture") ? NOTE : null;
      if (pre) tell("Saved, but not shown yet. This has to be put right first:", { wrong: true, pre, link });
      else tell("Saved, and shown in the preview.", { link: SITE });
      return;
    }
    tell("Saved. The preview takes long: look at the window in which “make run” goes.", { wrong: true });
  }

  addEventListener("folder-saved", () => follow(++turn));
  addEventListener("folder-refused", (event) => tell(event.detail, { wrong: true }));
})();
