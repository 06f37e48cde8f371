import assert from "node:assert/strict";
import { test } from "node:test";
import { fromPython } from "../../from-python.ts";
import { WORDS } from "../../../../web/widget/words.ts";
import { sweepText } from "../../../../web/widgets/rates/summary.ts";
import { sweepOf, type EmbeddedSweep } from "../../../../web/widgets/rates/sweep.ts";
import { RATES_WORDS } from "../../../../web/widgets/rates/words.ts";

/** Return what gdlib says of a sweep over the double well. */
function sweep(t: number, steps: number) {
  const answer = `web.python.queries.rates.answer(dict(loss="double_well", t=${t}, lr=None, steps=${steps}))`;
  const program = `(lambda facts, columns: dict(facts=facts, columns={name: list(column) for name, column in columns.items()}))(*${answer})`;
  return sweepOf(fromPython(program, "web.python.queries.rates") as EmbeddedSweep);
}

for (const language of ["ja", "en"] as const) {
  const say = (t: number, steps: number) =>
    sweepText(sweep(t, steps), RATES_WORDS[language], WORDS[language].verdict.join);

  test(`where every rate diverges, that is what is said (${language})`, () => {
    const { none, unbounded } = RATES_WORDS[language].summary;
    const { title, sentence, mood } = say(900, 100);
    assert.deepEqual([title, mood], [none.title, "bad"]);
    assert.equal(sentence, [none.sentence("100"), unbounded].join(WORDS[language].verdict.join));
    assert.deepEqual(say(-1000, 1000).title, none.title);
  });

  test(`where some rates settle, the lowest end is told (${language})`, () => {
    assert.match(say(-5, 50).title, /η = [\d.]+/);
  });
}
