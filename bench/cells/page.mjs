// The minimal page: sends the code to a worker, shows the SVG that it returns.
document.querySelector("button").addEventListener("click", () => {
  const worker = new Worker("worker.mjs", { type: "module" });
  worker.onmessage = ({ data }) => (document.querySelector("#output").innerHTML = data);
  worker.postMessage(document.querySelector("textarea").value);
});
