import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { piecesOf } from "./jshtml.ts";

/** Return the player that the Matplotlib of this project makes. */
function player(frames: number, interval: number): string {
  const program = `
import matplotlib
matplotlib.use("agg")
from matplotlib import pyplot as plt
from matplotlib.animation import FuncAnimation
figure, axes = plt.subplots(figsize=(1, 1))
film = FuncAnimation(figure, lambda n: axes.plot([n]), frames=${frames}, interval=${interval})
print(film.to_jshtml())`;
  return execFileSync(".venv/bin/python", ["-c", program], { encoding: "utf8" });
}

const made = player(3, 40);

test("a player of Matplotlib is its frames and its interval, and nothing is left over", () => {
  const pieces = piecesOf(made);
  assert.equal(pieces.length, 1);
  const film = pieces[0]!;
  assert.equal(film.kind, "film");
  if (film.kind !== "film") return;
  assert.equal(film.frames.length, 3);
  assert.equal(film.interval, 40);
  for (const frame of film.frames) {
    const [type, data] = frame.split(",") as [string, string];
    assert.equal(type, "data:image/png;base64");
    assert.equal(Buffer.from(data, "base64").toString("latin1", 1, 4), "PNG");
  }
  assert.equal(new Set(film.frames).size, 3);
});

test("what stands before, between and behind players keeps its place", () => {
  const pieces = piecesOf(`<h2>one</h2>${made}<p>two</p>${made}<p>three</p>`);
  const told = pieces.map((piece) => (piece.kind === "html" ? piece.html.trim() : "film"));
  assert.deepEqual(told, ["<h2>one</h2>", "film", "<p>two</p>", "film", "<p>three</p>"]);
});

const NO_PLAYERS = {
  "HTML without a script": "<b>bold</b>",
  "a script that only names the player":
    "<script>new Animation(frames, img_id, slider_id, 5,</script>",
  "frames from elsewhere":
    '<script>frames[0] = "https://elsewhere.example/a.png"; new Animation(frames, img_id, slider_id, 5,</script>',
  "frames that are pages":
    '<script>frames[0] = "data:text/html;base64,AAAA"; new Animation(frames, img_id, slider_id, 5,</script>',
  "frames with something behind their data":
    '<script>frames[0] = "data:image/png;base64,AA\') x"; new Animation(frames, img_id, slider_id, 5,</script>',
  "a script that does not end":
    '<script>frames[0] = "data:image/png;base64,AAAA"; new Animation(frames, img_id, slider_id, 5,',
};

for (const [name, html] of Object.entries(NO_PLAYERS)) {
  test(`${name} is no player`, () => assert.deepEqual(piecesOf(html), [{ kind: "html", html }]));
}

/** Return how many characters are looked at, in search of tags, while `html` is taken apart. */
function searched(html: string): number {
  let characters = 0;
  const { indexOf, lastIndexOf } = String.prototype;
  String.prototype.indexOf = function (this: string, part, from = 0) {
    const found = indexOf.call(this, part, from);
    characters += (found < 0 ? this.length : found) - from;
    return found;
  };
  String.prototype.lastIndexOf = function (this: string, part, from = this.length) {
    const found = lastIndexOf.call(this, part, from);
    characters += from - Math.max(0, found);
    return found;
  };
  piecesOf(html);
  Object.assign(String.prototype, { indexOf, lastIndexOf });
  return characters;
}

const REPEATED = {
  "starts of players": "new Animation(frames, img_id, slider_id, 1,",
  "starts of scripts": "<script>",
  "ends of scripts": "</script>",
  "scripts that only name the player":
    "<script>new Animation(frames, img_id, slider_id, 1,</script>",
  players:
    '<script>frames[0] = "data:image/png;base64,AA"; new Animation(frames, img_id, slider_id, 1,</script>',
};

for (const [name, part] of Object.entries(REPEATED)) {
  test(`a thousand ${name} are read a few times, not a thousand times`, () => {
    const html = part.repeat(1_000);
    assert.ok(searched(html) <= 5 * html.length);
  });
}
