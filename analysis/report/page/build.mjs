// Bundles src/ into HTML files in the working folder: report.html from report.ts, and so on. Each file
// allows no request and no script but its own, by a content security policy that names the script's hash. "{{report}}"
// stays for the program to fill.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

const bundle = async (entry) => {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    charset: 'utf8',
    legalComments: 'inline',
  });
  return result.outputFiles[0].text;
};

const style = (await bundle('src/style.css')).trim();
const frame = await readFile('src/page.html', 'utf8');

for (const name of ['report', 'explore', 'bench', 'claims']) {
  const script = (await bundle(`src/${name}.ts`))
    .replaceAll('</script', '<\\/script')
    .replaceAll('<!--', '<\\!--')
    .trim();
  const hash = createHash('sha256').update(script).digest('base64');
  const policy =
    `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; img-src data: blob:; ` +
    `base-uri 'none'; form-action 'none'`;
  const page = frame
    .replace('{{policy}}', () => policy)
    .replace('{{style}}', () => style)
    .replace('{{script}}', () => script);
  await writeFile(`${name}.html`, page);
}
