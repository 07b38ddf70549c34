// The functions of the report's page that need no browser, on sample_document.json, which report_unit.cpp keeps equal
// to what the program writes. esbuild and ajv are found through NODE_PATH.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { buildSync } = require('esbuild');
const Ajv = require('ajv');

const here = path.dirname(fileURLToPath(import.meta.url));
const page = path.resolve(here, '../../../analysis/report/page');
const json = (file) => JSON.parse(readFileSync(file, 'utf8'));
const sample = () => json(path.join(here, 'sample_document.json'));

const modules = ['csv', 'language', 'recipe', 'section_reproduce', 'study', 'units', 'verdict'];
const code = buildSync({
  stdin: {
    contents: modules.map((name) => `export * from './${name}';`).join('\n'),
    resolveDir: path.join(page, 'src'),
  },
  bundle: true,
  write: false,
  format: 'esm',
}).outputFiles[0].text;

let loads = 0;
/** The page's functions as they are with a document in a language. */
async function load(language, document = sample()) {
  globalThis.document = { getElementById: () => ({ textContent: JSON.stringify(document) }) };
  globalThis.location = { hash: `#${language}` };
  const url = `data:text/javascript;base64,${Buffer.from(`${code}\n// ${++loads}`).toString('base64')}`;
  const loaded = await import(url);
  loaded.choose_language();
  return loaded;
}

/** The sample after a change. */
function changed(change) {
  const document = sample();
  change(document);
  return document;
}

const is_valid = new Ajv({ allErrors: true, strict: true, strictTypes: false }).compile(
  json(path.join(page, 'report.schema.json')),
);

test('the document is as its schema says', () => {
  assert.ok(is_valid(sample()), JSON.stringify(is_valid.errors, null, 1));
});

test('the schema takes no document with a key more or less', () => {
  assert.ok(!is_valid(changed((document) => (document.arms[0].extra = 1))));
  assert.ok(!is_valid(changed((document) => delete document.study.seed)));
  assert.ok(!is_valid(changed((document) => (document.contrasts[0].effects[0].verdict = 0))));
});

test('figures stand in the scale of the name of their unit', async () => {
  const zh = await load('zh');
  assert.equal(zh.with_unit(1.5, '10k yuan'), '1.5 万元');
  assert.equal(zh.difference(-1.5, '10k yuan'), '−1.5 万元');
  assert.equal(zh.with_unit(12, 'yuan/resident/year'), '12 元/人/年');
  const en = await load('en');
  assert.equal(en.with_unit(1.5, '10k yuan'), '15,000 yuan');
  assert.equal(en.difference(-1.5, '10k yuan', false), '−15,000');
  assert.equal(en.interval(1, null, '10k yuan'), 'unbounded');
});

test('shares are percent and their differences points', async () => {
  const en = await load('en');
  assert.equal(en.figure(0.4567, '1'), '45.7%');
  assert.equal(en.figure(0.00123, '1/year'), '0.12%');
  assert.equal(en.difference(0.0123, '1'), '+1.2 points');
  assert.equal(en.difference(0, '1', false), '0');
  const zh = await load('zh');
  assert.equal(zh.difference(-0.0004, '1'), '−0.04 个百分点');
});

test('what is undefined is a dash without a unit', async () => {
  const { figure, with_unit, difference } = await load('en');
  assert.deepEqual([figure(null, '1'), with_unit(null, '10k yuan'), difference(null, '1')], ['–', '–', '–']);
});

test('Chinese punctuation is full-width however a text was typed', async () => {
  const { tr, of } = await load('zh');
  assert.equal(tr('包头(2012),南京;好?', ''), '包头（2012），南京；好？');
  assert.equal(of({ zh: '', en: 'only English' }), 'only English');
});

test('weeks have dates in years of 52 weeks', async () => {
  const { date_of, month } = await load('en');
  assert.equal(month(date_of(0, 2012)), 'January 2012');
  assert.equal(month(date_of(-52, 2012)), 'January 2011');
  assert.equal(month(date_of(26, 2012)), 'July 2012');
});

test('figures of themes of the whole run are means of all years', async () => {
  const { years_of, report } = await load(
    'en',
    changed((one) => (one.study.weeks = 520)),
  );
  const years = Object.fromEntries(report.indicators.map((indicator) => [indicator.key, years_of(indicator)]));
  assert.equal(years.joy, '2020–2021');
  assert.equal(years.fund, '2012–2021');
});

test('lower keeps abbreviations and Chinese as they are', async () => {
  const { lower } = await load('en');
  assert.deepEqual(['Strong government', 'NGO pays', '强政府'].map(lower), ['strong government', 'NGO pays', '强政府']);
});

