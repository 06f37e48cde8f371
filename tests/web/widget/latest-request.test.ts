import assert from "node:assert/strict";
import { test } from "node:test";
import { PythonError } from "../../../web/python/client.ts";
import { LatestRequest } from "../../../web/widget/latest-request.ts";

interface Query {
  readonly lr: number;
  readonly t: number;
}

interface SentQuery extends Query {
  answer(): Promise<void>;
  fail(reason: "failed" | "refused" | "faulty" | "stopped"): Promise<void>;
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

const INITIAL: Query = { lr: 0.1, t: -5 };

/** A request of a widget that shows the initial run; the test answers its queries. A run is the query it answers. */
function staged() {
  const sent: SentQuery[] = [];
  const events: string[] = [];
  let shown = INITIAL;
  /** The rate whose run cannot be drawn. */
  const broken = { lr: NaN };
  const source = {
    cached: (query: Query) =>
      [shown, INITIAL].find((run) => run.lr === query.lr && run.t === query.t) ?? null,
    ask: (query: Query) =>
      new Promise<Query>((resolve, reject) => {
        const settle = (end: () => void) => {
          end();
          return turn();
        };
        sent.push({
          ...query,
          answer: () => settle(() => resolve({ ...query })),
          fail: (reason) => settle(() => reject(new PythonError(reason, "why"))),
        });
      }),
    queryOf: (run: Query) => run,
  };
  const listener = {
    run: (run: Query, n: number) => {
      shown = run;
      if (run.lr === broken.lr) throw new TypeError("half drawn");
      events.push(`lr ${run.lr} from ${n}`);
    },
    fulfilled: () => events.push("fulfilled"),
    refused: (message: string | null) => events.push(`refused: ${message}`),
    undrawn: (isUndrawn: boolean) => isUndrawn && events.push("undrawn"),
  };
  return {
    request: new LatestRequest(source, INITIAL, listener, () => false),
    sent,
    events,
    broken,
  };
}

test("a query is pending until its run is shown", async () => {
  const { request, sent, events } = staged();
  request.change({ lr: 1.9 }, 7);
  assert.ok(request.isPending);
  assert.deepEqual([request.query.lr, request.n, events], [1.9, 7, []]);
  await sent[0]!.answer();
  assert.ok(!request.isPending);
  assert.deepEqual(events, ["lr 1.9 from 7", "fulfilled"]);
});

test("only the newest query is sent next", async () => {
  const { request, sent, events } = staged();
  request.change({ lr: 1 });
  request.change({ lr: 2 });
  request.change({ t: 3 });
  await sent[0]!.answer();
  assert.ok(request.isPending);
  assert.deepEqual([sent.length, sent[1]!.lr, sent[1]!.t], [2, 2, 3]);
  await sent[1]!.answer();
  assert.deepEqual(events, ["lr 1 from 0", "lr 2 from 0", "fulfilled"]);
});

test("a run that the page has is shown at once, and an earlier query is dropped", async () => {
  const { request, sent, events } = staged();
  request.change({ lr: 1.9 });
  request.change({ lr: 0.1 }, 4);
  assert.ok(!request.isPending);
  assert.deepEqual(events, ["lr 0.1 from 4", "fulfilled"]);
  await sent[0]!.answer();
  assert.equal(events.length, 2);
  request.change({ lr: 0.7 });
  assert.equal(sent[1]!.lr, 0.7);
});

test("without Python the query stays pending, and can be sent again", async () => {
  const { request, sent, events } = staged();
  request.change({ lr: 1.9 });
  await sent[0]!.fail("failed");
  assert.ok(request.isPending);
  assert.equal(request.query.lr, 1.9);
  void request.send();
  await sent[1]!.answer();
  assert.deepEqual(events, ["lr 1.9 from 0", "fulfilled"]);
});

test("a query that gdlib refuses is taken back", async () => {
  const { request, sent, events } = staged();
  request.change({ lr: 1.9 });
  await sent[0]!.fail("refused");
  assert.ok(!request.isPending);
  assert.deepEqual(request.query, INITIAL);
  assert.deepEqual(events, ["refused: why"]);
});

test("the refusal of one query does not take back the next", async () => {
  const { request, sent, events } = staged();
  request.change({ lr: 1.9 });
  request.change({ lr: 0.5 });
  await sent[0]!.fail("refused");
  assert.ok(request.isPending);
  await sent[1]!.answer();
  assert.deepEqual(events, ["lr 0.5 from 0", "fulfilled"]);
});

test("a Python that was stopped, for something else, is asked again", async () => {
  const { request, sent, events } = staged();
  request.change({ lr: 1.9 });
  await sent[0]!.fail("stopped");
  await sent[1]!.answer();
  assert.deepEqual(events, ["lr 1.9 from 0", "fulfilled"]);
});

test("a query that raises an unexpected error is taken back, without a message", async () => {
  const { request, sent, events } = staged();
  request.change({ lr: 1.9 });
  await sent[0]!.fail("faulty");
  assert.ok(!request.isPending);
  assert.deepEqual(request.query, INITIAL);
  assert.deepEqual(events, ["refused: null"]);
});

test("a run that cannot be drawn leaves the query pending and the previous run on the page", async () => {
  const { request, sent, events, broken } = staged();
  request.change({ lr: 1.9 });
  await sent[0]!.fail("failed");
  broken.lr = 1.9;
  const failed = assert.rejects(request.send(), TypeError);
  await sent[1]!.answer();
  await failed;
  assert.ok(request.isPending);
  assert.equal(request.query.lr, 1.9);
  assert.deepEqual(events, ["undrawn", "lr 0.1 from 0"]);
});
