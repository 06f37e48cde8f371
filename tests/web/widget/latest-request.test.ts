import assert from "node:assert/strict";
import { test } from "node:test";
import { PythonError } from "../../../web/python/client.ts";
import { Wishes } from "../../../web/widget/latest-request.ts";

interface Wish {
  readonly lr: number;
  readonly t: number;
}

interface Asked extends Wish {
  answer(): Promise<void>;
  fail(reason: "failed" | "refused" | "faulty" | "stopped"): Promise<void>;
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

const INITIAL: Wish = { lr: 0.1, t: -5 };

/** Wishes of a widget that shows the initial run; the test answers its queries. A run is the wish it fulfils. */
function staged() {
  const asked: Asked[] = [];
  const told: string[] = [];
  let shown = INITIAL;
  /** The rate whose run cannot be drawn. */
  const broken = { lr: NaN };
  const source = {
    known: (wish: Wish) =>
      [shown, INITIAL].find((run) => run.lr === wish.lr && run.t === wish.t) ?? null,
    ask: (wish: Wish) =>
      new Promise<Wish>((resolve, reject) => {
        const settle = (end: () => void) => {
          end();
          return turn();
        };
        asked.push({
          ...wish,
          answer: () => settle(() => resolve({ ...wish })),
          fail: (reason) => settle(() => reject(new PythonError(reason, "why"))),
        });
      }),
    wishOf: (run: Wish) => run,
  };
  const outcome = {
    run: (run: Wish, n: number) => {
      shown = run;
      if (run.lr === broken.lr) throw new TypeError("half drawn");
      told.push(`lr ${run.lr} from ${n}`);
    },
    fulfilled: () => told.push("fulfilled"),
    refused: (message: string | null) => told.push(`refused: ${message}`),
    undrawn: (isUndrawn: boolean) => isUndrawn && told.push("undrawn"),
  };
  return { wishes: new Wishes(source, INITIAL, outcome, () => false), asked, told, broken };
}

test("a wish stays open until its run is shown", async () => {
  const { wishes, asked, told } = staged();
  wishes.change({ lr: 1.9 }, 7);
  assert.ok(wishes.isOpen);
  assert.deepEqual([wishes.wish.lr, wishes.n, told], [1.9, 7, []]);
  await asked[0]!.answer();
  assert.ok(!wishes.isOpen);
  assert.deepEqual(told, ["lr 1.9 from 7", "fulfilled"]);
});

test("the last wish counts", async () => {
  const { wishes, asked, told } = staged();
  wishes.change({ lr: 1 });
  wishes.change({ lr: 2 });
  wishes.change({ t: 3 });
  await asked[0]!.answer();
  assert.ok(wishes.isOpen);
  assert.deepEqual([asked.length, asked[1]!.lr, asked[1]!.t], [2, 2, 3]);
  await asked[1]!.answer();
  assert.deepEqual(told, ["lr 1 from 0", "lr 2 from 0", "fulfilled"]);
});

test("a run that the page has is shown at once, and what was awaited before comes to nothing", async () => {
  const { wishes, asked, told } = staged();
  wishes.change({ lr: 1.9 });
  wishes.change({ lr: 0.1 }, 4);
  assert.ok(!wishes.isOpen);
  assert.deepEqual(told, ["lr 0.1 from 4", "fulfilled"]);
  await asked[0]!.answer();
  assert.equal(told.length, 2);
  wishes.change({ lr: 0.7 });
  assert.equal(asked[1]!.lr, 0.7);
});

test("where Python is not to be had the wish stays open, and can be pursued again", async () => {
  const { wishes, asked, told } = staged();
  wishes.change({ lr: 1.9 });
  await asked[0]!.fail("failed");
  assert.ok(wishes.isOpen);
  assert.equal(wishes.wish.lr, 1.9);
  void wishes.pursue();
  await asked[1]!.answer();
  assert.deepEqual(told, ["lr 1.9 from 0", "fulfilled"]);
});

test("a wish that gdlib refuses is taken back", async () => {
  const { wishes, asked, told } = staged();
  wishes.change({ lr: 1.9 });
  await asked[0]!.fail("refused");
  assert.ok(!wishes.isOpen);
  assert.deepEqual(wishes.wish, INITIAL);
  assert.deepEqual(told, ["refused: why"]);
});

test("the refusal of one wish does not take back the next", async () => {
  const { wishes, asked, told } = staged();
  wishes.change({ lr: 1.9 });
  wishes.change({ lr: 0.5 });
  await asked[0]!.fail("refused");
  assert.ok(wishes.isOpen);
  await asked[1]!.answer();
  assert.deepEqual(told, ["lr 0.5 from 0", "fulfilled"]);
});

test("a Python that was stopped, for something else, is asked again", async () => {
  const { wishes, asked, told } = staged();
  wishes.change({ lr: 1.9 });
  await asked[0]!.fail("stopped");
  await asked[1]!.answer();
  assert.deepEqual(told, ["lr 1.9 from 0", "fulfilled"]);
});

test("a wish on which Python breaks off is taken back, without a word of Python's", async () => {
  const { wishes, asked, told } = staged();
  wishes.change({ lr: 1.9 });
  await asked[0]!.fail("faulty");
  assert.ok(!wishes.isOpen);
  assert.deepEqual(wishes.wish, INITIAL);
  assert.deepEqual(told, ["refused: null"]);
});

test("a run that cannot be drawn leaves the wish open and the run before on the page", async () => {
  const { wishes, asked, told, broken } = staged();
  wishes.change({ lr: 1.9 });
  await asked[0]!.fail("failed");
  broken.lr = 1.9;
  const pursued = assert.rejects(wishes.pursue(), TypeError);
  await asked[1]!.answer();
  await pursued;
  assert.ok(wishes.isOpen);
  assert.equal(wishes.wish.lr, 1.9);
  assert.deepEqual(told, ["undrawn", "lr 0.1 from 0"]);
});
