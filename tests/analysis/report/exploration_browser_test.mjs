// Opens the page of an exploration, filled with the sample document, in Chromium. The built page is found in
// LIANDONG_BUILD_DIR, playwright-core through NODE_PATH.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch } from '../../browser.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'liandong-explore-'));
const built =
  process.env.LIANDONG_EXPLORE_PAGE ?? path.join(process.env.LIANDONG_BUILD_DIR, 'analysis/report-page/explore.html');
const sample = JSON.parse(readFileSync(new URL('sample_exploration.json', import.meta.url), 'utf8'));
let browser;

/** The sample as a list of points: the last one left out, it is no grid. */
const as_list = () => {
  const list = structuredClone(sample);
  list.points.values[11] = [0.55, 7];
  return list;
};
/** The sample with one arm and one key. */
const as_small = () => {
  const small = structuredClone(sample);
  small.keys.length = small.arms.length = small.figures.length = 1;
  small.pairs = [];
  small.points.values = small.points.values.map((_, point) => [point / 20]);
  return small;
};

/** The sample as if it were a design of Morris or Sobol. */
const as_screening = (kind) => {
  const screening = as_list();
  const factor = (key, value, chance) => ({
    key,
    strength: [value, value / 2, value * 2],
    alone: [-value, -2 * value, -value / 2],
    chance,
  });
  const of = [0, 2].map((indicator) => ({
    a: 0,
    b: 1,
    indicator,
    apart: 1,
    factors: [factor(1, 0.4 + indicator, 0.1), factor(0, 0.05, null)],
  }));
  screening.sensitivity = { kind, of };
  return screening;
};

before(async () => {
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A page, what it complained of and what it asked of the network. */
async function open(document, language, viewport = { width: 1280, height: 900 }) {
  const file = path.join(folder, 'explore.html');
  const json = JSON.stringify(document).replaceAll('<', '\\u003c');
  writeFileSync(
    file,
    readFileSync(built, 'utf8').replace('{{report}}', () => json),
  );
  const page = await browser.newPage({ viewport });
  const complaints = [],
    requests = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) requests.push(request.url());
  });
  await page.goto(`${pathToFileURL(file).href}#${language}`);
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.chart')].every((chart) => chart.querySelectorAll('svg path').length >= 3),
  );
  return { page, complaints, requests };
}

for (const language of ['zh', 'en'])
  for (const width of [1280, 390])
    for (const [kind, document, charts] of [
      ['a grid', sample, ['chart-response', 'chart-map']],
      ['a list', as_list(), ['chart-response', 'chart-map']],
      ['one arm and one key', as_small(), ['chart-response']],
      ['a screening', as_screening('morris'), ['chart-sensitivity', 'chart-response', 'chart-map']],
      ['shares of variance', as_screening('sobol'), ['chart-sensitivity', 'chart-response', 'chart-map']],
    ])
      test(`draws ${kind} in ${language} at ${width} pixels, without complaint, request or sideways scrolling`, async () => {
        const { page, complaints, requests } = await open(document, language, { width, height: 900 });
        const ids = await page.evaluate(() => [...document.querySelectorAll('.chart')].map(({ id }) => id));
        assert.deepEqual(ids, charts);
        for (const fold of await page.locator('details').all()) await fold.locator('summary').click();
        assert.doesNotMatch(await page.locator('body').innerText(), /undefined|NaN|\bnull\b|\[object|Infinity/);
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)) <= 0);
        assert.deepEqual(complaints, []);
        assert.deepEqual(requests, []);
        await page.close();
      });

test('answers anew everywhere for another indicator and keeps the focus on its menu', async () => {
  const { page, complaints } = await open(sample, 'en');
  const said = () =>
    page.evaluate(() => ['#verdict', '#response', '#map'].map((id) => document.querySelector(id).innerText));
  const first = await said();
  await page.locator('#response select').first().focus();
  await page.locator('#response select').first().selectOption({ index: 2 });
  (await said()).forEach((text, i) => assert.notEqual(text, first[i]));
  for (const section of ['#verdict', '#response', '#map'])
    assert.equal(await page.locator(`${section} select`).first().inputValue(), '2');
  assert.ok(await page.evaluate(() => document.activeElement.closest('#response') !== null));
  assert.deepEqual(complaints, []);
  await page.close();
});

test('remembers what was chosen when the language changes', async () => {
  const { page } = await open(sample, 'zh');
  await page.locator('#verdict select').first().selectOption({ index: 2 });
  await page.locator('[data-language=en]').click();
  await page.waitForFunction(() => document.documentElement.lang === 'en');
  assert.equal(await page.locator('#verdict select').first().inputValue(), '2');
  const stray = (await page.locator('main').innerText()).split('\n').filter((row) => /[\u4e00-\u9fff]/.test(row));
  assert.deepEqual(stray, []);
  await page.close();
});

test('ranks what decides for the indicator that is chosen, also in the other language', async () => {
  const { page, complaints } = await open(as_screening('morris'), 'en');
  const note = () => page.locator('#sensitivity .figure-note').innerText();
  assert.match(await note(), /moves .* most is gardeners \(Open\)/);
  assert.match(await note(), /Of 2 parameters, 1 stands out from chance/);
  const first = await note();
  await page.locator('#sensitivity select').selectOption({ index: 1 });
  assert.notEqual(await note(), first);
  await page.locator('[data-language=zh]').click();
  await page.waitForFunction(() => document.documentElement.lang === 'zh-CN');
  assert.equal(await page.locator('#sensitivity select').inputValue(), '1');
  assert.match(await note(), /作用最大的是园丁/);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('says beside the answer what it takes on trust, and nothing where all was observed', async () => {
  for (const [language, said] of [
    ['en', /Of the model's 5 parameters, 3 have no source/],
    ['zh', /模型的 5 个参数中，3 个没有/],
  ]) {
    const { page } = await open(sample, language);
    assert.match(await page.locator('#verdict').innerText(), said);
    await page.close();
    const observed = { ...sample, assumptions: { of: 5, assumed: 0, varied: 0 } };
    const other = await open(observed, language);
    assert.doesNotMatch(await other.page.locator('#verdict').innerText(), said);
    await other.page.close();
  }
});

test('shows a failed point as a gap with its message, never as zero', async () => {
  const { page } = await open(sample, 'en');
  assert.match(await page.locator('#failures').innerText(), /no scale brings 'open' to the cost of 'guarded'/);
  await page.locator('#points summary').click();
  const row = page.locator('#points tbody tr').nth(5);
  assert.match(await row.innerText(), /–.*–.*5 of 5 failed/s);
  assert.match(await page.locator('#chart-map').innerHTML(), /×/);
  await page.close();
});
