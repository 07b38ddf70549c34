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

const modules = ['csv', 'language', 'recipe', 'section_ranking', 'section_reproduce', 'study', 'units', 'verdict'];
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

test('one run is not called several', async () => {
  const of_one = sample();
  of_one.study.replicates = 1;
  assert.match((await load('en', of_one)).confidence_sentence(), /Based on 1 paired run \(/);
  assert.match((await load('en')).confidence_sentence(), /Based on \d+ paired runs \(/);
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

/** A third path, and all pairs of the three with the verdicts that are given. */
const with_three = (verdicts) =>
  changed((one) => {
    const [first, second] = one.arms;
    one.arms = [
      first,
      second,
      { ...structuredClone(second), name: 'wild', title: { zh: '野地', en: 'Wild' }, public_cost: 90 },
    ];
    const of_pair = (a, b) => {
      const contrast = structuredClone(one.contrasts[0]);
      for (const effect of contrast.effects) effect.verdict = verdicts[`${a}${b}`];
      return { ...contrast, a, b, equal_cost: false };
    };
    one.contrasts = [of_pair(0, 1), of_pair(0, 2), of_pair(1, 2)];
    one.study.contrasts = 3;
  });

test('a study of three paths ranks all three and says who leads', async () => {
  const last = with_three({ '01': 'worse', '02': 'no_difference', 12: 'better' });
  const en = await load('en', last);
  assert.ok(en.is_ranking());
  const joy = en.report.indicators[0];
  assert.deepEqual(
    en.report.arms.map((arm) => en.place_of(arm, joy, en.report.arms)),
    [2, 1, 2],
  );
  assert.match(en.verdict_sentences()[0], /^Of 3 paths, open is best on joy/);
  assert.match(en.verdict_sentences()[1], /wild costs the public least \(90 yuan\) and guarded most \(275 yuan\)/);
  assert.doesNotMatch(en.confidence_sentence(), /is ahead on/);
  const zh = await load('zh', last);
  assert.match(zh.verdict_sentences()[0], /^3 个方案相比，在满意度.*上，开放最好。/);
});

test('paths that cannot be told apart share a place', async () => {
  const en = await load('en', with_three({ '01': 'no_difference', '02': 'better', 12: 'better' }));
  const joy = en.report.indicators[0];
  assert.deepEqual(
    en.report.arms.map((arm) => en.place_of(arm, joy, en.report.arms)),
    [1, 1, 3],
  );
  assert.match(en.verdict_sentences()[0], /guarded and open share the lead on joy/);
});

test('both paths are told against going on as before', async () => {
  const document = with_three({ '01': 'no_difference', '02': 'better', 12: 'better' });
  for (const stage of document.arms[2].stages) stage.changes = [];
  const en = await load('en', document);
  assert.ok(!en.is_ranking());
  assert.match(en.verdict_sentences().at(-1), /^Against wild, guarded and open are better on joy/);
  const zh = await load('zh', document);
  assert.match(zh.verdict_sentences().at(-1), /^与野地相比，看守和开放在满意度.*上都更好。$/);
});

test('large amounts are told in millions, in Chinese in ten thousands', async () => {
  assert.deepEqual([12_345, 4_384_000].map((await load('en')).yuan_in_all), ['12,000 yuan', '4.38 million yuan']);
  assert.deepEqual([12_345, 438_400_000].map((await load('zh')).yuan_in_all), ['1.23 万元', '4.38 亿元']);
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
