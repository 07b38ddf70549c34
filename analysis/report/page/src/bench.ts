// The page of `liandong bench`.
import { facts, opening, summary } from './bench_opening';
import { bounds } from './bench_bounds';
import { model } from './bench_model';
import { sizes, strong, weak } from './bench_reference';
import { tr } from './language';
import { show } from './shell';

show({
  title: () => tr('速度测量', 'Speed'),
  brand: () => tr('联动 · 速度测量', 'Liandong · speed'),
  opening,
  sections: () => [summary(), strong(), sizes(), weak(), model(), bounds(), facts()],
  footer: () =>
    tr(
      '本页由 liandong bench 生成，不访问网络。',
      'This page was made by liandong bench and makes no network request.',
    ),
});
