// How to get the same numbers again, to the last bit.
import { h, reference_fold, row, table } from './dom';
import { comma, counted, moment, number, tr } from './language';
import { quoted, reproduction } from './recipe';
import { report, title } from './study';

/** What to type, a command a line. */
export function recipe(): string {
  const { provenance: from, study } = report;
  const command = from.command || `liandong compare ${quoted(study.name)}`;
  return `git checkout ${from.commit}\n${command}\nliandong rerun results.h5`;
}

function facts(): [string, string][] {
  const { provenance: from, study } = report;
  const whole = (value: number): string => number(value, { maximumFractionDigits: 0 });
  return [
    [tr('程序版本', 'Program version'), from.version],
    [tr('提交', 'Commit'), from.commit + (from.dirty ? tr('（含未提交的修改）', ' (with uncommitted changes)') : '')],
    [tr('源码摘要', 'Digest of sources'), from.sources],
    [tr('编译器', 'Compiler'), `${from.compiler} ${from.flags}`],
    [tr('随机种子', 'Seed'), study.seed],
    [
      tr('规模', 'Size'),
      tr(
        `${number(study.residents)} 位居民，${number(study.burn_in_weeks)} + ${number(study.weeks)} 周，${study.replicates} 组`,
        `${number(study.residents)} residents, ${number(study.burn_in_weeks)} + ${number(study.weeks)} weeks, ${counted(study.replicates, 'replicate')}`,
      ),
    ],
    [
      tr('用时与内存', 'Time and memory'),
      `${whole(from.wall_seconds)} ${tr('秒', 's')}${comma()}${whole(from.peak_bytes / 2 ** 20)} MiB`,
    ],
    [tr('完成于', 'Finished'), moment(from.created)],
  ];
}

const hashes = (): HTMLElement =>
  reference_fold(
    tr('每个方案、每组模拟的状态哈希', 'State hash of each arm and replicate'),
    table(
      [tr('组', 'Replicate'), ...report.arms.map(title)],
      Array.from({ length: report.study.replicates }, (_, r) =>
        row(
          [String(r)],
          report.arms.map((arm) => h('td', {}, h('code', {}, arm.hashes[r] ?? '–'))),
        ),
      ),
    ),
  );

export const reproduce = (): HTMLElement => reproduction(recipe(), facts(), hashes());
