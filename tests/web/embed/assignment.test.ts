import assert from "node:assert/strict";
import { test } from "node:test";
import { parseAssignment, writeAssignment } from "../../../web/embed/assignment.ts";

test("an assignment survives its way through an address", () => {
  const assignment = {
    task: "η & t = 5? 100 %, please; #1",
    locked: ["lr", "t"],
    exercise: null,
  };
  assert.deepEqual(parseAssignment(`#descent=lr:1.9&${writeAssignment(assignment)}`), assignment);
});

test("an exercise can be assigned without its hints", () => {
  const assignment = { task: "", locked: ["hints"], exercise: "loop" };
  assert.deepEqual(parseAssignment(`#${writeAssignment(assignment)}`), assignment);
});

test("a state or an anchor alone assigns nothing", () => {
  for (const fragment of ["", "#", "#limit", "#descent=lr:1.9", "#task=", "#lock=,,"]) {
    assert.equal(parseAssignment(fragment), null, fragment);
  }
});

test("only names can be locked, and no task is endless", () => {
  const hostile = `#lock=lr,"],*,[x=${"&"}task=${"a".repeat(9000)}`;
  assert.deepEqual(parseAssignment(hostile)?.locked, ["lr"]);
  assert.equal(parseAssignment(hostile)?.task.length, 2000);
  assert.equal(parseAssignment("#task=%E0%A4%A")?.task, "%E0%A4%A");
});
