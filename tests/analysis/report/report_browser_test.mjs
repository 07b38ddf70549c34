// Opens a report in Chromium: no request leaves it, every chart draws, both languages, exports, phone, print.
// LIANDONG_REPORT is the report to open; without it one is made with LIANDONG_BIN. playwright-core and ajv are found
// through NODE_PATH.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch } from '../../browser.mjs';

const require = createRequire(import.meta.url);
const Ajv = require('ajv');
const folder = mkdtempSync(path.join(tmpdir(), 'liandong-report-'));
let browser, address;

function report_file() {
  if (process.env.LIANDONG_REPORT) return path.resolve(process.env.LIANDONG_REPORT);
  const settings = [
    'run.weeks=104',
    'run.burn_in_weeks=26',
    'run.replicates=3',
    'worlds.count=30',
    'place.communities=2',
    'place.households=300',
  ];
  execFileSync(
    process.env.LIANDONG_BIN,
    ['compare', '--quiet', '--out', folder, ...settings.flatMap((set) => ['--set', set])],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  return path.join(folder, 'report.html');
}

before(async () => {
  address = pathToFileURL(report_file()).href;
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const document_tag = /(<script type="application\/json" id="report">)([^]*?)(<\/script>)/;
const html = () => readFileSync(fileURLToPath(address), 'utf8');
const report_document = () => JSON.parse(document_tag.exec(html())[2]);

/** Address of the page drawn from the report's document after a change. */
function changed(name, change) {
  const document = report_document();
  change(document);
  const text = JSON.stringify(document).replaceAll('<', '\\u003c');
  const file = path.join(folder, `${name}.html`);
  writeFileSync(
    file,
    html().replace(document_tag, (_, before, __, after) => before + text + after),
  );
  return pathToFileURL(file).href;
}

/** A page on the report, what it complained of and what it asked of the network. */
async function open(language, viewport = { width: 1280, height: 900 }, report = address) {
  const page = await browser.newPage({ viewport, acceptDownloads: true });
  const complaints = [],
    requests = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) requests.push(request.url());
  });
  await page.goto(`${report}#${language}`);
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.chart')].every((chart) => chart.querySelector('svg, canvas')),
  );
  return { page, complaints, requests };
}

/** Ids of charts in which nothing was drawn. */
const empty_charts = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.chart')]
      .filter((chart) => {
        if (chart.closest('[hidden]')) return false; // there is nothing to draw, and the page says so
        if (chart.querySelector('svg')) return chart.querySelectorAll('svg path, svg text').length < 5;
        return [...chart.querySelectorAll('canvas')].every((canvas) => {
          const pixels = new Uint32Array(
            canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer,
          );
          return new Set(pixels).size < 3;
        });
      })
      .map((chart) => chart.id),
  );

test('is drawn from a document that its schema allows', () => {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const schema = path.resolve(here, '../../../analysis/report/page/report.schema.json');
  const is_valid = new Ajv({ strictTypes: false }).compile(JSON.parse(readFileSync(schema, 'utf8')));
  assert.ok(is_valid(report_document()), JSON.stringify(is_valid.errors, null, 1));
});

test('leaves out the sections for which a model has nothing', async () => {
  const bare = changed('bare', (document) => {
    for (const part of ['groups', 'group_indicators', 'ledgers', 'accounts', 'marks', 'pictures', 'levers', 'patterns'])
      document[part] = [];
    document.study.happenings = [];
    document.worlds = null;
    document.burn_in = { mean: [], low: [], high: [] };
    document.parameters.assumed = [];
    document.model.costs = false;
    document.arms.forEach((arm, i) => (arm.title = { zh: `方案${i}`, en: `Path ${i}` }));
    for (const arm of document.arms) Object.assign(arm, { flows: [], stages: [], communities: [], equal_cost_to: '' });
    for (const contrast of document.contrasts)
      Object.assign(contrast, { groups: [], communities: null, equal_cost: false });
  });
  for (const language of ['zh', 'en']) {
    const { page, complaints } = await open(language, undefined, bare);
    const sections = await page.evaluate(() => [...document.querySelectorAll('section')].map(({ id }) => id));
    assert.deepEqual(sections, ['brief', 'verdict', 'ranking', 'paths', 'forest', 'limits', 'reproduce']);
    assert.doesNotMatch(await page.locator('#verdict').innerText(), /cost|成本|公共支出/);
    assert.deepEqual(await empty_charts(page), []);
    assert.deepEqual(complaints, []);
    await page.close();
  }
});

