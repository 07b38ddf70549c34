// The page of an exploration, from the document that exploration_document writes.
import { response } from './explore_curves';
import { data, forget_listeners } from './explore_data';
import { map } from './explore_map';
import { asked, opening, verdict } from './explore_opening';
import { all_points, failures, reproduce } from './explore_tables';
import { sensitivity } from './explore_sensitivity';
import { of, tr } from './language';
import { show } from './shell';

show({
  title: () => of(data.title) || data.name,
  brand: () => tr(`联动 · ${of(data.model.title)}模拟`, `Liandong · ${of(data.model.title)} in silico`),
  opening,
  sections: () => {
    forget_listeners();
    return [verdict(), sensitivity(), asked(), response(), map(), all_points(), failures(), reproduce()];
  },
  footer: () =>
    tr('本页由数据文件生成，不访问网络。', 'This page is made from the data file and makes no network request.'),
});
