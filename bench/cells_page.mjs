// The least that a page can do: hand the code to a worker, show the SVG that comes back.
document.querySelector("button").addEventListener("click", () => {
  const worker = new Worker("cells_worker.mjs", { type: "module" });
  worker.onmessage = ({ data }) => (document.querySelector("#output").innerHTML = data);
  worker.postMessage(document.querySelector("textarea").value);
});