test('counts fitted patterns apart from those held out, and shows differences as such', async () => {
  const pattern = { name: { en: 'joy', zh: '满意度' }, arms: { en: 'Open', zh: '开放' }, unit: '1', source: 'survey' };
  const level = { kind: 'level', low: 0.2, high: 0.6, value: 0.5, from: 0.4, to: 0.55, finding: 'met' };
  const sign = { kind: 'difference', low: 1e-9, high: null, value: 0.01, from: -0.02, to: 0.04, finding: 'unclear' };
  const relative = { kind: 'relative', low: -0.9, high: -0.7, value: -0.46, from: -0.5, to: -0.42, finding: 'missed' };
  const report = changed('patterns', (document) => {
    document.patterns = [
      { ...pattern, ...level, status: 'fitted' },
      { ...pattern, ...sign, status: 'held_out' },
      { ...pattern, ...relative, status: 'held_out' },
    ];
  });
  for (const [language, words] of [
    ['en', ['1 of 1 met, 0 missed', 'Held out: 0 of 2 met, 1 missed, 1 unclear', '> 0', '−46%', '−90% to −70%']],
    ['zh', ['1 项中符合 1 项', '未参与拟合：2 项中符合 0 项，不符 1 项，不明确 1 项', '> 0', '−46%', '−90% 至 −70%']],
  ]) {
    const { page, complaints } = await open(language, undefined, report);
    const text = await page.locator('#limits').innerText();
    for (const word of words) assert.ok(text.includes(word), `${word} is not in\n${text}`);
    assert.deepEqual(complaints, []);
    await page.close();
  }
});

test('draws a study of one arm', async () => {
  const alone = changed('alone', (document) => {
    document.arms.length = 1;
    document.contrasts = [];
    document.worlds = null;
    document.study.contrasts = 0;
    document.pictures = [];
    for (const lever of document.levers) lever.after.length = lever.parts.length = 1;
  });
  const { page, complaints } = await open('en', undefined, alone);
  assert.deepEqual(await empty_charts(page), []);
  assert.deepEqual(complaints, []);
  await page.close();
});

for (const language of ['zh', 'en'])
  test(`draws every chart in ${language} without a complaint or a request`, async () => {
    const { page, complaints, requests } = await open(language);
    assert.ok((await page.locator('.chart').count()) >= 7);
    assert.deepEqual(await empty_charts(page), []);
    assert.deepEqual(complaints, []);
    assert.deepEqual(requests, []);
    await page.close();
  });

test('keeps every request inside, even one that a script tries to make', async () => {
  const { page, requests } = await open('en');
  const blocked = await page.evaluate(() =>
    fetch('http://127.0.0.1:9/').then(
      () => false,
      () => true,
    ),
  );
  assert.ok(blocked);
  assert.deepEqual(requests, []);
  await page.close();
});

