// Opens the page of `liandong bench` in Chromium: no request leaves it, every chart draws, both languages, phone.
// LIANDONG_BENCH_PAGE is the page to open; without it one is made with LIANDONG_BIN. playwright-core is found through
// NODE_PATH.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch } from '../../browser.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'liandong-bench-'));
let browser, address;

function page_file() {
  if (process.env.LIANDONG_BENCH_PAGE) return path.resolve(process.env.LIANDONG_BENCH_PAGE);
  const small = ['small', '--set', 'place.households=100', '--residents', '20000', '--ticks', '3'];
  execFileSync(process.env.LIANDONG_BIN, ['bench', '--quiet', '--out', folder, ...small], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return path.join(folder, 'bench.html');
}

before(async () => {
  address = pathToFileURL(page_file()).href;
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A page, what it complained of and what it asked of the network. */
async function open(language, viewport = { width: 1280, height: 900 }) {
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
  await page.goto(`${address}#${language}`);
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.chart')].every((chart) => chart.querySelectorAll('svg path').length >= 5),
  );
  return { page, complaints, requests };
}

for (const language of ['zh', 'en'])
  for (const [device, viewport] of [
    ['a desk', { width: 1280, height: 900 }],
    ['a phone', { width: 360, height: 740 }],
  ])
    test(`draws every chart in ${language} on ${device}, with no complaint, request or sideways scrolling`, async () => {
      const { page, complaints, requests } = await open(language, viewport);
      assert.deepEqual(
        await page.evaluate(() => [...document.querySelectorAll('.chart')].map((chart) => chart.id)),
        ['strong', 'cost', 'share', 'weak', 'model'].map((name) => `chart-${name}`),
      );
      assert.deepEqual(complaints, []);
      assert.deepEqual(requests, []);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(wide <= 0, `${wide} pixels too wide`);
      await page.evaluate(() =>
        document.querySelectorAll('details').forEach((fold) => {
          fold.open = true;
        }),
      );
      assert.doesNotMatch(await page.locator('body').innerText(), /undefined|NaN|\bnull\b|Infinity|\[object/);
      await page.close();
    });

test('is English in English and can be switched', async () => {
  const { page } = await open('zh');
  assert.match(await page.locator('#summary h2').innerText(), /概要/);
  await page.locator('[data-language=en]').click();
  await page.waitForFunction(() => document.documentElement.lang === 'en');
  const stray = (await page.locator('main').innerText()).split('\n').filter((row) => /[\u4e00-\u9fff]/.test(row));
  assert.deepEqual(stray, []);
  await page.close();
});

test('describes each chart for those who cannot see it', async () => {
  const { page } = await open('en');
  const short = await page.evaluate(() =>
    [...document.querySelectorAll('.chart')].filter((chart) => (chart.getAttribute('aria-label') ?? '').length < 20),
  );
  assert.equal(short.length, 0);
  await page.close();
});