test('the cards are those of the study, filled up with other themes', async () => {
  const { headline } = await load('en');
  assert.deepEqual(
    headline().map(({ key }) => key),
    ['joy', 'harvest', 'fund'],
  );
  const bare = await load(
    'en',
    changed((document) => {
      document.study.headline = [];
      for (const indicator of document.indicators) indicator.direction = 0;
    }),
  );
  assert.equal(bare.headline().length, 4);
});

test('the verdict tells who leads at own cost and at equal cost', async () => {
  const en = await load('en');
  const [own, same] = en.verdict_sentences();
  assert.match(
    own,
    /^At their own planned cost \(public spending is 275 yuan against 210 yuan per resident and year\), /,
  );
  assert.match(own, /guarded does better than open on joy and fund/);
  assert.match(same, /^If both spend the same public money, guarded still leads on fund/);
  const zh = await load('zh');
  assert.match(zh.verdict_sentences()[0], /看守在满意度和基金上优于开放/);
});

test('nothing is said of costs where a model has none', async () => {
  const document = changed((one) => (one.model.costs = false));
  for (const language of ['zh', 'en']) {
    const { verdict_sentences, contrast_name, main } = await load(language, document);
    assert.equal(verdict_sentences().length, 1);
    assert.doesNotMatch(verdict_sentences()[0] + contrast_name(main), /cost|成本|支出|yuan|元/);
  }
});

test('public cost is no finding: the document says which indicator it is', async () => {
  const document = changed((one) => (one.model.cost_indicator = 'harvest'));
  const { is_public_cost, report, verdict_sentences } = await load('en', document);
  assert.deepEqual(
    report.indicators.filter(is_public_cost).map(({ key }) => key),
    ['harvest'],
  );
  assert.doesNotMatch(verdict_sentences().join(), /harvest/);
});

test('the counts of verdicts add up to the number of indicators', async () => {
  const { confidence_sentence, report } = await load('en');
  const [all, ...counts] = confidence_sentence().split('Based')[0].match(/\d+/g).map(Number);
  assert.equal(all, report.indicators.length);
  assert.equal(
    counts.reduce((sum, count) => sum + count),
    all,
  );
});

test('the verdict says on how many assumed numbers it stands', async () => {
  const { on_trust, report } = await load('en');
  const { of: all, assumed } = report.parameters;
  assert.match(on_trust(), new RegExp(`^This holds for one set of numbers: ${assumed.length} of the model's ${all} `));
  assert.match((await load('zh')).on_trust(), new RegExp(`模型的 ${all} 个参数中有 ${assumed.length} 个是假定的`));
  const observed = changed((one) => (one.parameters.assumed = []));
  assert.equal((await load('en', observed)).on_trust(), '');
});

test('a page of some contrasts says how many there are', async () => {
  assert.equal((await load('en')).contrasts_left_out(), '');
  const document = changed((one) => (one.study.contrasts = 19900));
  assert.match((await load('en', document)).contrasts_left_out(), /19,900 comparisons; this page shows 2 of them/);
  assert.match((await load('zh', document)).contrasts_left_out(), /共有 19,900 组比较，本页只列出 2 组/);
});

test('one arm alone is compared with nothing', async () => {
  const document = changed((one) => {
    one.arms.length = 1;
    one.contrasts = [];
  });
  const { verdict_sentences, confidence_sentence } = await load('en', document);
  assert.match(verdict_sentences()[0], /one arm only/);
  assert.equal(confidence_sentence(), '');
});

test('themes, accounts and groups of parameters have the names of the document', async () => {
  const { theme_name, account_name, parameter_group_name } = await load('zh');
  assert.deepEqual(
    [theme_name('joy'), account_name('purse'), parameter_group_name('town'), theme_name('unknown')],
    ['乐趣', '财政', '小镇', 'unknown'],
  );
});

test('a name of a study is one word of the command line whatever is in it', async () => {
  const { quoted, recipe } = await load(
    'en',
    changed((one) => {
      one.study.name = "it's; rm -rf $HOME";
      one.provenance.command = '';
    }),
  );
  assert.equal(quoted('two-paths.toml'), 'two-paths.toml');
  assert.equal(quoted(''), "''");
  assert.match(recipe(), /\nliandong compare 'it'\\''s; rm -rf \$HOME'\n/);
});

test('an exported text cannot act as a formula, a number stays a number', async () => {
  const { csv_of } = await load('en');
  assert.equal(csv_of([['=1+1', '@x', '\t=1', '＝1', 'a-b', -1, null]]), "\ufeff'=1+1,'@x,'\t=1,'＝1,a-b,-1,\r\n");
  assert.equal(csv_of([['a "b", c']]), '\ufeff"a ""b"", c"\r\n');
});
