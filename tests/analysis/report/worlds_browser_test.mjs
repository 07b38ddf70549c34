// Opens the page of a study with worlds in Chromium, from sample_worlds.json, which worlds_unit.cpp keeps equal to what
// the program writes. LIANDONG_BUILD_DIR holds the built page; playwright-core and ajv are found through NODE_PATH.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch } from '../../browser.mjs';

const require = createRequire(import.meta.url);
const Ajv = require('ajv');
const here = path.dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'liandong-worlds-'));
const sample = () => JSON.parse(readFileSync(path.join(here, 'sample_worlds.json'), 'utf8'));
let browser;

before(async () => {
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

let pages = 0;
/** A page on the sample after a change, and what it complained of. */
async function open(language, { change = () => undefined, width = 1280, height = 900 } = {}) {
  const document = sample();
  change(document);
  const frame = readFileSync(path.join(process.env.LIANDONG_BUILD_DIR, 'analysis/report-page/report.html'), 'utf8');
  const file = path.join(folder, `${++pages}.html`);
  const text = JSON.stringify(document).replaceAll('<', '\\u003c');
  writeFileSync(
    file,
    frame.replace('{{report}}', () => text),
  );
  const page = await browser.newPage({ viewport: { width, height }, acceptDownloads: true });
  const complaints = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${pathToFileURL(file).href}#${language}`);
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.chart')].every((chart) => chart.querySelector('svg, canvas')),
  );
  return { page, complaints };
}

test('the document is as its schema says', () => {
  const schema = path.resolve(here, '../../../analysis/report/page/report.schema.json');
  const is_valid = new Ajv({ strictTypes: false }).compile(JSON.parse(readFileSync(schema, 'utf8')));
  assert.ok(is_valid(sample()), JSON.stringify(is_valid.errors, null, 1));
});

for (const [language, words] of [
  [
    'en',
    { reversal: /birds eat seeds/, depends: /rainy days/, noise: /noise of the seed alone/, verdict: 'It depends on' },
  ],
  ['zh', { reversal: /鸟儿吃种子/, depends: /雨天占比/, noise: /只含随机种子/, verdict: '取决于什么' }],
])
  test(`the answer over worlds stands first in ${language}, then the study at its stated values`, async () => {
    const { page, complaints } = await open(language);
    const sections = await page.evaluate(() => [...document.querySelectorAll('main section')].map(({ id }) => id));
    assert.deepEqual(sections.slice(0, 11), [
      ...['verdict', 'worlds', 'cost', 'course', 'deciders', 'flips', 'structures', 'regrets', 'data', 'stated', 'cards'],
    ]);
    const verdict = await page.locator('#verdict').innerText();
    assert.match(verdict.split('\n').slice(1, 5).join(' '), words.reversal);
    assert.match(verdict, words.depends);
    assert.ok(verdict.includes(words.verdict));
    assert.match(await page.locator('#stated').innerText(), words.noise);
    assert.deepEqual(complaints, []);
    await page.close();
  });

for (const language of ['zh', 'en'])
  test(`a planner meets no word of statisticians, nor undefined figures, in ${language}`, async () => {
    const { page } = await open(language);
    const told = await page.evaluate(() =>
      ['verdict', 'worlds', 'course', 'deciders', 'flips', 'structures', 'regrets', 'data']
        .map((id) => document.getElementById(id).innerText)
        .join('\n'),
    );
    assert.doesNotMatch(told, /Sobol|PRIM|EVPPI|first-order|quantile|undefined|NaN|\bnull\b|\[object/);
    if (language === 'en') assert.doesNotMatch(told, /[\u4e00-\u9fff]/);
    await page.close();
  });

test('a hundred dots stand for each comparison of a headline indicator', async () => {
  const { page } = await open('en');
  const rows = await page.evaluate(() => {
    const label = document.querySelector('#chart-worlds').getAttribute('aria-label');
    return label.split('; ').map((block) => block.match(/ (\d+)(?=[,.]|$)/g).map(Number));
  });
  assert.ok(rows.length >= 3);
  for (const row of rows)
    assert.equal(
      row.reduce((sum, dots) => sum + dots),
      100,
    );
  await page.close();
});

test('menus change what decides and where the order turns', async () => {
  const { page, complaints } = await open('en');
  const words = () => page.locator('#deciders .lead').nth(1).innerText();
  const map = () => page.locator('#flips .lead').innerText();
  const before = [await words(), await map()];
  await page.locator('#deciders .choice label').nth(1).click();
  assert.notDeepEqual([await words(), await map()], before);
  await page.locator('#deciders select').selectOption({ index: 2 });
  assert.deepEqual(complaints, []);
  await page.close();
});

test('the course over the years says in how many worlds an arm lies behind, of the pair and indicator chosen', async () => {
  const { page, complaints } = await open('en');
  const words = () => page.locator('#course .lead').nth(1).innerText();
  const before = await words();
  assert.match(before, /On joy, guarded lies behind open in \d+ worlds of 100 in 20\d\d/);
  await page.locator('#course .choice label').nth(1).click();
  assert.match(await words(), /On harvest/);
  await page.locator('#course select').selectOption({ index: 1 });
  assert.match(await words(), /lies behind open, equal cost in/);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('results of an older program, without years, have no course', async () => {
  const { page, complaints } = await open('en', { change: ({ worlds }) => (worlds.courses = []) });
  assert.equal(await page.locator('#course').count(), 0);
  assert.deepEqual(complaints, []);
  await page.close();
});

for (const [language, words] of [
  ['en', /Preliminary: 120 of up to 200 worlds/],
  ['zh', /初步结果：仅有 120 个世界，上限 200 个/],
])
  test(`an answer that more worlds may change is called preliminary on page and brief in ${language}`, async () => {
    const early = ({ worlds }) => ((worlds.preliminary = true), (worlds.asked = 200));
    const { page, complaints } = await open(language, { change: early });
    assert.match(await page.locator('#verdict .preliminary').innerText(), words);
    await page.evaluate(() => (window.print = () => undefined));
    await page.locator('#print-brief').click();
    await page.emulateMedia({ media: 'print' });
    assert.match(await page.locator('#brief .preliminary').innerText(), words);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    assert.equal(pdf.match(/\/Type \/Page\b/g).length, 1);
    assert.deepEqual(complaints, []);
    await page.close();
    const whole = (await open(language)).page;
    assert.equal(await whole.locator('.preliminary').count(), 0);
    await whole.close();
  });

test('what is chosen stays after a change of the language', async () => {
  const { page } = await open('en');
  await page.locator('#deciders .choice label').nth(1).click();
  await page.locator('[data-language=zh]').click();
  await page.waitForFunction(() => document.documentElement.lang === 'zh-CN');
  assert.match(await page.locator('#flips .lead').innerText(), /收成/);
  await page.close();
});

test('charts of worlds are exported as PNG, SVG and CSV', async () => {
  const { page } = await open('zh');
  for (const chart of ['worlds', 'course', 'deciders', 'flips'])
    for (const kind of ['PNG', 'SVG', 'CSV']) {
      const arriving = page.waitForEvent('download');
      await page.locator(`.chart-figure:has(#chart-${chart}) [data-export=${kind}]`).click();
      const file = await arriving;
      assert.ok(readFileSync(await file.path()).length > 100, `${file.suggestedFilename()} is empty`);
      await page.waitForTimeout(120);
    }
  await page.close();
});

for (const language of ['zh', 'en'])
  test(`fits a phone in ${language} without sideways scrolling`, async () => {
    const { page, complaints } = await open(language, { width: 390, height: 800 });
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)) <= 0);
    assert.deepEqual(complaints, []);
    await page.close();
  });

test('three paths are ranked, a dot for the best of each world', async () => {
  const rank_three = (document) => {
    document.arms[2].equal_cost_to = '';
    document.worlds.asked_arms = [0, 1, 2];
  };
  const { page, complaints } = await open('en', { change: rank_three });
  assert.match(await page.locator('#chart-worlds').getAttribute('aria-label'), /Joy: who is best/);
  assert.deepEqual(complaints, []);
  await page.close();
});

for (const language of ['zh', 'en'])
  test(`the brief in ${language} holds the answer over worlds on one page`, async () => {
    const { page } = await open(language);
    await page.evaluate(() => (window.print = () => undefined));
    await page.locator('#print-brief').click();
    await page.emulateMedia({ media: 'print' });
    const text = await page.locator('#brief').innerText();
    assert.match(text, language === 'zh' ? /每 100 个世界中[^]*取决于什么/ : /Of a hundred worlds[^]*It depends on/);
    assert.equal(await page.locator('#brief .brief-dots').first().locator('i').count(), 100);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    assert.equal(pdf.match(/\/Type \/Page\b/g).length, 1);
    await page.close();
  });