test('switches the language in the page and remembers it in the address', async () => {
  const { page } = await open('zh');
  const chinese = await page.locator('main').innerText();
  assert.match(await page.locator('#verdict h2').innerText(), /结论/);
  await page.locator('[data-language=en]').click();
  await page.waitForFunction(() => document.documentElement.lang === 'en');
  assert.match(page.url(), /#en$/);
  const english = await page.locator('main').innerText();
  assert.notEqual(english, chinese);
  const cited = /S\d ([一二三四五]\([一二三四五六]\)(, )?)+/g; // part of a source, by its own number
  const stray = english.split('\n').filter((row) => /[\u4e00-\u9fff]/.test(row.replaceAll(cited, '')));
  assert.deepEqual(stray, [], 'Chinese text on the English page');
  await page.close();
});

test('says undefined, NaN or null nowhere', async () => {
  for (const language of ['zh', 'en']) {
    const { page } = await open(language);
    await page.evaluate(() =>
      document.querySelectorAll('details').forEach((fold) => {
        fold.open = true;
      }),
    );
    assert.doesNotMatch(await page.locator('body').innerText(), /undefined|NaN|\bnull\b|\[object/);
    await page.close();
  }
});

test('has headings in order, and a description for each chart', async () => {
  const { page } = await open('en');
  const levels = await page.evaluate(() =>
    [...document.querySelectorAll('h1, h2, h3')].map((heading) => +heading.tagName[1]),
  );
  assert.equal(levels.filter((level) => level === 1).length, 1);
  levels.reduce((before, level) => {
    assert.ok(level <= before + 1);
    return level;
  });
  const undescribed = await page.evaluate(
    () =>
      [...document.querySelectorAll('.chart')].filter((chart) => (chart.getAttribute('aria-label') ?? '').length < 10)
        .length,
  );
  assert.equal(undescribed, 0);
  await page.close();
});

test('exports each chart as PNG, SVG and CSV', async () => {
  const { page } = await open('zh');
  const starts = {
    PNG: Buffer.from([0x89, 0x50, 0x4e, 0x47]),
    SVG: Buffer.from('<svg'),
    CSV: Buffer.from([0xef, 0xbb, 0xbf]),
  };
  const figures = await page.locator('.chart-figure:visible').count();
  for (let figure = 0; figure < figures; ++figure)
    for (const [kind, start] of Object.entries(starts)) {
      const arriving = page.waitForEvent('download');
      await page.locator('.chart-figure:visible').nth(figure).locator(`[data-export=${kind}]`).click();
      const file = await arriving;
      const bytes = readFileSync(await file.path());
      await page.waitForTimeout(120); // Chromium drops downloads beyond ten in a second.
      assert.ok(bytes.subarray(0, start.length).equals(start), `${file.suggestedFilename()} is no ${kind}`);
      assert.ok(bytes.length > 60, `${file.suggestedFilename()} is empty`);
    }
  await page.close();
});

test('redraws for another indicator', async () => {
  const { page, complaints } = await open('en');
  const text = () => page.locator('#chart-paths').getAttribute('aria-label');
  const first = await text();
  await page.locator('#paths select').first().selectOption({ index: 3 });
  assert.notEqual(await text(), first);
  assert.deepEqual(complaints, []);
  await page.close();
});

for (const language of ['zh', 'en'])
  test(`fits a phone in ${language} without sideways scrolling`, async () => {
    const { page } = await open(language, { width: 360, height: 740 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(wide <= 0, `${wide} pixels too wide`);
    assert.deepEqual(await empty_charts(page), []);
    await page.close();
  });

test('a phone shows every cell of the tables of groups and patterns', async () => {
  const { page } = await open('zh', { width: 390, height: 800 });
  const hidden = await page.evaluate(() =>
    [...document.querySelectorAll('#winners .stacked td, #limits .stacked td, #ranking td')]
      .filter((cell) => {
        const { left, right, width } = cell.getBoundingClientRect();
        return width > 0 && (left < 0 || right > window.innerWidth);
      })
      .map((cell) => cell.textContent),
  );
  assert.deepEqual(hidden, []);
  assert.ok((await page.locator('#winners .stacked td[data-head]').count()) > 10);
  await page.close();
});

test('paper shows what folds hide, and networks as high as they are wide', async () => {
  const { page } = await open('en');
  const look = () =>
    page.evaluate(() => ({
      closed: document.querySelectorAll('details:not([open]):not(.reference)').length,
      shapes: [...document.querySelectorAll('.graphs .chart')].map((chart) => chart.clientWidth / chart.clientHeight),
    }));
  const before = await look();
  assert.ok(before.closed > 0);
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  const printed = await look();
  assert.equal(printed.closed, 0);
  for (const shape of printed.shapes) assert.ok(Math.abs(shape - 1) < 0.05, `${shape} times as wide as high`);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  assert.equal((await look()).closed, before.closed);
  await page.close();
});

for (const language of ['zh', 'en'])
  test(`the brief in ${language} is one page with question, verdict and cost of the place`, async () => {
    const { page } = await open(language);
    assert.ok(!(await page.locator('#brief').isVisible()));
    await page.evaluate(() => (window.print = () => undefined));
    await page.locator('#print-brief').click();
    await page.emulateMedia({ media: 'print' });
    assert.ok(!(await page.locator('main').isVisible()));
    assert.match(
      await page.locator('#brief').innerText(),
      language === 'zh' ? /合计，每年[^]*万元/ : /a year[^]*yuan/,
    );
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    assert.equal(pdf.match(/\/Type \/Page\b/g).length, 1);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    assert.ok(await page.locator('main').isVisible());
    await page.close();
  });

test('prints to a PDF of several pages', async () => {
  const { page } = await open('zh');
  const pdf = await page.pdf({ preferCSSPageSize: true });
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  assert.ok(pdf.length > 50_000);
  await page.close();
});
