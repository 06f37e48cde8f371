import assert from "node:assert/strict";
import { test } from "node:test";
import { assignmentIn, writeAssignment } from "../../../web/embed/assignment.ts";

test("an assignment survives its way through an address", () => {
  const assignment = {
    task: "η & t = 5? 100 %, please; #1",
    locked: ["lr", "t"],
    exercise: null,
  };
  assert.deepEqual(assignmentIn(`#descent=lr:1.9&${writeAssignment(assignment)}`), assignment);
});

test("an exercise can be assigned without its hints", () => {
  const assignment = { task: "", locked: ["hints"], exercise: "loop" };
  assert.deepEqual(assignmentIn(`#${writeAssignment(assignment)}`), assignment);
});

test("a state or an anchor alone assigns nothing", () => {
  for (const fragment of ["", "#", "#limit", "#descent=lr:1.9", "#task=", "#lock=,,"]) {
    assert.equal(assignmentIn(fragment), null, fragment);
  }
});

test("only names can be locked, and no task is endless", () => {
  const hostile = `#lock=lr,"],*,[x=${"&"}task=${"a".repeat(9000)}`;
  assert.deepEqual(assignmentIn(hostile)?.locked, ["lr"]);
  assert.equal(assignmentIn(hostile)?.task.length, 2000);
  assert.equal(assignmentIn("#task=%E0%A4%A")?.task, "%E0%A4%A");
});
