// The page of a study, from the document that report_document writes.
import { of, tr } from './language';
import { claim } from './section_claim';
import { cards, question, stated, verdict } from './section_opening';
import { cost } from './section_cost';
import { change_dates } from './section_change_dates';
import { world_dots } from './section_world_dots';
import { world_course } from './section_world_course';
import { world_deciders } from './section_world_deciders';
import { world_map } from './section_world_map';
import { world_data, world_ranking, world_structures } from './section_world_tables';
import { differences } from './section_differences';
import { forest } from './section_forest';
import { graph } from './section_graph';
import { ledger } from './section_ledger';
import { cannot_say } from './section_limits';
import { paths } from './section_paths';
import { reproduce } from './section_reproduce';
import { winners } from './section_groups';
import { ranking } from './section_ranking';
import { brief } from './section_brief';
import { show } from './shell';
import { report } from './study';

show({
  title: () => of(report.study.title) || report.study.name,
  brand: () => tr(`联动 · ${of(report.model.title)}模拟`, `Liandong · ${of(report.model.title)} in silico`),
  opening: question,
  sections: () => [
    claim(),
    verdict(),
    world_dots(),
    cost(),
    change_dates(),
    world_course(),
    world_deciders(),
    world_map(),
    world_structures(),
    world_ranking(),
    world_data(),
    stated(),
    cards(),
    ranking(),
    differences(),
    paths(),
    forest(),
    winners(),
    graph(),
    ledger(),
    cannot_say(),
    reproduce(),
  ],
  paper: brief,
  footer: () =>
    tr('本页由数据文件生成，不访问网络。', 'This page is made from the data file and makes no network request.'),
});
