/**
 * Runs inside the sandboxed frame. Starts and terminates workers for the page, and does nothing else: each
 * worker gets a port to the page and talks to it directly.
 */
import type { FromFrame, ToFrame } from "./sandbox.ts";

const workers = new Map<number, Worker>();

function start(id: number, script: Blob, port: MessagePort): void {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  // A classic worker: Chromium refuses a module worker from a blob of an opaque origin.
  const worker = new Worker(address);
  worker.onerror = (event) => tell({ kind: "broken", id, message: event.message ?? "" });
  worker.postMessage(null, [port]);
  workers.set(id, worker);
}

function end(id: number): void {
  workers.get(id)?.terminate();
  workers.delete(id);
}

const tell = (message: FromFrame): void => parent.postMessage(message, "*"); // the page checks the source

addEventListener("message", ({ data, source, ports }: MessageEvent<ToFrame>) => {
  if (source !== parent) return;
  if (data.kind === "start") start(data.id, data.script, ports[0]!);
  else end(data.id);
});
