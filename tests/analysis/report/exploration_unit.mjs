// What the page of an exploration works out by itself, and whether its document is what its schema says. esbuild and
// ajv are found through NODE_PATH.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';

const require = createRequire(import.meta.url);
const { buildSync } = require('esbuild');
const Ajv = require('ajv');
const page = path.join(process.env.LIANDONG_SOURCE_DIR, 'analysis/report/page');
const bundle = buildSync({
  entryPoints: [path.join(page, 'src/explore_math.ts')],
  bundle: true,
  write: false,
  format: 'esm',
});
const { diverging, ends, hatch, is_grid, levels, middle_levels, outcome, rule, running_mean, slice } = await import(
  `data:text/javascript,${encodeURIComponent(bundle.outputFiles[0].text)}`
);

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const grid = [0, 1, 2].flatMap((x) => [5, 6].map((y) => [x, y]));

test('the sample document is what the schema says, which leaves nothing open', () => {
  const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(
    read(path.join(page, 'explore.schema.json')),
  );
  const document = read(new URL('sample_exploration.json', import.meta.url));
  assert.ok(validate(document), JSON.stringify(validate.errors));
  assert.ok(!validate({ ...document, more: 1 }));
});

test('a grid is every combination of levels, each once and in any order', () => {
  assert.ok(is_grid(grid));
  assert.ok(is_grid([...grid].reverse()));
  assert.ok(!is_grid(grid.slice(1)));
  assert.ok(!is_grid([...grid.slice(1), grid[1]]));
});

test('levels are different values in order, and the middle one is held', () => {
  assert.deepEqual(levels([10, 9, 10, -1]), [-1, 9, 10]);
  assert.deepEqual(middle_levels(grid), [1, 5]);
});

test('a slice holds all keys but the free ones', () => {
  assert.deepEqual(slice(grid, [0], [9, 6]), [1, 3, 5]);
  assert.deepEqual(slice(grid, [0, 1], [9, 9]), [0, 1, 2, 3, 4, 5]);
});

test('a running mean takes neighbours in x and leaves gaps out', () => {
  assert.deepEqual(running_mean([3, 1, 2, 4], [30, 10, null, 20], 2), [
    [2, 20],
    [3.5, 25],
  ]);
  assert.deepEqual(running_mean([1, 2], [5, 7], 9), [[1.5, 6]]);
  assert.deepEqual(running_mean([1], [null], 3), []);
});

test('an arm is ahead in the direction that is good, if the replicates agree and the difference matters', () => {
  assert.equal(outcome(0.5, 1, 1, 0.1), 'a');
  assert.equal(outcome(0.5, 1, -1, 0.1), 'b');
  assert.equal(outcome(-0.5, 0.9, 0, 0.1), 'b');
  assert.equal(outcome(0.5, 0.89, 1, 0.1), 'open');
  assert.equal(outcome(0.05, 1, 1, 0.1), 'little');
  assert.equal(outcome(0, 1, 1, 0), 'little');
  assert.equal(outcome(null, null, 1, 0.1), null);
});

test('a rule finds the bound that tells where something holds', () => {
  const holds = grid.map(([x]) => x >= 1);
  assert.deepEqual(rule(grid, holds), { key: 0, most: false, value: 0, hits: 4, inside: 4, others: 0, outside: 2 });
});

test('no rule is told where everything holds, nothing holds or it holds at random', () => {
  assert.equal(
    rule(
      grid,
      grid.map(() => true),
    ),
    null,
  );
  assert.equal(
    rule(
      grid,
      grid.map(() => false),
    ),
    null,
  );
  assert.equal(rule(grid, [true, false, false, true, true, false]), null);
  assert.equal(rule([], []), null);
});

test('ends skip what is not defined', () => {
  assert.deepEqual(ends([null, 3, -1, null]), { least: 2, most: 1 });
  assert.equal(ends([null]), null);
});

test('hatching stays inside its rectangle', () => {
  for (const [x1, y1, x2, y2] of hatch(50, 20, 8)) {
    for (const x of [x1, x2]) assert.ok(x >= 0 && x <= 50);
    for (const y of [y1, y2]) assert.ok(y >= 0 && y <= 20);
    assert.equal(x1 + y1, x2 + y2);
  }
  assert.equal(hatch(50, 20, 8).length, 9);
});

test('colours go from orange over white to blue and no further', () => {
  assert.equal(diverging(0), 'rgb(255,255,255)');
  assert.equal(diverging(3), diverging(1));
  assert.notEqual(diverging(-1), diverging(1));
});
