import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { UrlState, type Codec } from "../../../web/widget/url-state.ts";

interface State {
  readonly lr: number;
}

const codec: Codec<State> = {
  read: (given) => ({ lr: Number(given.get("lr")) || 0.1 }),
  write: ({ lr }) => [["lr", lr]],
};

const location = { pathname: "/lesson/", hash: "", href: "http://127.0.0.1/lesson/" };
const history = { state: null, replaceState: (_: null, __: "", hash: string) => go(hash) };
Object.assign(globalThis, { window: globalThis, location, history });
mock.timers.enable({ apis: ["setTimeout"] });

/** The reader, or a widget, changes the fragment. */
function go(hash: string): void {
  location.hash = hash;
}

const settle = (): void => mock.timers.tick(1000);

/** A widget on the page, whose run the test changes. */
function made(key = "descent") {
  const widget = { run: 0.1, pending: null as number | null, plays: false };
  const address = new UrlState(key, codec, {
    shown: () => ({ lr: widget.run }),
    pending: () => (widget.pending === null ? null : { lr: widget.pending }),
    isPlaying: () => widget.plays,
  });
  return { widget, address };
}

beforeEach(() => {
  location.pathname = "/lesson/";
  go("");
});

test("an address follows what is shown", () => {
  const { widget, address } = made();
  widget.run = 0.3;
  address.scheduleWrite();
  settle();
  assert.equal(location.hash, "#descent=lr:0.3");
});

test("an address is not written while what it asks for is pending", () => {
  const { widget, address } = made();
  go("#descent=lr:1.9");
  assert.deepEqual(address.read(), { lr: 1.9 });
  widget.pending = 1.9;
  address.scheduleWrite(); // the reader plays what is shown meanwhile
  settle();
  assert.equal(location.hash, "#descent=lr:1.9");
});

test("what the reader asks for is not written before it is shown", () => {
  const { widget, address } = made();
  widget.pending = 1.9;
  address.scheduleWrite();
  settle();
  assert.equal(location.hash, "");
  [widget.run, widget.pending] = [1.9, null];
  address.resumeAndWrite();
  settle();
  assert.equal(location.hash, "#descent=lr:1.9");
});

test("a run that comes while it plays is written when it has come to rest", () => {
  const { widget, address } = made();
  [widget.run, widget.plays] = [1.9, true];
  address.resumeAndWrite();
  settle();
  assert.equal(location.hash, "");
  widget.plays = false;
  address.scheduleWrite();
  settle();
  assert.equal(location.hash, "#descent=lr:1.9");
});

test("an address whose state was refused stays until something else is chosen and shown", () => {
  const { widget, address } = made();
  go("#descent=lr:1.9");
  address.read();
  address.scheduleWrite(); // refused: nothing is pending, the run is still the one before
  settle();
  assert.equal(location.hash, "#descent=lr:1.9");
  widget.run = 0.2;
  address.resumeAndWrite();
  settle();
  assert.equal(location.hash, "#descent=lr:0.2");
});

test("an address that leads to what is shown stays as it was typed", () => {
  for (const typed of ["#descent=lr:1e-1", "#descent=", "#descent=lr:abc,speed:9"]) {
    const { address } = made();
    go(typed);
    address.read();
    address.resumeAndWrite();
    settle();
    assert.equal(location.hash, typed);
  }
});

test("a state is read once: what changes elsewhere in the address is no request for it", () => {
  const { address } = made();
  go("#descent=lr:1.9");
  assert.deepEqual(address.read(), { lr: 1.9 });
  go("#descent=lr:1.9&race=x:1");
  assert.equal(address.read(), null);
  go("#race=x:1");
  assert.equal(address.read(), null);
  go("#descent=lr:1.9");
  assert.deepEqual(address.read(), { lr: 1.9 });
});

test("a widget that writes leaves what another one asks for as it is", () => {
  const [first, second] = [made("first"), made("second")];
  go("#second=lr:2,unknown:%E3%81%82&task=x%20y");
  second.address.read();
  second.widget.pending = 2;
  first.widget.run = 0.3;
  first.address.scheduleWrite();
  second.address.scheduleWrite();
  settle();
  assert.equal(location.hash, "#second=lr:2,unknown:%E3%81%82&task=x%20y&first=lr:0.3");
});

test("a fragment that the reader types meanwhile is not written over", () => {
  const { widget, address } = made();
  widget.run = 0.3;
  address.scheduleWrite();
  go("#descent=lr:1.9");
  settle();
  assert.equal(location.hash, "#descent=lr:1.9");
});

test("the link leads to what is asked for", () => {
  const { widget, address } = made();
  assert.match(address.link, /#descent=lr:0\.1$/);
  widget.pending = 1.9;
  assert.match(address.link, /#descent=lr:1\.9$/);
});

test("an anchor, and the address of the next page, are left alone", () => {
  const { address } = made();
  go("#limit");
  address.scheduleWrite();
  settle();
  assert.equal(location.hash, "#limit");
  go("");
  address.scheduleWrite();
  location.pathname = "/next/";
  settle();
  assert.equal(location.hash, "");
});

test("a task begins in the state of the present address, not of the one before", () => {
  const { address } = made();
  const assigned = (hash: string) => {
    go(hash);
    address.read();
    return address.assigned;
  };
  assert.deepEqual(assigned("#descent=lr:0.2&task=first"), { lr: 0.2 });
  assert.deepEqual(assigned("#descent=lr:0.3&task=second"), { lr: 0.3 });
  assert.equal(assigned("#descent=lr:0.3"), null);
  assert.deepEqual(assigned("#descent=lr:0.3&lock=lr"), { lr: 0.3 });
  assert.deepEqual(assigned("#a-place"), { lr: 0.3 });
  assert.equal(assigned("#task=third"), null);
});
