// Writes generated/report.ts and so on, the types of the pages' documents, from their schemas.
import { mkdir, writeFile } from 'node:fs/promises';
import { compileFromFile } from 'json-schema-to-typescript';

await mkdir('generated', { recursive: true });
for (const page of ['report', 'explore', 'bench', 'claims']) {
  const types = await compileFromFile(`${page}.schema.json`, { bannerComment: '', format: false });
  await writeFile(`generated/${page}.ts`, types);
}
