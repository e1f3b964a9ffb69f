/* The working folder as the editor's program asks for one: an object for each folder and file, after the File
   System standard (https://fs.spec.whatwg.org). They read and write through this site's own server, so that any
   browser will do and nobody picks a folder. The server decides what may be written; here is no rule. */
"use strict";
(() => {
  const FILES = "/edit/files/";
  let known = new Map(); // path → tag: which version of each file this window has seen

  const address = (path) => FILES + path.split("/").map(encodeURIComponent).join("/");
  const fault = (name, words) => new DOMException(words, name);

  async function ask(method, path, more = {}) {
    const answer = await fetch(address(path), { method, cache: "no-store", ...more }).catch(() => null);
    if (answer?.ok) return answer;
    const words = answer ? await answer.text() : "The site’s server does not answer. Is “make run” still going?";
    window.dispatchEvent(new CustomEvent("folder-refused", { detail: words }));
    throw fault(answer?.status === 404 ? "NotFoundError" : "NoModificationAllowedError", words);
  }

  async function look() {
    known = new Map(Object.entries(await (await ask("GET", "")).json()));
  }

  class Entry {
    constructor(path) {
      this.path = path;
      this.name = path.split("/").pop();
    }
    async isSameEntry(other) { return other.path === this.path; }
    async queryPermission() { return "granted"; }
    async requestPermission() { return "granted"; }
  }

  class File_ extends Entry {
    kind = "file";
    async getFile() {
      const answer = await ask("GET", this.path);
      known.set(this.path, answer.headers.get("ETag"));
      const lastModified = Date.parse(answer.headers.get("Last-Modified")) || Date.now();
      return new File([await answer.blob()], this.name, { type: answer.headers.get("Content-Type"), lastModified });
    }
    async createWritable() {
      const parts = [];
      return {
        write: async (data) => { parts.push(data); },
        close: async () => {
          const tag = known.get(this.path);
          const headers = tag ? { "If-Match": tag } : { "If-None-Match": "*" };
          const answer = await ask("PUT", this.path, { body: new Blob(parts), headers });
          known.set(this.path, answer.headers.get("ETag"));
          window.dispatchEvent(new CustomEvent("folder-saved", { detail: this.path }));
        },
      };
    }
  }

  class Folder extends Entry {
    kind = "directory";
    below(name) { return this.path ? `${this.path}/${name}` : name; }
    isFolder(path) { return [...known.keys()].some((one) => one.startsWith(`${path}/`)); }
    async *entries() {
      const start = this.path ? `${this.path}/` : "";
      const names = [...known.keys()].filter((one) => one.startsWith(start)).map((one) => one.slice(start.length));
      for (const name of new Set(names.map((one) => one.split("/")[0]))) {
        const path = this.below(name);
        yield [name, known.has(path) ? new File_(path) : new Folder(path)];
      }
    }
    async *values() { for await (const [, entry] of this.entries()) yield entry; }
    async *keys() { for await (const [name] of this.entries()) yield name; }
    [Symbol.asyncIterator]() { return this.entries(); }
    async getDirectoryHandle(name, { create = false } = {}) {
      const path = this.below(name);
      if (!create && !this.isFolder(path)) throw fault("NotFoundError", `There is no folder ${path}.`);
      return new Folder(path);
    }
    async getFileHandle(name, { create = false } = {}) {
      const path = this.below(name);
      if (!create && !known.has(path)) throw fault("NotFoundError", `There is no file ${path}.`);
      return new File_(path);
    }
    async removeEntry(name) {
      const path = this.below(name);
      if (!known.has(path)) return; // an empty folder: the server keeps none
      await ask("DELETE", path, { headers: { "If-Match": known.get(path) } });
      known.delete(path);
      window.dispatchEvent(new CustomEvent("folder-saved", { detail: path }));
    }
  }

  // The editor keeps its files below a folder of its own in what it is given: here that is the project itself.
  class Project extends Folder {
    async getDirectoryHandle() { await look(); return new Folder(""); }
  }
  const given = { getDirectory: async () => new Project("") };
  Object.defineProperty(navigator, "storage", { configurable: true, value: given });
  // A file is written whole by the server, so the editor need not write another one and rename it.
  if (window.FileSystemFileHandle) delete FileSystemFileHandle.prototype.move;
  else window.FileSystemFileHandle = class {};
  // There is nobody to sign in as: whoever reaches this server edits its folder.
  localStorage.setItem("sveltia-cms.user", JSON.stringify({ backendName: "test-repo" }));
})();
