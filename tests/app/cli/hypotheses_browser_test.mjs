// Opens the page on all claims, made with LIANDONG_BIN, in Chromium: what it lists, how it is sifted, and that it leads
// to each claim's own page, which begins with the verdict. playwright-core and ajv are found through NODE_PATH.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch } from '../../browser.mjs';

const Ajv = createRequire(import.meta.url)('ajv');
const schemas = path.join(process.env.LIANDONG_SOURCE_DIR, 'analysis/report/page');
const folder = mkdtempSync(path.join(tmpdir(), 'liandong-claims-'));
let browser, address;

const claim = (id, direction, built_in) => `
burn_in = "street-committee"
place = { extends = "baotou", communities = 2, communities_per_street = 2, households = 100, estates = 1 }
run = { burn_in_weeks = 4, weeks = 8, replicates = 2 }
worlds.count = 21
[claim]
id = "${id}"
text = { en = "Without a list there are more tasks.", zh = "没有清单则事项更多。" }
source = "S1 4.2"
treatment = "free"
control = "list"
indicator = "tasks.committee"
direction = "${direction}"
smallest_effect = 2
reason = { en = "two tasks", zh = "两项事务" }
by_construction = ${built_in}
[[arm]]
name = "list"
title = { en = "A list", zh = "有清单" }
arrangement = "street-committee"
levers.tasks.list_filter = 0.9
[[arm]]
name = "free"
title = { en = "No list", zh = "无清单" }
arrangement = "street-committee"
levers.tasks.list_filter = 0
`;
const unaskable = `
title = { en = "The moon", zh = "月亮" }
[claim]
id = "T3"
text = { en = "The moon moves people.", zh = "月亮牵动人心。" }
source = "S3 a"
unaskable = { en = "The model has no moon.", zh = "模型中没有月亮。" }
`;

before(async () => {
  const files = {
    'T10.toml': claim('T10', 'higher', false),
    'T2.toml': claim('T2', 'lower', false),
    'T3.toml': unaskable,
    'T4.toml': claim('T4', 'higher', true),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  execFileSync(process.env.LIANDONG_BIN, ['hypotheses', ...Object.keys(files), '--quiet', '--out', 'told'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  address = pathToFileURL(path.join(folder, 'told/claims.html')).href;
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(language, viewport = { width: 1280, height: 900 }) {
  const page = await browser.newPage({ viewport });
  const complaints = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) complaints.push(request.url());
  });
  await page.goto(`${address}#${language}`);
  return { page, complaints };
}

/** The document inside a page against its schema. */
async function check(page, schema) {
  const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(path.join(schemas, `${schema}.schema.json`), 'utf8')),
  );
  const document = JSON.parse(await page.locator('#report').textContent());
  assert.ok(validate(document), JSON.stringify(validate.errors));
}

const listed = (page) => page.locator('.claims tbody tr').allInnerTexts();

for (const language of ['zh', 'en'])
  for (const viewport of [
    { width: 1280, height: 900 },
    { width: 360, height: 740 },
  ])
    test(`lists every claim in order in ${language}, ${viewport.width} pixels wide`, async () => {
      const { page, complaints } = await open(language, viewport);
      const rows = await listed(page);
      assert.deepEqual(
        rows.map((text) => text.match(/T\d+/)[0]),
        ['T2', 'T3', 'T4', 'T10'],
      );
      const words =
        language === 'zh' ? ['被否定', '无法检验', '成立', '成立'] : ['Refuted', 'Cannot be asked', 'Holds', 'Holds'];
      rows.forEach((text, i) => assert.ok(text.includes(words[i]), text));
      assert.ok(rows[1].includes(language === 'zh' ? '模型中没有月亮' : 'The model has no moon'), rows[1]);
      assert.deepEqual(complaints, []);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(wide <= 0, `${wide} pixels too wide`);
      assert.doesNotMatch(await page.locator('body').innerText(), /undefined|NaN|\bnull\b|Infinity|\[object/);
      await page.close();
    });

test('holds what its schema says and is English in English', async () => {
  const { page } = await open('en');
  await check(page, 'claims');
  const stray = (await page.locator('main').innerText()).split('\n').filter((row) => /[\u4e00-\u9fff]/.test(row));
  assert.deepEqual(stray, []);
  await page.close();
});

test('is sifted by verdict, those by construction apart', async () => {
  const { page } = await open('en');
  for (const [choice, ids] of [
    ['holds 1', ['T10']],
    ['by construction 1', ['T4']],
    ['cannot be asked 1', ['T3']],
    ['all 4', ['T2', 'T3', 'T4', 'T10']],
  ]) {
    await page.locator('.menu select').selectOption({ label: choice });
    assert.deepEqual(
      (await listed(page)).map((text) => text.match(/T\d+/)[0]),
      ids,
      choice,
    );
  }
  await page.close();
});

test("leads to the claim's own page, which begins with its verdict, text and source", async () => {
  const { page } = await open('en');
  await page.locator('.claims a', { hasText: 'T10' }).click();
  await page.waitForSelector('#claim');
  await check(page, 'report');
  assert.equal(await page.locator('main section').first().getAttribute('id'), 'claim');
  const told = await page.locator('#claim').innerText();
  for (const words of ['Holds', 'Without a list there are more tasks.', 'S1 4.2', 'In 21 of 21 worlds', 'two tasks'])
    assert.ok(told.includes(words), told);
  await page.close();
});
