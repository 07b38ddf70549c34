// What was measured where, in a few sentences, and the facts that somebody else needs to judge it.
import { h, section } from './dom';
import { brief, moment, number, percent, tr } from './language';
import {
  bench,
  cost,
  gain,
  people,
  points_of,
  rate,
  residents_in_words,
  size,
  threads_in_words,
  widest,
} from './bench_data';

export function opening(): HTMLElement {
  const { machine, program } = bench;
  return h(
    'header',
    { class: 'opening' },
    h('p', { class: 'eyebrow' }, tr('速度测量', 'Speed')),
    h('h1', {}, tr('这台机器上有多快', 'How fast on this machine')),
    h(
      'p',
      { class: 'facts' },
      [machine.cpu, machine.instruction_set, threads_in_words(machine.hardware_threads), moment(program.created)]
        .filter((fact) => fact !== '')
        .join(tr('，', ', ')),
    ),
  );
}

function disturbance(): string {
  const { before, during } = bench.load;
  const threads = (value: number): string => number(value, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  if (during.disturbed)
    return tr(
      `测量期间，其他程序平均占用 ${threads(during.foreign_threads)} 个硬件线程：数值低于本机能力，请在机器空闲时重测。`,
      `Other programs kept ${threads(during.foreign_threads)} hardware threads busy meanwhile: the figures are lower than the machine allows. Measure again when it is quiet.`,
    );
  if (before.disturbed)
    return tr(
      `测量开始前，其他程序占用 ${threads(before.foreign_threads)} 个硬件线程；测量期间已安静下来。`,
      `Before the start other programs kept ${threads(before.foreign_threads)} hardware threads busy; they were quiet during the measurement.`,
    );
  return tr('测量期间没有其他程序明显占用本机。', 'No other program used the machine noticeably meanwhile.');
}

/** "0.74 to 0.82 of the speed of hand-written code", over the sizes. */
function share_in_words(): string {
  const shares = widest()
    .map((point) => point.share_of_handwritten)
    .filter((share) => share > 0);
  if (shares.length === 0) return '';
  const [least, most] = [Math.min(...shares), Math.max(...shares)].map(percent) as [string, string];
  return least === most
    ? tr(`，速度为手写代码的 ${most}`, `, ${most} of the speed of hand-written code`)
    : tr(`，速度为手写代码的 ${least} 至 ${most}`, `, ${least} to ${most} of the speed of hand-written code`);
}

/** How the cost of an update changes with size, and the speed with threads. */
function growth_in_words(): string {
  const points = widest(),
    first = points[0]!,
    last = points[points.length - 1]!;
  const dearer = cost(last.updates_per_second, last.threads) / cost(first.updates_per_second, first.threads);
  const faster = gain(points_of(last.residents));
  const by_size =
    points.length > 1
      ? tr(
          `规模从${residents_in_words(first.residents)}增至${residents_in_words(last.residents)}，每次更新的成本为原来的 ${brief(dearer)} 倍。`,
          `From ${residents_in_words(first.residents)} to ${residents_in_words(last.residents)} the cost of an update changes by a factor of ${brief(dearer)}. `,
        )
      : '';
  const by_threads =
    faster === null
      ? ''
      : tr(
          `${residents_in_words(last.residents)}时，${threads_in_words(last.threads)}的速度为单线程的 ${brief(faster)} 倍。`,
          `With ${residents_in_words(last.residents)}, ${threads_in_words(last.threads)} are ${brief(faster)} times as fast as one.`,
        );
  return by_size + by_threads;
}

export function summary(): HTMLElement | null {
  const points = widest();
  if (points.length === 0) return null;
  const fastest = points.reduce((a, b) => (b.updates_per_second > a.updates_per_second ? b : a));
  return h(
    'section',
    { id: 'summary', 'aria-labelledby': 'summary-title', class: 'verdict' },
    h('h2', { id: 'summary-title' }, tr('概要', 'In short')),
    h(
      'p',
      { class: 'verdict-text' },
      tr(
        `参照负载每秒最多更新 ${rate(fastest.updates_per_second)}名居民（${residents_in_words(fastest.residents)}，${threads_in_words(fastest.threads)}）`,
        `The reference workload updates up to ${rate(fastest.updates_per_second)} residents a second (a town of ${people(fastest.residents)}, ${threads_in_words(fastest.threads)})`,
      ) +
        share_in_words() +
        tr('。', '.'),
    ),
    h('p', { class: 'verdict-text' }, growth_in_words()),
    h('p', { class: 'sureness' }, disturbance()),
  );
}

export function facts(): HTMLElement {
  const { machine, program, load } = bench;
  const pairs: [string, string][] = [
    [tr('处理器', 'Processor'), machine.cpu],
    [tr('指令集', 'Vector instructions'), machine.instruction_set],
    [tr('硬件线程', 'Hardware threads'), number(machine.hardware_threads)],
    [tr('NUMA 节点', 'NUMA nodes'), number(machine.numa_nodes)],
    [tr('内存（可用）', 'Memory (free)'), `${size(machine.memory_bytes)} (${size(machine.available_bytes)})`],
    [tr('透明大页', 'Transparent huge pages'), machine.huge_pages],
    [tr('调频策略', 'Frequency governor'), machine.frequency_governor],
    [
      tr('其他程序占用（之前，期间）', 'Threads of other programs (before, during)'),
      [load.before, load.during]
        .map((l) => number(l.foreign_threads, { maximumFractionDigits: 2 }))
        .join(tr('，', ', ')),
    ],
    [tr('负载均值', 'Load average'), number(machine.load_average)],
    [tr('程序版本', 'Program version'), program.version],
    [
      tr('提交', 'Commit'),
      program.commit + (program.dirty ? tr('（含未提交的修改）', ' (with uncommitted changes)') : ''),
    ],
    [tr('编译器', 'Compiler'), `${program.compiler} ${program.flags}`],
    [tr('命令', 'Command'), program.command],
    [tr('完成于', 'Finished'), moment(program.created)],
  ];
  return section(
    'facts',
    tr('机器与程序', 'Machine and program'),
    tr(
      '答案先于计时核对：同一小城镇在一个线程与全部线程上得到同一状态哈希，研究所用的模型亦然；手写代码的参与人数与引擎一致。各数值为多次重复的中位数。',
      'Answers are checked before the timing: a small town gives the same state hash on one thread and on all, and so does the model of the study; hand-written code ends with as many active residents as the engine. Figures are medians of several repetitions.',
    ),
    h(
      'dl',
      { class: 'facts-list' },
      pairs.filter(([, value]) => value).map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
    ),
  );
}
